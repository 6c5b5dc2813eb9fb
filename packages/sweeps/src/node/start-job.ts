import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { commandOf, type Job, jobEnvironment, type Programs } from "./executor.ts";

/** `sweeps/<id>` in the workspace. */
export function sweepFolder(workspace: string, sweep: string): string {
  return path.join(workspace, "sweeps", sweep);
}

/** What a job's process prints goes here, attempt after attempt. */
export function logFile(workspace: string, { sweep, run }: Pick<Job, "sweep" | "run">): string {
  return path.join(sweepFolder(workspace, sweep), "logs", `${run}.log`);
}

/** Starts a job as a process of its own session: neither end takes the other along. */
export function startJob(programs: Programs, job: Job, again = 0): ChildProcess {
  const [program, ...args] = commandOf(programs, job, again) as [string, ...string[]];
  const file = logFile(programs.workspace, job);
  mkdirSync(path.dirname(file), { recursive: true });
  const log = openSync(file, "a");
  try {
    return spawn(program, args, {
      cwd: programs.workspace,
      env: jobEnvironment(process.env),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Resolves once the process has ended: its exit code, or the signal or error that ended it. */
export function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}
