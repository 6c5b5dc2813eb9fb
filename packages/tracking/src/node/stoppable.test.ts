import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { init } from "./init.ts";
import { readRun } from "./run-folder.ts";
import { Stop, toTheEnd } from "./stoppable.ts";

let workspace: string;
let said: string[];
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-stoppable-"));
  said = [];
  vi.spyOn(console, "error").mockImplementation((text: string) => {
    said.push(text);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(workspace, { recursive: true });
});

it.each([
  [true, "The run failed; a checkpoint is kept. Once the reason is gone, go on with: again"],
  [false, "The run failed; there was no checkpoint yet. Once the reason is gone, start again with: again"],
])("a run that fails says whether there is a checkpoint (%s), and how to go on", async (kept, message) => {
  const run = await init({ workspace, experiment: "test/stop", config: {}, seed: 0, code: {} });
  const train = () => Promise.reject(new RangeError("the loss is NaN"));
  const end = toTheEnd(run, { train, stop: new Stop(), again: "again", kept: () => kept });
  await expect(end).rejects.toThrow("the loss is NaN");
  expect(said).toEqual([message]);
  expect(readRun(workspace, run.id, 0).message).toBe("the loss is NaN");
});
