import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runsOf, type SweepRecord, trialStates } from "@blankfile/sweeps";
import { SweepStore } from "@blankfile/sweeps/node";
import { init } from "@blankfile/tracking/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPage, type Page, until } from "../server.fixture.ts";

let page: Page;
beforeEach(async () => {
  page = await openPage();
});
afterEach(() => page.close());

const plan: SweepRecord["plan"] = {
  name: "rates",
  experiment: "test/net",
  question: "Which rate?",
  metric: "accuracy",
  goal: "maximize",
  method: "grid",
  variant: "plain",
  set: {},
  search: { lr: { kind: "categorical", choices: [0.1, 0.2] } },
  constraints: [],
  seeds: [0, 1],
  heldOut: [1002, 1003],
  randomState: 0,
  budget: { runs: 100 },
  parallel: 8,
  silenceMinutes: 10,
};

const create = (more: Partial<SweepRecord["plan"]> = {}) =>
  SweepStore.create(page.place.workspace, { ...plan, ...more }, "experiment: test/net\n", Date.now());

/** Makes the runs that are decided so far, or only the first of them, with the accuracy lr + seed / 1000. */
async function make(store: SweepStore, most = 100, value = (lr: number, seed: number) => lr + seed / 1000) {
  const { trials, confirmed } = trialStates(store.record, store.decisions(), () => ({
    ...{ state: "new" as const, step: 0, points: [], attempt: 0, updatedAt: 0 },
  }));
  for (const trial of trials)
    for (const planned of runsOf(store.record, trial, trial.number === confirmed).slice(0, most)) {
      const lr = Number(trial.params.lr);
      const run = await init({
        ...{
          workspace: page.place.workspace,
          id: planned.id,
          sweep: store.record.id,
          experiment: "test/net",
        },
        ...{ config: { lr }, seed: planned.seed, steps: 10, code: {}, systemMs: 0 },
      }).catch(() => undefined);
      run?.log({ accuracy: value(lr, planned.seed) }, { step: 10 });
      await run?.finish();
    }
}

const get = async (id: string) => (await page.get(`/api/sweeps/${id}`)).body;

describe("a sweep", () => {
  it("comes to its trials with their costs and runs, the best of them, and what is left", async () => {
    const store = create();
    store.decide({ kind: "start", trial: 0, params: { lr: 0.1 }, rung: 0, bracket: 0 });
    store.decisions();
    store.decide({ kind: "start", trial: 1, params: { lr: 0.2 }, rung: 0, bracket: 0 });
    await make(store);
    await until(async () => (await get(store.record.id)).report.counts.finished === 4);
    const found = await get(store.record.id);
    expect(found).toMatchObject({
      record: { id: store.record.id, plan: { question: "Which rate?" } },
      rungs: [1],
      report: {
        best: { trial: 1, params: { lr: 0.2 }, values: [0.2, 0.201] },
        counts: { configurations: 2 },
      },
      isDone: false, // The best is still to be judged with its held-out seeds.
    });
    expect(found.trials[1].costs).toEqual([{ rung: 0, cost: -0.2005 }]);
    expect(found.trials[1].runs).toMatchObject([
      { seed: 0, heldOut: false, state: "finished", step: 10, steps: 10, value: 0.2 },
      { seed: 1, heldOut: false, value: 0.201 },
    ]);

    store.decisions();
    store.decide({ kind: "confirm", trial: 1 });
    await make(store);
    await until(async () => (await get(store.record.id)).isDone);
    const { report, trials, confirmed } = await get(store.record.id);
    expect(confirmed).toBe(1);
    expect(report.heldOut.values).toEqual([0.2 + 1.002, 0.2 + 1.003]);
    expect(report.heldOut.half).toBeCloseTo((12.706 * Math.SQRT1_2 * 0.001) / Math.SQRT2, 8);
    expect(trials[1].runs.filter((run: { heldOut: boolean }) => run.heldOut)).toHaveLength(2);
    expect((await page.get("/api/sweeps")).body.sweeps).toMatchObject([
      { id: store.record.id, name: "rates", method: "grid", isDone: true, report },
    ]);
  });

  it("has runs that nobody has begun as new, and a trial without a cost", async () => {
    const store = create();
    store.decide({ kind: "start", trial: 0, params: { lr: 0.1 }, rung: 0, bracket: 0 });
    await make(store, 1);
    await until(async () => (await get(store.record.id)).report.counts.finished === 1);
    const { trials, report, isDone } = await get(store.record.id);
    expect(trials).toMatchObject([{ costs: [], runs: [{ state: "finished" }, { state: "new", step: 0 }] }]);
    expect([report.counts.waiting, isDone]).toEqual([1, false]);
  });

  it("says null for a cost that is no number, and NaN by its name", async () => {
    const store = create();
    store.decide({ kind: "start", trial: 0, params: { lr: 0.1 }, rung: 0, bracket: 0 });
    await make(store, 2, () => Number.NaN);
    await until(async () => (await get(store.record.id)).report.counts.finished === 2);
    const [trial] = (await get(store.record.id)).trials;
    expect(trial.costs).toEqual([{ rung: 0, cost: null }]);
    expect(trial.runs[0].value).toBe("NaN");
  });

  it("that is damaged says where, and hurts no other", async () => {
    const [whole, broken, hollow] = [create(), create({ name: "broken" }), create({ name: "hollow" })];
    const folder = (store: SweepStore) => path.join(page.place.workspace, "sweeps", store.record.id);
    writeFileSync(path.join(folder(broken), "sweep.json"), "{");
    writeFileSync(
      path.join(folder(hollow), "sweep.json"),
      JSON.stringify({ format: 1, id: hollow.record.id }),
    );
    const { status, body } = await page.get(`/api/sweeps/${broken.record.id}`);
    expect([status, body.error]).toEqual([409, expect.stringContaining("sweep.json is damaged")]);
    for (const plan of [
      undefined,
      { ...hollow.record.plan, search: undefined },
      { metric: "x", search: {} },
    ]) {
      const record = { format: 1, id: hollow.record.id, plan };
      writeFileSync(path.join(folder(hollow), "sweep.json"), JSON.stringify(record));
      expect((await page.get(`/api/sweeps/${hollow.record.id}`)).status).toBe(409);
    }
    const { sweeps } = (await page.get("/api/sweeps")).body;
    expect(sweeps.filter(({ damaged }: { damaged?: string }) => damaged === undefined)).toMatchObject([
      { id: whole.record.id },
    ]);
    expect(sweeps).toHaveLength(3);
  });

  it("is not found under a path, or where there is none", async () => {
    mkdirSync(path.join(page.place.workspace, "sweeps", "notes"), { recursive: true });
    for (const id of ["20261104-090507-rates-zzzz", "..", "..%2f..%2fsecret", "notes", "x"])
      expect((await page.get(`/api/sweeps/${id}`)).status).toBe(404);
    expect((await page.get("/api/sweeps")).body.sweeps).toEqual([]);
  });
});
