import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { init, listRunIds, readRun } from "@blankfile/tracking/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { planOf } from "../digits.fixture.ts";
import { drive } from "./drive.ts";
import type { Executor, Job, Listed } from "./executor.ts";
import { SweepStore } from "./sweep-store.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-drive-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const twoByTwo = "search: { lr: [0.1, 0.2], hidden: [16, 32] }\nseeds: 2\nheldOut: 3\nparallel: 100";

function sweepOf(text: string): SweepStore {
  return SweepStore.create(workspace, planOf(text), text, Date.now());
}

/** A run as the experiment makes it, in this process: 90 steps, three values, the better the larger lr. */
async function train({ run: id, attempt, sweep, args }: Job): Promise<void> {
  const flag = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1] ?? args[args.indexOf(`--${name}`) + 1];
  const [lr, seed] = [Number(flag("lr")), Number(flag("first-seed"))];
  const until = args.includes("--until") ? Number(flag("until")) : 1;
  const run = await init({
    workspace,
    id,
    attempt,
    sweep,
    experiment: "nn/digits-mlp",
    config: { lr },
    seed,
    steps: 90,
    code: {},
  });
  for (let step = 30; step <= 90; step += 30) {
    run.log({ "test/accuracy": 100 * lr + step / 30 + (seed % 7) / 10 }, { step });
    if (until < 1 && step >= until * 90) return run.stop(`paused at step ${step} of 90`);
  }
  await run.finish();
}

/** Does at once what it is given; `what` may do something else with a job. */
class Fake implements Executor {
  readonly name = "local";
  readonly room = 100;
  readonly submitted: Job[] = [];
  readonly waiting: Job[] = [];
  /** Whether those that wait are said to be at work. */
  isAtWork = false;
  readonly #what: (job: Job, fake: Fake) => Promise<void> | void;

  constructor(what: (job: Job, fake: Fake) => Promise<void> | void = train) {
    this.#what = what;
  }

  async submit(jobs: readonly Job[]): Promise<void> {
    this.submitted.push(...jobs);
    for (const job of jobs) await this.#what(job, this);
  }

  async list(): Promise<Listed[]> {
    return this.waiting.map(({ run, attempt }) => ({ run, attempt, isRunning: this.isAtWork }));
  }

  async cancel(): Promise<void> {
    this.waiting.length = 0;
  }

  async close(): Promise<void> {}
}

const quick = { pollMs: 1, graceMs: 5 };

it("every configuration with every seed is run once, and the best is judged by seeds that chose nothing", async () => {
  const store = sweepOf(twoByTwo);
  const executor = new Fake();
  const report = await drive({ store, executor, ...quick });
  expect(executor.submitted).toHaveLength(4 * 2 + 3);
  expect(listRunIds(workspace)).toHaveLength(11);
  expect(report).toMatchObject({
    best: { trial: 2, params: { lr: 0.2, hidden: 16 }, values: [23, 23.1] },
    counts: { configurations: 4, finished: 11, failed: 0, running: 0, waiting: 0 },
  });
  // Seeds 1002 to 1004 are 1, 2 and 3 modulo 7.
  expect(report.heldOut!.values).toEqual([23.1, 23.2, 23.3]);
  expect(report.heldOut!.mean).toBeCloseTo(23.2, 10);
  expect(report.heldOut!.half).toBeCloseTo((4.303 * 0.1) / Math.sqrt(3), 3);
});

it("a driver that comes later finds everything done, and does nothing", async () => {
  const store = sweepOf(twoByTwo);
  const first = await drive({ store, executor: new Fake(), ...quick });
  const executor = new Fake();
  expect(await drive({ store: SweepStore.open(workspace, store.record.id), executor, ...quick })).toEqual(
    first,
  );
  expect(executor.submitted).toEqual([]);
});

it("two drivers of one sweep make each decision once and each run once", async () => {
  const store = sweepOf(twoByTwo);
  const other = SweepStore.open(workspace, store.record.id);
  const claimedTwice = async (job: Job) => train(job).catch(() => undefined); // The claim refuses the second one.
  const [a, b] = await Promise.all([
    drive({ store, executor: new Fake(claimedTwice), ...quick }),
    drive({ store: other, executor: new Fake(claimedTwice), ...quick }),
  ]);
  expect(a).toEqual(b);
  expect(listRunIds(workspace)).toHaveLength(11);
  for (const id of listRunIds(workspace))
    expect(readRun(workspace, id, 0)).toMatchObject({ attempt: 1, state: "finished" });
});

