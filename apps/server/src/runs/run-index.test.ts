import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { init, resume } from "@blankfile/tracking/node";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { indexAndFold, syncAll } from "./index-equals-fold.fixture.ts";
import { RunIndex } from "./run-index.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-run-index-"));
afterAll(() => rmSync(root, { recursive: true }));
let workspace = "";
let file = "";
let count = 0;
beforeEach(() => {
  workspace = path.join(root, String(count++));
  mkdirSync(workspace);
  file = path.join(workspace, ".blankfile", "index.sqlite");
});

const clock = () => Date.now();
const open = () => new RunIndex(workspace, clock);
async function same(index: RunIndex): Promise<void> {
  const { fromIndex, fromFolders } = await indexAndFold(index, workspace, clock());
  expect(fromIndex).toEqual(fromFolders);
}

let serial = 0;
async function makeRun(steps: number, options: { finish?: boolean } = {}) {
  const id = `20261104-090507-mlp-${String(serial++).padStart(4, "0")}`;
  const run = await init({
    workspace,
    id,
    experiment: "nn/digits-mlp",
    config: { lr: 0.1 },
    seed: 1,
    code: {},
  });
  for (let step = 1; step <= steps; step++)
    run.log(
      {
        loss: step % 7 === 0 ? Number.NaN : 1 / step,
        accuracy: step === 3 ? Number.POSITIVE_INFINITY : step,
      },
      { step },
    );
  run.text("sample", "to be");
  run.note("a note");
  if (options.finish === false) await run.flush();
  else await run.finish();
  return run;
}

it("says what the folders say: NaN and infinities, texts, notes, states", async () => {
  await makeRun(20);
  await makeRun(3, { finish: false });
  const index = open();
  syncAll(index);
  await same(index);
  index.close();
});

it("follows a run that goes on, and sends each point once", async () => {
  const run = await makeRun(3, { finish: false });
  const index = open();
  syncAll(index);
  const before = await index.cursor();
  for (let step = 4; step <= 6; step++) run.log({ loss: 1 }, { step });
  await run.flush();
  while (index.sync(run.id));
  const { rows, metrics, cursor } = await index.changes(before, 1000);
  expect(rows.map(({ step }) => step)).toEqual([6]);
  expect(metrics).toMatchObject([{ run: run.id, points: [{ step: 4 }, { step: 5 }, { step: 6 }], cuts: [] }]);
  expect(await index.changes(cursor, 1000)).toMatchObject({ rows: [], metrics: [] });
  await run.finish();
  syncAll(index);
  await same(index);
  index.close();
});

it("cuts what a stale attempt logged behind the step of the resume, and says so", async () => {
  const run = await makeRun(6, { finish: false });
  const index = open();
  syncAll(index);
  const before = await index.cursor();
  const next = await resume({ workspace, id: run.id, fromStep: 4 });
  next.log({ loss: 50 }, { step: 5 });
  await next.flush();
  run.log({ loss: 60 }, { step: 7 });
  await run.flush();
  syncAll(index);
  const { metrics } = await index.changes(before, 1000);
  expect(metrics).toEqual([
    {
      run: run.id,
      cuts: [{ attempt: 2, step: 4 }],
      points: [expect.objectContaining({ step: 5, value: 50, attempt: 2 })],
    },
  ]);
  await same(index);
  await Promise.all([run.finish(), next.finish()]);
  index.close();
});

describe("after a restart", () => {
  it("reads only runs whose files changed", async () => {
    const old = await makeRun(5);
    const index = open();
    syncAll(index);
    index.close();
    const again = open();
    expect(again.differences()).toEqual({ changed: [], gone: [] });
    const fresh = await makeRun(2);
    appendFileSync(path.join(old.folder, "attempts", "1", "events.jsonl"), "damage\n");
    expect(again.differences().changed.sort()).toEqual([old.id, fresh.id].sort());
    syncAll(again);
    await same(again);
    again.close();
  });

  it("what changed meanwhile is right, and what was known is not sent again", async () => {
    const run = await makeRun(6, { finish: false });
    const index = open();
    syncAll(index);
    const before = await index.cursor();
    index.close();
    const next = await resume({ workspace, id: run.id, fromStep: 4 });
    next.log({ loss: 50 }, { step: 5 });
    await next.finish();
    await run.finish();
    const again = open();
    syncAll(again);
    await same(again);
    expect((await again.changes(before, 1000)).metrics).toEqual([
      {
        run: run.id,
        cuts: [{ attempt: 2, step: 4 }],
        points: [expect.objectContaining({ step: 5, attempt: 2 })],
      },
    ]);
    again.close();
  });

  it("an older copy of a file in place of a newer one is followed too", async () => {
    const run = await makeRun(4, { finish: false });
    const events = path.join(run.folder, "attempts", "1", "events.jsonl");
    const early = readFileSync(events);
    run.log({ loss: 1 }, { step: 5 });
    await run.finish();
    const index = open();
    syncAll(index);
    index.close();
    writeFileSync(events, early);
    const again = open();
    syncAll(again);
    await same(again);
    again.close();
  });

  it("a run whose folder is gone is gone", async () => {
    const run = await makeRun(2);
    const index = open();
    syncAll(index);
    rmSync(run.folder, { recursive: true });
    expect(index.differences().gone).toEqual([run.id]);
    syncAll(index);
    await same(index);
    index.close();
  });
});

