import { Worker } from "node:worker_threads";
import type { AttemptOutcome } from "../check/index.ts";
import type { ProveJob, ProveMessage } from "./prove-thread.ts";

/** What came of one file. */
export interface RunFile {
  outcome: AttemptOutcome;
  /** Names of the checks, in order, with how they ended; behind one that hung, none. */
  results: { name: string; pass: boolean }[];
  message?: string;
  imports: string[];
}

export interface RunFiles {
  names: string[];
  files: RunFile[];
}

/** A check that hangs is ended after so many times its limit: the proofs share the machine, the learner's limit is not tested here. */
const patience = 3;
const loadMs = 60_000;

/** Runs the checks on each file in a thread; a file that hangs is ended, and the rest go on in a new thread. Rejects where the checks do not load. */
export async function proveFiles(job: ProveJob): Promise<RunFiles> {
  const found: RunFiles = { names: [], files: [] };
  while (found.files.length < job.files.length) {
    const left = job.files.slice(found.files.length);
    const { names, files } = await runThread({ ...job, files: left });
    found.names = names;
    found.files.push(...files);
  }
  return found;
}

/** As many of the files as one thread comes through: all, or up to the first that hangs. */
function runThread(job: ProveJob): Promise<RunFiles> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./prove-thread.ts", import.meta.url), {
      workerData: job,
      stdout: true,
      stderr: true,
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    const found: RunFiles = { names: [], files: [] };
    let current: RunFile | undefined;
    let running: string | undefined;
    let timer: NodeJS.Timeout;
    const end = (finish: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      finish();
    };
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (current === undefined) return end(() => reject(new Error("checks.ts does not load in time")));
        if (running !== undefined) current.results.push({ name: running, pass: false });
        current.outcome = "time limit";
        current.message = running === undefined ? "it did not finish loading" : `"${running}" did not end`;
        found.files.push(current);
        end(() => resolve(found));
      }, ms);
    };
    wait(loadMs);
    worker.on("message", (message: ProveMessage) => {
      switch (message.kind) {
        case "ready":
          found.names = message.names;
          return;
        case "file":
          current = { outcome: "failed", results: [], imports: [] };
          running = undefined;
          return wait(loadMs);
        case "start":
          running = found.names[message.check];
          return wait(patience * message.timeLimitMs);
        case "result":
          current!.results.push({ name: message.name, pass: message.pass });
          return;
        case "refused":
          current!.outcome = message.outcome;
          current!.message = message.message;
          return;
        case "imports":
          current!.imports = message.names;
          return;
        case "done": {
          const { results, outcome } = current!;
          const all = results.length === found.names.length && results.length > 0;
          if (outcome === "failed" && all && results.every(({ pass }) => pass)) current!.outcome = "passed";
          found.files.push(current!);
          current = undefined;
          if (found.files.length === job.files.length) end(() => resolve(found));
        }
      }
    });
    worker.on("error", (error) =>
      end(() => reject(new Error(`checks.ts cannot be loaded: ${error.message}`))),
    );
  });
}