it("halving pauses runs at a share of their steps, and only the best go on, from there, as their next attempt", async () => {
  const store = sweepOf(
    "search: { lr: [0.1, 0.2, 0.3] }\nmethod: halving\nseeds: 1\nheldOut: 0\nbudget: { runs: 3 }\nrungs: { first: 0.3, factor: 4 }",
  );
  const executor = new Fake();
  const report = await drive({ store, executor, ...quick });
  expect(executor.submitted.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2]);
  const runs = listRunIds(workspace).map((id) => readRun(workspace, id, 0));
  expect(runs.map(({ state }) => state).sort()).toEqual(["finished", "stopped", "stopped"]);
  expect(report.best!.values[0]).toBeGreaterThan(22);
});

describe("what an executor does wrong", () => {
  it("a job that it forgot is submitted again, as the same attempt", async () => {
    let forgotten = 0;
    const executor = new Fake((job) => (forgotten++ < 3 ? undefined : train(job)));
    const report = await drive({ store: sweepOf(twoByTwo), executor, ...quick });
    expect(report.counts.finished).toBe(11);
    expect(executor.submitted).toHaveLength(14);
    expect(executor.submitted.every(({ attempt }) => attempt === 1)).toBe(true);
  });

  it("a job that waits in its queue is left alone", async () => {
    const executor = new Fake((job, fake) => void fake.waiting.push(job));
    const store = sweepOf("search: { lr: [0.1] }\nseeds: 1\nheldOut: 0");
    let looks = 0;
    const sleep = async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (++looks === 5) await train(executor.waiting.pop()!);
    };
    await drive({ store, executor, ...quick, sleep });
    expect(executor.submitted).toHaveLength(1);
  });

  it("a job that is at work and never claims its attempt is overtaken by the next attempt once it counts as silent", async () => {
    const store = sweepOf("search: { lr: [0.1] }\nseeds: 1\nheldOut: 0\nsilenceMinutes: 1");
    let now = store.record.createdAt;
    const executor = new Fake((job, fake) => (job.attempt === 1 ? void fake.waiting.push(job) : train(job)));
    executor.isAtWork = true;
    const sleep = async () => {
      now += 25_000;
    };
    const report = await drive({ store, executor, ...quick, sleep, clock: () => now });
    expect(executor.submitted.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(report.counts.finished).toBe(1);
    // It wakes, and claims an attempt that nobody reads any more.
    await train(executor.waiting[0]!);
    expect(readRun(workspace, executor.submitted[0]!.run, now)).toMatchObject({
      state: "finished",
      attempt: 2,
    });
  });

  it("a run whose process is gone is taken over by the next attempt", async () => {
    const executor = new Fake((job) => (job.attempt === 1 ? claimAndDie(job) : train(job)));
    const told: string[] = [];
    const store = sweepOf("search: { lr: [0.1] }\nseeds: 1\nheldOut: 0");
    const report = await drive({ store, executor, ...quick, onTrouble: (message) => told.push(message) });
    expect(executor.submitted.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(report.counts).toMatchObject({ finished: 1, failed: 0 });
    expect(told).toEqual([expect.stringMatching(/attempt 1 was lost at step 0, taken over by attempt 2$/)]);
  });

  it("a run that never gets a step further is given up after five tries, and the sweep goes on", async () => {
    const executor = new Fake((job) => (job.args.includes("--lr=0.1") ? claimAndDie(job) : train(job)));
    const told: string[] = [];
    const store = sweepOf("search: { lr: [0.1, 0.2] }\nseeds: 1\nheldOut: 0");
    const report = await drive({ store, executor, ...quick, onTrouble: (message) => told.push(message) });
    expect(executor.submitted).toHaveLength(5 + 1);
    expect(report.best!.params).toEqual({ lr: 0.2 });
    expect(report.counts).toMatchObject({ finished: 1, failed: 1, waiting: 0 });
    expect(told.at(-1)).toMatch(/begun 5 times without getting behind step 0, given up; see its log/);
  });

  it("while it does not answer nothing is submitted, and it is asked again", async () => {
    let calls = 0;
    const executor = new Fake();
    executor.list = async () => {
      if (++calls <= 3) throw new Error("connection refused");
      return [];
    };
    const told: string[] = [];
    const report = await drive({
      store: sweepOf(twoByTwo),
      executor,
      ...quick,
      onTrouble: (message) => told.push(message),
    });
    expect(told).toEqual(["local does not answer: connection refused; asked again"]);
    expect(report.counts.finished).toBe(11);
    expect(executor.submitted).toHaveLength(11);
  });
});

it("jobs that wait for more than their turn are told, once for each reason", async () => {
  const fake = new Fake();
  const said: string[] = [];
  let looks = 0;
  fake.list = async () => {
    looks += 1;
    const heldUp = looks === 1 ? "Nodes required for job are DOWN" : "JobHeldUser";
    return [{ run: "20261101-000000-x-0000", attempt: 1, isRunning: false, heldUp }];
  };
  const onTrouble = (message: string) => said.push(message);
  await drive({ store: sweepOf(twoByTwo), executor: fake, ...quick, onTrouble });
  expect(said).toEqual([
    "local: jobs wait and do not begin: Nodes required for job are DOWN",
    "local: jobs wait and do not begin: JobHeldUser",
  ]);
});

it("a sweep that is stopped ends though the executor does not answer, and submits nothing afterwards", async () => {
  const fake = new Fake();
  const silent = Promise.withResolvers<Listed[]>();
  const said: string[] = [];
  fake.list = () => silent.promise;
  fake.cancel = async () => {
    throw new Error("no answer in 5 s");
  };
  const stop = new AbortController();
  const onTrouble = (message: string) => said.push(message);
  const driven = drive({
    store: sweepOf(twoByTwo),
    executor: fake,
    ...quick,
    signal: stop.signal,
    onTrouble,
  });
  stop.abort();
  expect((await driven).counts).toMatchObject({ configurations: 0, finished: 0 });
  silent.resolve([]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fake.submitted).toEqual([]);
  expect(said).toEqual(["local: no answer in 5 s; its jobs were not taken back and may still run"]);
});

it("a configuration whose run fails is none of the best", async () => {
  const fails = async (job: Job) => {
    if (!job.args.includes("--lr=0.2")) return train(job);
    const run = await init({
      workspace,
      id: job.run,
      experiment: "nn/digits-mlp",
      config: {},
      seed: 0,
      code: {},
    });
    await run.fail("the loss is NaN");
  };
  const store = sweepOf("search: { lr: [0.1, 0.2] }\nseeds: 1\nheldOut: 0");
  const report = await drive({ store, executor: new Fake(fails), ...quick });
  expect(report).toMatchObject({ best: { params: { lr: 0.1 } }, counts: { finished: 1, failed: 1 } });
});

it("a budget of minutes ends the search, not what runs, and the best is judged all the same", async () => {
  const store = sweepOf(
    "search: { lr: [0.1, 0.2] }\nseeds: 1\nheldOut: 1\nparallel: 1\nbudget: { minutes: 5 }",
  );
  let now = store.record.createdAt;
  const executor = new Fake(async (job) => {
    await train(job);
    now += 4 * 60_000;
  });
  const report = await drive({ store, executor, ...quick, clock: () => now });
  expect(report.counts.configurations).toBe(2);
  expect(report.heldOut?.values).toHaveLength(1);
  expect(executor.submitted).toHaveLength(3);
});

it("a decision that was cut off by a full disk is said by its file's name", async () => {
  const store = sweepOf(twoByTwo);
  writeFileSync(path.join(workspace, "sweeps", store.record.id, "decisions", "1.json"), '{"kind":"sta');
  await expect(drive({ store, executor: new Fake(), ...quick })).rejects.toThrow(
    /decisions\/1\.json is damaged/,
  );
});

it("a sweep that is not there is refused with those that are; a path is no id", () => {
  const { record } = sweepOf(twoByTwo);
  expect(() => SweepStore.open(workspace, "20260101-000000-x-0000")).toThrow(
    `the last ones are ${record.id}`,
  );
  expect(() => SweepStore.open(workspace, "../../etc")).toThrow(/there is no "..\/..\/etc"/);
});

/** A process that claimed its attempt and is gone: a number that no process has. */
function claimAndDie({ run, attempt }: Job): void {
  const folder = path.join(workspace, "runs", run);
  const record = {
    format: 1,
    id: run,
    experiment: "nn/digits-mlp",
    config: { lr: 0.1 },
    seed: 0,
    createdAt: Date.now(),
    code: {},
    steps: 90,
    environment: { runtime: "test" },
  };
  mkdirSync(path.join(folder, "attempts", String(attempt)), { recursive: true });
  writeFileSync(path.join(folder, "run.json"), JSON.stringify(record));
  const claim = {
    format: 1,
    attempt,
    claimedAt: Date.now(),
    host: hostname(),
    pid: 4_100_000,
    resumedFrom: 0,
  };
  writeFileSync(path.join(folder, "attempts", String(attempt), "claim.json"), JSON.stringify(claim));
}
