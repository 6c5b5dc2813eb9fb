import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

it("names that are paths are no runs", () => {
  for (const name of ["..", "../x", "20261104-090507-mlp-0000/../../x", "20261104-090507-mlp-0000\0"])
    expect(() => new RunFolder(workspace, name)).toThrow("needed a run's id");
  mkdirSync(path.join(workspace, "runs", "not-a-run"), { recursive: true });
  expect(listRunIds(workspace)).not.toContain("not-a-run");
});
