import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { listRunIds, RunFolder, readRun } from "./run-folder.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-hostile-"));
afterAll(() => rmSync(workspace, { recursive: true }));

let count = 0;
function runFolder(record: string | undefined): { id: string; folder: string } {
  const id = `20261104-090507-mlp-000${count++}`;
  const folder = path.join(workspace, "runs", id);
  mkdirSync(path.join(folder, "attempts", "1"), { recursive: true });
  if (record !== undefined) writeFileSync(path.join(folder, "run.json"), record);
  return { id, folder };
}
const read = (id: string) => readRun(workspace, id, 0);
const claim = '{"format":1,"attempt":1,"claimedAt":0,"host":"h","pid":1,"resumedFrom":0}';

it("a run.json that is huge, endlessly deep or a link out of the folder is damage, with its reason, and shows nothing of the file", () => {
  const huge = runFolder(" ".repeat(4 * 1024 * 1024 + 1));
  expect(read(huge.id)).toMatchObject({
    state: "damaged",
    message: expect.stringContaining("needed at most 4194304"),
  });
  const deep = runFolder("[".repeat(1_000_000));
  expect(read(deep.id).state).toBe("damaged");
  const linked = runFolder(undefined);
  const outside = path.join(workspace, "outside.txt");
  writeFileSync(outside, "root:x:0:0");
  symlinkSync(outside, path.join(linked.folder, "run.json"));
  expect(read(linked.id)).toMatchObject({ state: "damaged", message: "it is no file" });
});

it("events behind a link are not read", () => {
  const { id, folder } = runFolder("{}");
  const outside = path.join(workspace, "events.jsonl");
  writeFileSync(outside, '{"seq":1,"at":1,"kind":"note","text":"from elsewhere"}\n');
  writeFileSync(path.join(folder, "attempts", "1", "claim.json"), claim);
  symlinkSync(outside, path.join(folder, "attempts", "1", "events.jsonl"));
  expect(read(id).notes).toEqual([]);
});

it("more metric names than a run can have are left out, and said", () => {
  const { id, folder } = runFolder("{}");
  writeFileSync(path.join(folder, "attempts", "1", "claim.json"), claim);
  const values = Object.fromEntries(Array.from({ length: 10_050 }, (_, i) => [`m${i}`, 1]));
  const line = JSON.stringify({ seq: 1, at: 1, kind: "metrics", step: 1, values });
  writeFileSync(path.join(folder, "attempts", "1", "events.jsonl"), `${line}\n`);
  const { metrics, problems } = read(id);
  expect(metrics.size).toBe(10_000);
  expect(problems).toContainEqual(expect.stringContaining("more than 10000 metric names"));
});

const note = (seq: number, text: string) => `${JSON.stringify({ seq, at: seq, kind: "note", text })}\n`;

it("a line of a gigabyte is damage, read in bounded memory, and what stands before and behind it counts", () => {
  const { id, folder } = runFolder("{}");
  writeFileSync(path.join(folder, "attempts", "1", "claim.json"), claim);
  const file = path.join(folder, "attempts", "1", "events.jsonl");
  const first = note(1, "before");
  writeFileSync(file, first);
  truncateSync(file, first.length + 2 ** 30); // A hole: a gigabyte of zeros that takes no room.
  const reader = new RunFolder(workspace, id);
  const peak = () => process.memoryUsage().arrayBuffers;
  let most = 0;
  const readOn = () => {
    while (reader.readNew().more) most = Math.max(most, peak());
    return reader.result(0);
  };
  const before = peak();
  expect(readOn().problemCount).toBe(1); // run.json: a line that has no end yet is none.
  appendFileSync(file, `\n${note(3, "behind")}`);
  const { notes, problems } = readOn();
  expect(notes.map(({ text }) => text)).toEqual(["before", "behind"]);
  expect(problems).toContainEqual(`attempt 1, line 2: a line of ${2 ** 30} bytes, needed at most 16777216`);
  expect(problems).toHaveLength(2);
  expect(most - before).toBeLessThan(300e6); // A few pieces of 8 MB that the collector has not got to yet.
});

it("a key of 10 kB, a name that changes an object's kind and unknown kinds without end are refused, each with its reason", () => {
  const { id, folder } = runFolder("{}");
  writeFileSync(path.join(folder, "attempts", "1", "claim.json"), claim);
  const metrics = { seq: 1, at: 1, kind: "metrics", step: 1, values: { ["k".repeat(10_000)]: 1 } };
  const define = { seq: 2, at: 1, kind: "define", name: "__proto__", definition: {} };
  const kinds = Array.from({ length: 150 }, (_, i) => {
    const word = String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26));
    return { seq: i + 3, at: 1, kind: i === 0 ? "constructor" : `later-${word}` };
  });
  const lines = [metrics, define, ...kinds].map((event) => JSON.stringify(event));
  writeFileSync(path.join(folder, "attempts", "1", "events.jsonl"), `${lines.join("\n")}\n`);
  const run = read(id);
  expect(run.metrics.size).toBe(0);
  expect(run.problems).toContainEqual(
    `attempt 1, line 1: the metric "${"k".repeat(40)}"… has 10000 characters, needed at most 200`,
  );
  expect(run.problems).toContainEqual("attempt 1, line 2: name is none that can be used");
  expect(run.later.constructor).toBe(1);
  expect(Object.keys(run.later)).toHaveLength(100);
  expect(run.problems).toContainEqual(expect.stringContaining("more than 100 unknown kinds of events"));
});

it("a summary and a configuration of 200,000 names keep the first 10,000, and say so", () => {
  const { id, folder } = runFolder("{}");
  writeFileSync(path.join(folder, "attempts", "1", "claim.json"), claim);
  const lines = Array.from({ length: 40 }, (_, k) => {
    const values = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`n${k * 10_000 + i}`, 1]));
    return JSON.stringify({ seq: k + 1, at: 1, kind: k % 2 === 0 ? "summary" : "config", values });
  });
  writeFileSync(path.join(folder, "attempts", "1", "events.jsonl"), `${lines.join("\n")}\n`);
  const { summary, config, problems } = read(id);
  expect([Object.keys(summary).length, Object.keys(config).length]).toEqual([10_000, 10_000]);
  for (const where of ["summary", "config"])
    expect(problems).toContain(`${where}: it has more than 10000 names; those behind are left out`);
});

it("names that are paths are no runs", () => {
  for (const name of ["..", "../x", "20261104-090507-mlp-0000/../../x", "20261104-090507-mlp-0000\0"])
    expect(() => new RunFolder(workspace, name)).toThrow("needed a run's id");
  mkdirSync(path.join(workspace, "runs", "not-a-run"), { recursive: true });
  expect(listRunIds(workspace)).not.toContain("not-a-run");
});
