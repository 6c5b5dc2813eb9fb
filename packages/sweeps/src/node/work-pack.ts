import { exitCodes, readRun } from "@blankfile/tracking/node";
import type { Job, Programs } from "./executor.ts";
import { ended, startJob } from "./start-job.ts";

/**
 * Works through jobs one after the other. `again` is how often this pack was begun before: a requeued task goes on with the next attempts.
 * Stopped by a signal, it passes it on, waits for the checkpoint, and returns `exitCodes.paused`, so that the queue takes it back.
 */
export async function workPack(programs: Programs, jobs: readonly Job[], again: number): Promise<number> {
  let stopped: NodeJS.Signals | undefined;
  let stop: (signal: NodeJS.Signals) => void = () => {};
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stopped = signal;
      stop(signal);
    });
  for (const job of jobs) {
    if (stopped) return exitCodes.paused;
    if (readRun(programs.workspace, job.run, Date.now()).state === "finished") continue;
    const child = startJob(programs, job, again);
    stop = (signal) => child.kill(signal);
    const end = await ended(child);
    console.log(`${job.run}, attempt ${job.attempt + again}: ${end}`);
  }
  return stopped ? exitCodes.paused : 0;
}