describe("the index file", () => {
  const rebuilt = async (spoil: () => void) => {
    await makeRun(10);
    const first = open();
    syncAll(first);
    const { epoch } = first;
    first.close();
    spoil();
    const second = open();
    expect(second.epoch).not.toBe(epoch);
    expect(second.place).toBe("file");
    syncAll(second);
    await same(second);
    second.close();
  };

  it("is made anew where it is missing", () => rebuilt(() => rmSync(file)));

  it("… where it is no database", () => rebuilt(() => writeFileSync(file, "x".repeat(5000))));

  it("… where a page of it is damaged", () =>
    rebuilt(() => {
      const bytes = readFileSync(file);
      bytes.fill(0xff, 4096, bytes.length);
      writeFileSync(file, bytes);
    }));

  it("… where it is of another version", () =>
    rebuilt(() => {
      const database = new DatabaseSync(file);
      database.exec("pragma user_version = 999");
      database.close();
    }));

  it("… where it is deleted while the server runs", async () => {
    await makeRun(3);
    const index = open();
    syncAll(index);
    rmSync(path.join(workspace, ".blankfile"), { recursive: true });
    await makeRun(2);
    syncAll(index);
    await same(index);
    expect(existsSync(file)).toBe(true);
    index.close();
  });

  it("… where it is damaged while the server runs", async () => {
    await makeRun(2000);
    const index = open();
    syncAll(index);
    const bytes = readFileSync(file);
    new DatabaseSync(file).exec("pragma wal_checkpoint(truncate)");
    writeFileSync(file, Buffer.alloc(bytes.length, 0x55));
    await makeRun(2000);
    syncAll(index);
    syncAll(index);
    await same(index);
    index.close();
  });

  it("the list of runs never reads the points", async () => {
    await makeRun(10);
    const index = open();
    syncAll(index);
    const database = new DatabaseSync(file);
    database.exec("drop table points");
    database.close();
    expect((await index.rows(10)).runs).toMatchObject([{ step: 10, points: 20 }]);
    index.close();
  });
});

it("two servers on one index write the same, whoever comes first", async () => {
  const run = await makeRun(5, { finish: false });
  const [one, two] = [open(), open()];
  syncAll(one);
  const start = await two.cursor();
  syncAll(two);
  expect(await two.cursor()).toEqual(start);
  for (let step = 6; step <= 60; step++) {
    run.log({ loss: step }, { step });
    await run.flush();
    while ((step % 3 === 0 ? two : one).sync(run.id));
  }
  const next = await resume({ workspace, id: run.id, fromStep: 30 });
  next.log({ loss: 1 }, { step: 31 });
  await next.finish();
  while (two.sync(run.id));
  run.log({ loss: 1 }, { step: 61 });
  await run.finish();
  while (one.sync(run.id));
  while (two.sync(run.id));
  await same(one);
  await same(two);
  const { metrics } = await one.changes(start, 100_000);
  const sent = metrics[0]!.points.map(({ key, step, attempt }) => `${key} ${step} ${attempt}`);
  expect(new Set(sent).size).toBe(sent.length);
  one.close();
  two.close();
});

it("a damaged run folder is one damaged run, and all others are right", async () => {
  await makeRun(3);
  const broken = path.join(workspace, "runs", "20261104-090507-mlp-zzzz");
  mkdirSync(path.join(broken, "attempts", "1"), { recursive: true });
  writeFileSync(path.join(broken, "run.json"), "{");
  const index = open();
  syncAll(index);
  await same(index);
  expect((await index.rows(10)).runs[0]).toMatchObject({
    state: "damaged",
    message: expect.stringContaining("not JSON"),
  });
  index.close();
});
