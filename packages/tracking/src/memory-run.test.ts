import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { foldRun } from "./fold.ts";
import { browserClaim, memoryRun, toFiles } from "./memory-run.ts";
import { readRun } from "./node/run-folder.ts";
import type { RunEvent } from "./run.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-memory-run-"));
afterAll(() => rmSync(workspace, { recursive: true }));

function saved() {
  let now = 5000;
  const stored: RunEvent[] = [];
  const run = memoryRun({
    experiment: "lab/chain-rule",
    config: { x: 2, f: "sin(x)" },
    seed: 3,
    clock: () => now++,
    random: Uint8Array.of(9, 8, 7, 6),
    onEvent: (event) => stored.push(event),
  });
  run.log({ gradient: 12 });
  run.table("nodes", { columns: ["name", "value"], rows: [["x", 2]] });
  run.note("as expected");
  run.finish();
  return { run, stored };
}

it("hands each event over as it is made, to be stored", () => {
  const { run, stored } = saved();
  expect(stored).toEqual(run.events);
  expect(stored.map((event) => event.kind)).toEqual(["state", "metrics", "table", "note", "state"]);
});

it("its exported files, laid into a workspace, read as the same run", () => {
  const { run } = saved();
  const files = toFiles(run.record, run.events);
  for (const file of files) {
    const target = path.join(workspace, "runs", run.record.id, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  const read = readRun(workspace, run.record.id, 6000);
  expect(read).toEqual(foldRun(run.record, [{ claim: browserClaim(run.record), text: files[2]!.text }]));
  expect(read).toMatchObject({ state: "finished", problems: [], notes: [{ text: "as expected" }] });
  expect(read.record).toEqual(run.record);
});

it("its exported files have its artifacts, under their hashes", () => {
  const { run } = saved();
  const [hash, bytes] = ["a".repeat(64), new Uint8Array([1, 2])];
  const files = toFiles(run.record, run.events, new Map([[hash, bytes]]));
  expect(files.map(({ path: place }) => place)).toEqual([
    "run.json",
    "attempts/1/claim.json",
    "attempts/1/events.jsonl",
    `artifacts/${hash}`,
  ]);
  expect(files[3]!.bytes).toBe(bytes);
  expect(() => toFiles(run.record, run.events, new Map([["../../x", bytes]]))).toThrow(
    "needed its SHA-256 in hex",
  );
});
