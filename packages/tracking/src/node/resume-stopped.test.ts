import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { Checkpoints } from "./checkpoints.ts";
import { init } from "./init.ts";
import { resumeStopped } from "./resume-stopped.ts";
import { readRun } from "./run-folder.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-resume-"));
afterAll(() => rmSync(workspace, { recursive: true }));

const code = { hash: "a".repeat(64) };
const start = () => init({ workspace, experiment: "test/resume", config: {}, seed: 1, code });

async function stopped() {
  const run = await start();
  const checkpoints = new Checkpoints(run);
  for (const step of [1, 2]) {
    run.log({ loss: step }, { step });
    await checkpoints.save(Uint8Array.of(step), step);
  }
  run.log({ loss: 3 }, { step: 3 });
  await run.fail("stopped");
  return run;
}

function again(id: string, more: Partial<Parameters<typeof resumeStopped>[0]> = {}) {
  const heard: string[] = [];
  const nearest = (word: string, names: string[]) =>
    names.filter((name) => name.slice(0, -1) === word.slice(0, -1));
  const options = {
    workspace,
    id,
    experiment: "test/resume",
    code,
    nearest,
    warn: (m: string) => heard.push(m),
  };
  return { heard, opened: resumeStopped({ ...options, ...more }) };
}

it("a stopped run goes on behind its last checkpoint, in an attempt of its own", async () => {
  const { id } = await stopped();
  const { opened, heard } = again(id);
  const { run, checkpoint } = await opened;
  expect([run.attempt, checkpoint!.step, [...checkpoint!.bytes], heard]).toEqual([2, 2, [2], []]);
  await run.flush();
  expect(readRun(workspace, id, Date.now()).step).toBe(2);
  await run.finish();
});

it("without a whole checkpoint it starts afresh, and says so", async () => {
  const first = await stopped();
  const hashes = readRun(workspace, first.id, Date.now()).texts.map(({ text }) => text);
  for (const hash of hashes) writeFileSync(path.join(first.folder, "artifacts", hash), "torn");
  const { opened, heard } = again(first.id);
  const { run, checkpoint } = await opened;
  expect(checkpoint).toBeUndefined();
  expect(heard.map((message) => message.slice(0, 20))).toEqual([
    "checkpoint of step 2",
    "checkpoint of step 1",
  ]);
  expect(readRun(workspace, first.id, Date.now()).step).toBe(0);
  await run.finish();
});

it("other code is said, and noted in the run", async () => {
  const { id } = await stopped();
  const { opened, heard } = again(id, { code: { hash: "b".repeat(64) } });
  const { run } = await opened;
  await run.finish();
  expect(heard).toEqual([expect.stringContaining("The code has changed since the run began")]);
  expect(readRun(workspace, id, Date.now()).notes.map(({ text }) => text)).toEqual(heard);
});

it("a run that lives, is finished, is another experiment's or is not there is refused", async () => {
  const run = await start();
  await run.flush();
  await expect(again(run.id).opened).rejects.toThrow("is running, a run that was stopped is needed");
  await run.finish();
  await expect(again(run.id).opened).rejects.toThrow("is finished, a run that was stopped is needed");
  const other = await stopped();
  await expect(again(other.id, { experiment: "test/other" }).opened).rejects.toThrow(
    "is a run of test/resume, one of test/other is needed",
  );
  const mistyped = `${other.id.slice(0, -1)}!`;
  await expect(again(mistyped).opened).rejects.toThrow(`did you mean ${other.id}?`);
});
