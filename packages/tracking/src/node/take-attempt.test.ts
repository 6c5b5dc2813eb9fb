import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Checkpoints } from "./checkpoints.ts";
import { readRun } from "./run-folder.ts";
import { isTakenOver, takeAttempt } from "./take-attempt.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "blankfile-attempt-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const id = "20260102-030405-attempt-0000";
const take = (attempt: number, seed = 0) =>
  takeAttempt({ workspace, id, attempt, experiment: "test/attempt", config: {}, seed, code: {} });

it("the first attempt makes the run; the same one again finds that it has an owner", async () => {
  const first = await take(1);
  expect(first).toMatchObject({ run: { id, attempt: 1 } });
  expect(await take(1)).toBe(undefined);
  await first!.run.finish();
});

it("the next one goes on from the last checkpoint, and the one before it sees that it was taken over", async () => {
  const { run: stale } = (await take(1))!;
  stale.log({ loss: 1 }, { step: 10 });
  await new Checkpoints(stale).save(new Uint8Array([1, 2, 3]), 10);
  stale.log({ loss: 9 }, { step: 20 });
  await stale.flush();
  expect(isTakenOver(stale)).toBe(false);
  const { run, checkpoint } = (await take(2))!;
  expect(checkpoint).toEqual({ step: 10, bytes: Buffer.from([1, 2, 3]) });
  expect(isTakenOver(stale)).toBe(true);
  run.log({ loss: 2 }, { step: 20 });
  await run.finish();
  await stale.finish();
  const points = readRun(workspace, id, 0)
    .metrics.get("loss")!
    .map(({ step, value }) => [step, value]);
  expect(points).toEqual([
    [10, 1],
    [20, 2],
  ]);
});

it("where a checkpoint is damaged the one before it counts, and a note says so", async () => {
  const { run } = (await take(1))!;
  const checkpoints = new Checkpoints(run);
  await checkpoints.save(new Uint8Array([1]), 10);
  await checkpoints.save(new Uint8Array([2]), 20);
  await run.stop("paused");
  const newest = readRun(workspace, id, 0).texts.at(-1)!.text;
  writeFileSync(path.join(run.folder, "artifacts", newest), "damage");
  const next = (await take(2))!;
  expect(next.checkpoint?.step).toBe(10);
  await next.run.finish();
  expect(readRun(workspace, id, 0).notes[0]?.text).toMatch(
    /^checkpoint of step 20: .*; an earlier one is used$/,
  );
});

it("a finished run leaves nothing to do, whatever the attempt", async () => {
  await (await take(1))!.run.finish();
  expect(await take(2)).toBe(undefined);
});

it("an attempt at another seed under the same id is refused", async () => {
  await (await take(1))!.run.stop("paused");
  await expect(take(2, 1)).rejects.toThrow(`${id} exists with seed 0, given 1`);
});

it("a later attempt of a run that nobody has begun begins it", async () => {
  const { run } = (await take(3))!;
  run.log({ loss: 1 }, { step: 1 });
  await run.finish();
  expect(readRun(workspace, id, 0)).toMatchObject({ state: "finished", attempt: 3, problems: [] });
});
