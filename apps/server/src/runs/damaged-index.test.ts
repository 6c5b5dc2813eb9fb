import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { init } from "@blankfile/tracking/node";
import { afterEach, beforeEach, expect, it } from "vitest";
import { indexAndFold, syncAll } from "./index-equals-fold.fixture.ts";
import { RunIndex } from "./run-index.ts";

let workspace: string;
let file: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-damaged-index-"));
  file = path.join(workspace, ".blankfile", "index.sqlite");
});
afterEach(() => rmSync(workspace, { recursive: true }));

const parts = ["", "-wal", "-shm"];

async function makeRuns(count: number, steps: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const run = await init({
      workspace,
      id: `20261104-090507-mlp-${String(serial++).padStart(4, "0")}`,
      experiment: "nn/digits-mlp",
      config: { lr: n },
      seed: n,
      code: {},
    });
    for (let step = 1; step <= steps; step++) run.log({ loss: step % 7 ? 1 / step : Number.NaN }, { step });
    await run.finish();
  }
}
let serial = 0;

/** The index after something happened to its file, beside the folders. */
async function afterwards(spoil: () => void, place = "file"): Promise<RunIndex> {
  spoil();
  const index = new RunIndex(workspace, Date.now);
  syncAll(index);
  const { fromIndex, fromFolders } = await indexAndFold(index, workspace, Date.now());
  expect(fromIndex).toEqual(fromFolders);
  expect(index.place).toBe(place);
  return index;
}

async function madeAndClosed(): Promise<string> {
  await makeRuns(3, 3000);
  const index = new RunIndex(workspace, Date.now);
  syncAll(index);
  const { epoch } = index;
  index.close();
  return epoch;
}

const change = (edit: (bytes: Buffer) => Buffer) => () => {
  const bytes = readFileSync(file);
  writeFileSync(file, edit(bytes));
};

for (const [name, spoil] of [
  ["its header", change((bytes) => bytes.fill(0xff, 0, 100))],
  ["the schema behind its header", change((bytes) => bytes.fill(0x41, 100, 1000))],
  [
    "a page in its middle",
    change((bytes) =>
      bytes.fill(0xa5, 4096 * Math.floor(bytes.length / 8192), 4096 * (1 + Math.floor(bytes.length / 8192))),
    ),
  ],
  ["its second half", change((bytes) => bytes.subarray(0, 4096 * Math.floor(bytes.length / 8192)))],
  ["all but half a page", change((bytes) => bytes.subarray(0, 2000))],
] as const)
  it(`where ${name} is damaged or missing it is made anew, and equals the folders`, async () => {
    const epoch = await madeAndClosed();
    const index = await afterwards(spoil);
    expect(index.epoch).not.toBe(epoch);
    index.close();
  });

it("where it is too big to be looked through at once, a damaged page is found afterwards, and it is made anew", async () => {
  const epoch = await madeAndClosed();
  const whole = new RunIndex(workspace, Date.now, { checkedBytes: 0 });
  expect(await whole.check()).toBe(false);
  whole.close();
  change((bytes) => bytes.fill(0xa5, bytes.length - 8192, bytes.length - 4096))();
  const index = new RunIndex(workspace, Date.now, { checkedBytes: 0 });
  expect(index.epoch).toBe(epoch);
  expect(await index.check()).toBe(true);
  expect(index.epoch).not.toBe(epoch);
  syncAll(index);
  const { fromIndex, fromFolders } = await indexAndFold(index, workspace, Date.now());
  expect(fromIndex).toEqual(fromFolders);
  index.close();
});

it("a folder in its place is left alone: the index lives in memory", async () => {
  await madeAndClosed();
  const index = await afterwards(() => {
    rmSync(file);
    mkdirSync(file);
  }, "memory");
  index.close();
});

it("an empty file in its place is filled anew", async () => {
  await madeAndClosed();
  (await afterwards(change((bytes) => bytes.subarray(0, 0)))).close();
});

for (const [name, cut] of [
  ["torn in the middle", (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.6) + 17)],
  ["overwritten from its middle on", (bytes: Buffer) => bytes.fill(0x5a, Math.floor(bytes.length / 2))],
  ["without a header", (bytes: Buffer) => bytes.fill(0, 0, 32)],
  ["gone", undefined],
] as const)
  it(`a write-ahead log that is ${name} after a crash takes back what it held, and the folders bring it again`, async () => {
    await makeRuns(1, 500);
    const index = new RunIndex(workspace, Date.now);
    syncAll(index);
    await makeRuns(2, 2000);
    syncAll(index);
    // The files as a crash leaves them: not closed, what was written last stands in the log alone.
    for (const part of parts) if (existsSync(file + part)) copyFileSync(file + part, `${file}${part}.kept`);
    index.close();
    const again = await afterwards(() => {
      for (const part of parts) {
        rmSync(file + part, { force: true });
        if (existsSync(`${file}${part}.kept`)) copyFileSync(`${file}${part}.kept`, file + part);
      }
      const log = readFileSync(`${file}-wal`);
      expect(log.length).toBeGreaterThan(100_000);
      if (cut) writeFileSync(`${file}-wal`, cut(log));
      else rmSync(`${file}-wal`);
    });
    again.close();
  });
