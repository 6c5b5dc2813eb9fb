// The process in which a learner's file is checked. It gets one job, loads the checks, then the learner's file, runs the
// checks and says each step to the process that started it, which alone watches the time. Started ahead, it loads the
// checks before it waits for the job.
import { readFileSync, writeSync } from "node:fs";
import { flushCompileCache, registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Check, errorText, runChecks, stackLine } from "../check/index.ts";
import { commonJsProblem, exportProblem } from "./check-exports.ts";
import { type Job, type Message, messagePipe } from "./check-protocol.ts";
import { importLine, importRefusal, restrictImports } from "./own-imports.ts";
import { plainModule } from "./syntax-problem.ts";

type Say = (message: Message) => void;
type Checks = Check<object>[];

/** Behind it, stray rejections have been reported. */
const later = setImmediate;
const now = () => performance.now();
const [mostBytes, longestMs, folder, ...imports] = process.argv.slice(2);
const limits = { mostBytes: Number(mostBytes), longestMs: Number(longestMs) };

const watch = new Worker(new URL("./check-watch.ts", import.meta.url), { workerData: limits });
if (folder !== undefined) await loadAhead(folder, imports);
const text = readFileSync(0, "utf8");
// Whoever started it is gone, or needs it no more; `exit` is closed by now.
if (text === "") process.kill(process.pid, "SIGKILL");
watch.postMessage("begin");
const job = JSON.parse(text) as Job;
await work(job, speaker(job.token));

/**
 * Written at once, since the event loop may never turn again; by functions taken before the learner's file loads, and as
 * objects without prototype, so that no `toJSON` of the learner's sees or changes them.
 */
function speaker(token: string): Say {
  const { stringify } = JSON;
  const { assign, create } = Object;
  return (message) => {
    writeSync(messagePipe, `${stringify(assign(create(null), message, { token }))}\n`);
  };
}

/** What every attempt at an exercise needs; a fault in it is told to whoever brings the job. */
async function loadAhead(folder: string, imports: readonly string[]): Promise<void> {
  await import(checksOf(folder)).catch(() => {});
  await loadPackages(imports);
  // The first module that loses its types pays for the compiler that takes them: this one, instead of the learner's.
  plainModule(
    "export const warm: number = 1;\nexport function fit(x: number[]): number {\n  return x.length;\n}\n",
  );
  shutDoors();
  flushCompileCache();
}

function checksOf(folder: string): string {
  return pathToFileURL(path.join(folder, "checks.ts")).href;
}

async function work(job: Job, say: Say): Promise<void> {
  const checksUrl = checksOf(job.folder);
  let checks: Checks;
  try {
    ({ checks } = (await import(checksUrl)) as { checks: Checks });
    await loadPackages(job.imports);
    // Now: a verdict ends this process before it could leave anything behind.
    if (folder === undefined) flushCompileCache();
    say({ kind: "ready", names: checks.map(({ name }) => name) });
  } catch (error) {
    say({ kind: "broken", message: `checks.ts cannot be loaded: ${errorText(error)}` });
    return;
  }
  if (folder === undefined) shutDoors();
  const module = await load(job, checksUrl, say);
  if (module === undefined) return;
  say({ kind: "loaded" });
  const url = pathToFileURL(job.file).href;
  await runChecks(checks, module, {
    now,
    declared: job.declared,
    lineOf: (error) => stackLine(error, url),
    onStart(index, { timeLimitMs }) {
      const { probes, why } = checks[index]!;
      say({ kind: "start", index, timeLimitMs, ...(probes && { probes }), ...(why && { why }) });
    },
    onResult: (_, result) => say({ kind: "result", result }),
  });
  await new Promise((resolve) => later(resolve));
  say({ kind: "done" });
}

/** What the learner's file may import: loading it is none of that file's time. One that is not there is told of where the file asks for it. */
async function loadPackages(names: readonly string[]): Promise<void> {
  for (const name of names) if (name.startsWith("@")) await import(name).catch(() => {});
}

/** The learner's module, or undefined once it has been said why there is none. */
async function load(job: Job, checksUrl: string, say: Say): Promise<object | undefined> {
  const url = pathToFileURL(job.file).href;
  const { source, declared } = job;
  const { plain, problem: syntax } = plainModule(source);
  if (plain === undefined) {
    say({ kind: "refused", outcome: "syntax error", ...syntax });
    return undefined;
  }
  const refuse = (message: string, line?: number): undefined =>
    void say({ kind: "refused", outcome: "load error", message, ...(line !== undefined && { line }) });
  const own = restrictImports(url, job.imports, checksUrl);
  registerHooks({
    load: (asked, context, next) =>
      asked === url ? { format: "module", source: plain, shortCircuit: true } : next(asked, context),
  });
  const [module, error] = await (import(url) as Promise<object>).then(
    (loaded) => [loaded, undefined] as const,
    (thrown: unknown) => [undefined, thrown] as const,
  );
  say({ kind: "imports", names: own.names.join(" ") });
  if (own.refused !== undefined)
    return refuse(importRefusal(own.refused, job.imports)!, importLine(source, own.refused));
  if (module === undefined)
    return refuse(commonJsProblem(error, declared) ?? errorText(error), stackLine(error, url));
  const missing = exportProblem(Object.keys(module), declared);
  return missing === undefined ? module : refuse(missing);
}

/** What the learner's code could otherwise do: end the process, use the network, or fall over a stray promise. */
function shutDoors(): void {
  for (const name of ["exit", "reallyExit", "abort"]) {
    Object.defineProperty(process, name, {
      value: () => {
        throw new Error(
          `process.${name} was called; a solution returns its results, it does not end the process`,
        );
      },
    });
  }
  for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]) {
    const value = function closed(): never {
      throw new TypeError(
        `${name}: an exercise has no network; work with the values that the checks pass in`,
      );
    };
    Object.defineProperty(globalThis, name, { value, configurable: false });
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (error: unknown) => console.error(`outside of any check: ${errorText(error)}`));
}
