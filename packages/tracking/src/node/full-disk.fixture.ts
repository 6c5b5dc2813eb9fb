/**
 * The training that full-disk.test.ts starves, on a disk of its own: `node full-disk.fixture.ts <workspace>`. It logs until the disk refuses,
 * goes on while it does, makes room, finishes, and prints as JSON what it saw and what the files say.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readArtifact, writeArtifact } from "./artifact.ts";
import { init } from "./init.ts";
import { listRunIds, readRun } from "./run-folder.ts";
import type { RunProblem } from "./run-problem.ts";

const workspace = process.argv[2]!;
const options = { workspace, experiment: "test/full", config: {}, seed: 1, code: {}, systemMs: 0 };
const codeOf = (work: Promise<unknown>) =>
  work.then(() => "written").catch((error: RunProblem) => error.code);

/** Takes what is free, but for nothing. */
function fill(): void {
  const file = path.join(workspace, "fill");
  for (let size = 65_536; size >= 1; size = Math.floor(size / 2))
    for (;;)
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: "a" });
      } catch {
        break;
      }
}

const told: string[] = [];
const run = await init({ ...options, retryMs: 20, onProblem: ({ code }) => told.push(code) });
let step = 0;
const log = () => run.log({ loss: 1 / ++step }, { step });
for (let k = 0; k < 100; k++) log();
const atFirst = await codeOf(run.flush());
fill();
let refused = "written";
while (refused === "written") {
  for (let k = 0; k < 50; k++) log();
  refused = await codeOf(run.flush());
}
const bytes = new Uint8Array(50_000).fill(7);
run.logArtifact("model", bytes, { type: "checkpoint" });
for (let k = 0; k < 1000; k++) log();
await sleep(100);
const atFinish = await codeOf(run.finish());
const another = await codeOf(init(options));
const toldBy = await codeOf(Promise.resolve().then(() => writeArtifact(run.folder, bytes.fill(8))));
const seen = readRun(workspace, run.id, Date.now());
rmSync(path.join(workspace, "fill"));
while ((await codeOf(run.finish())) !== "written") await sleep(20);

const { metrics, state, problems, artifacts } = readRun(workspace, run.id, Date.now());
const steps = metrics.get("loss")!.map((point) => point.step);
execFileSync("/usr/bin/mount", ["-o", "remount,ro", workspace]);
const onReadOnly = await codeOf(init(options));
console.log(
  JSON.stringify({
    atFirst,
    refused,
    atFinish,
    another,
    toldBy: toldBy === "written" ? toldBy : "refused",
    told: [...new Set(told)].sort(),
    toldOften: told.length,
    whileFull: { state: seen.state, problems: seen.problems },
    state,
    problems,
    steps: steps.length,
    logged: step,
    inOrder: steps.every((one, i) => one === i + 1),
    artifact: readArtifact(run.folder, artifacts[0]!.hash).length,
    runs: listRunIds(workspace).length,
    left: readdirSync(run.folder).concat(readdirSync(path.join(run.folder, "artifacts"))).length,
    onReadOnly,
  }),
);
