import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { init, resume } from "./init.ts";
import { listRunIds, RunFolder, readRows, readRun } from "./run-folder.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-run-folder-"));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
function fresh(): string {
  const workspace = path.join(root, String(count++));
  mkdirSync(workspace);
  return workspace;
}

const id = "20261104-090507-mlp-0001";
const start = (workspace: string, runId = id) =>
  init({ workspace, id: runId, experiment: "nn/digits-mlp", config: {}, seed: 1, code: {} });
const steps = (folder: RunFolder) =>
  (folder.fold.result().metrics.get("loss") ?? []).map((point) => point.step);

describe("reading on", () => {
  it("reads what was appended and nothing twice", async () => {
    const workspace = fresh();
    const run = await start(workspace);
    const folder = new RunFolder(workspace, id);
    run.log({ loss: 1 }, { step: 1 });
    await run.flush();
    folder.readNew();
    expect(folder.fold.takeChanges().points).toMatchObject([{ step: 1 }]);
    run.log({ loss: 1 }, { step: 2 });
    await run.flush();
    folder.readNew();
    expect(folder.fold.takeChanges().points).toMatchObject([{ step: 2 }]);
    folder.readNew();
    expect(folder.fold.takeChanges()).toEqual({ points: [], cuts: [] });
    await run.finish();
  });

  it("waits for the rest of a torn line", async () => {
    const workspace = fresh();
    const run = await start(workspace);
    await run.flush();
    const folder = new RunFolder(workspace, id);
    folder.readNew();
    const file = path.join(run.folder, "attempts", "1", "events.jsonl");
    const line = '{"seq":2,"at":1,"kind":"metrics","step":1,"values":{"größe":1}}\n';
    const bytes = Buffer.from(line);
    const half = bytes.indexOf(0xc3) + 1; // In the middle of the ö.
    appendFileSync(file, bytes.subarray(0, half));
    folder.readNew();
    expect(folder.fold.result().metrics.size).toBe(0);
    appendFileSync(file, bytes.subarray(half));
    folder.readNew();
    expect([...folder.fold.result().metrics.keys()]).toEqual(["größe"]);
    expect(folder.fold.result().problems).toEqual([]);
  });

  it("takes long files in pieces, and a line that is longer than a piece whole", async () => {
    const workspace = fresh();
    const run = await start(workspace);
    for (let step = 1; step <= 100; step++) run.log({ loss: step }, { step });
    run.text("long", "x".repeat(5000));
    await run.finish();
    const folder = new RunFolder(workspace, id);
    let pieces = 1;
    while (folder.readNew(300).more) pieces += 1;
    expect(pieces).toBeGreaterThan(20);
    expect(folder.fold.result()).toEqual(readRun(workspace, id, Date.now()));
    expect(steps(folder)).toHaveLength(100);
  });

  it("sees a new attempt, and begins anew where a file was replaced", async () => {
    const workspace = fresh();
    const run = await start(workspace);
    for (let step = 1; step <= 3; step++) run.log({ loss: step }, { step });
    await run.flush();
    const folder = new RunFolder(workspace, id);
    folder.readNew();
    const next = await resume({ workspace, id, fromStep: 1 });
    next.log({ loss: 20 });
    await next.flush();
    folder.readNew();
    expect(steps(folder)).toEqual([1, 2]);
    expect(folder.fold.takeChanges().cuts).toEqual([{ attempt: 2, step: 1 }]);

    const file = path.join(run.folder, "attempts", "2", "events.jsonl");
    writeFileSync(file, "");
    expect(folder.readNew()).toEqual({ more: true, restarted: true });
    while (folder.readNew().more);
    expect(steps(folder)).toEqual([1]);
    await Promise.all([run.finish(), next.finish()]);
  });
});

describe("damage", () => {
  it("of one run leaves all others, and says what is wrong with it", async () => {
    const workspace = fresh();
    const good = await start(workspace);
    await good.finish();
    const runs = path.join(workspace, "runs");
    const damaged = ["0002", "0003", "0004", "0005", "0006"].map((end) => `20261104-090507-mlp-${end}`);
    for (const name of damaged) mkdirSync(path.join(runs, name, "attempts", "1"), { recursive: true });
    writeFileSync(path.join(runs, damaged[0]!, "run.json"), '{"format": 1, "id"');
    writeFileSync(path.join(runs, damaged[1]!, "run.json"), JSON.stringify(good.record));
    mkdirSync(path.join(runs, damaged[2]!, "run.json"));
    writeFileSync(path.join(runs, damaged[3]!, "run.json"), Buffer.alloc(5 * 1024 * 1024));
    writeFileSync(path.join(runs, "20261104-090507-mlp-0007"), "a file in place of a folder");
    mkdirSync(path.join(runs, "my notes"));
    symlinkSync("/nowhere", path.join(runs, "20261104-090507-mlp-0008"));

    const rows = readRows(workspace, Date.now());
    expect(Object.fromEntries(rows.map((row) => [row.id.slice(-4), [row.state, row.message]]))).toEqual({
      "0001": ["finished", undefined],
      "0002": ["damaged", expect.stringContaining("it is not JSON")],
      "0003": ["damaged", `it names the run ${id}`],
      "0004": ["damaged", "it is no file"],
      "0005": ["damaged", "it has 5242880 bytes, needed at most 4194304"],
      "0006": ["damaged", "it is missing"],
      "0007": ["damaged", expect.stringContaining("it cannot be read")],
      "0008": ["damaged", "it is missing"],
    });
    expect(listRunIds(workspace)[0]).toBe("20261104-090507-mlp-0008");
  });

  it("of a claim leaves the attempt out, unless it is the first", async () => {
    const workspace = fresh();
    const run = await start(workspace);
    run.log({ loss: 1 }, { step: 1 });
    await run.flush();
    const next = await resume({ workspace, id, fromStep: 1 });
    next.log({ loss: 2 }, { step: 2 });
    await Promise.all([run.finish(), next.finish()]);
    for (const attempt of ["1", "2"])
      writeFileSync(path.join(run.folder, "attempts", attempt, "claim.json"), "{");
    const read = readRun(workspace, id, Date.now());
    expect(read.metrics.get("loss")).toMatchObject([{ step: 1 }]);
    expect(read.problems).toEqual([
      expect.stringMatching(/^attempt 1, claim.json: it is not JSON .*\)$/),
      expect.stringMatching(/^attempt 2, claim.json: it is not JSON .*; the attempt is left out$/),
    ]);
  });

  it("an id that is a path is no run", () => {
    expect(() => new RunFolder(fresh(), "../x")).toThrow('run: given "../x", needed a run\'s id');
  });

  it("no workspace has no runs", () => {
    expect(readRows(path.join(root, "nowhere"), 0)).toEqual([]);
  });
});
