// Runs the checks of an exercise's folder (first argument) on one of its files (second) in this process and prints what
// came of it after each check, one JSON line each; the last line counts. A watcher thread ends a check that hangs.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Check, runChecks } from "@blankfile/curriculum/check";

const [folder, file] = process.argv.slice(2) as [string, string];
const load = (name: string) => import(pathToFileURL(path.join(folder, name)).href) as Promise<object>;
const { checks } = (await load("checks.ts")) as { checks: Check<object>[] };
const names = checks.map(({ name }) => name);
const probes = [...new Set(checks.flatMap((check) => check.probes ?? []))];
const passed: string[] = [];
const failed: string[] = [];

// The text that stands if the running check never ends lies with the watcher, which prints it and ends the process.
const watcher = new Worker(
  `const { parentPort } = require("node:worker_threads");
   const { writeSync } = require("node:fs");
   let timer;
   parentPort.on("message", ({ limit, line }) => {
     clearTimeout(timer);
     timer = setTimeout(() => { writeSync(1, line + "\\n"); process.kill(process.pid, "SIGKILL"); }, limit);
   });`,
  { eval: true },
);
watcher.unref();

const line = (alsoFailed: string[]) =>
  JSON.stringify({ names, probes, passed, failed: [...failed, ...alsoFailed] });

try {
  const module = await load(file);
  await runChecks(checks, module, {
    now: () => performance.now(),
    onStart: (index, { timeLimitMs }) =>
      watcher.postMessage({ limit: timeLimitMs, line: line(names.slice(index)) }),
    onResult: (_, { name, pass }) => void (pass ? passed : failed).push(name),
  });
  process.stdout.write(`${line([])}\n`);
} catch {
  process.stdout.write(`${line(names)}\n`);
}
process.exit(0);
