import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { Checkpoints, lastCheckpoint } from "./checkpoints.ts";
import { init, resume } from "./init.ts";
import { readRun } from "./run-folder.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-checkpoints-"));
afterAll(() => rmSync(workspace, { recursive: true }));

const bytes = (n: number) => Uint8Array.of(n, n, n);
const start = () => init({ workspace, experiment: "test/checkpoints", config: {}, seed: 1, code: {} });
const last = (id: string) => lastCheckpoint(workspace, readRun(workspace, id, Date.now()));

it("the newest checkpoint comes back with its step, and what was logged before it is on disk", async () => {
  const run = await start();
  const checkpoints = new Checkpoints(run);
  expect(last(run.id)).toEqual({ problems: [] });
  for (const step of [1, 2, 3]) {
    run.log({ loss: step }, { step });
    await checkpoints.save(bytes(step), step);
  }
  const { checkpoint } = last(run.id);
  expect([checkpoint!.step, [...checkpoint!.bytes]]).toEqual([3, [3, 3, 3]]);
  expect(readRun(workspace, run.id, Date.now()).metrics.get("loss")).toHaveLength(3);
  await run.finish();
});

it("two stay; where the newest is damaged, the one before it is taken, and it is said", async () => {
  const run = await start();
  const checkpoints = new Checkpoints(run);
  for (const step of [1, 2, 3, 4]) await checkpoints.save(bytes(step), step);
  const artifacts = path.join(run.folder, "artifacts");
  expect(readdirSync(artifacts)).toHaveLength(2);
  const newest = readRun(workspace, run.id, Date.now()).texts.at(-1)!.text;
  writeFileSync(path.join(artifacts, newest), "torn");
  const { checkpoint, problems } = last(run.id);
  expect(checkpoint!.step).toBe(3);
  expect(problems).toEqual([expect.stringMatching(/^checkpoint of step 4: artifact: .* is damaged/)]);
  await run.finish();
});

it("an equal checkpoint saved again stays", async () => {
  const run = await start();
  const checkpoints = new Checkpoints(run);
  for (const step of [1, 2, 3]) await checkpoints.save(bytes(0), step);
  expect(last(run.id).checkpoint!.step).toBe(3);
  await run.finish();
});

it("one that lies behind the step of a resumption no longer counts", async () => {
  const run = await start();
  const checkpoints = new Checkpoints(run);
  for (const step of [1, 2]) await checkpoints.save(bytes(step), step);
  const second = await resume({ workspace, id: run.id, fromStep: 1 });
  await second.flush();
  expect(last(run.id).checkpoint!.step).toBe(1);
  await Promise.all([run.finish(), second.finish()]);
});
