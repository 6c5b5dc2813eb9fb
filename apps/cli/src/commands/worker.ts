import { queueWorker, readPack, workPack } from "@blankfile/sweeps/node";
import { Command } from "commander";
import { findWorkspace } from "../places.ts";
import { programs } from "../programs.ts";
import { count } from "./sweep.ts";

interface WorkerFlags {
  workspace?: string;
  redis: string;
  queue?: string;
  jobs?: string;
  pack?: string;
  task?: string;
}

/** `blankfile worker`: makes the runs of sweeps that somebody else drives. */
export function worker(): Command {
  return new Command("worker")
    .description("make the runs of sweeps from a queue on Redis, until Ctrl+C")
    .option("--workspace <folder>", "the sweeps' workspace, on a drive that is shared with whoever drives them")
    .option("--redis <address>", "where the queue is", "redis://127.0.0.1:6379")
    .option("--queue <name>", "the queue's name")
    .option("--jobs <n>", "runs at once; as many as there are processors")
    .option("--pack <file>", "work through one pack of a Slurm array instead, and end")
    .option("--task <n>", "which of its packs")
    .action(async (flags: WorkerFlags) => {
      const workspace = findWorkspace(flags.workspace);
      if (flags.pack !== undefined) {
        const again = Number(process.env.SLURM_RESTART_COUNT ?? 0) || 0;
        process.exitCode = await workPack(programs(workspace), readPack(flags.pack, Number(flags.task ?? 0)), again);
        return;
      }
      const jobs = flags.jobs === undefined ? {} : { jobs: count("jobs", flags.jobs) };
      const queue = flags.queue === undefined ? {} : { queue: flags.queue };
      const worker = queueWorker(programs(workspace), { redis: flags.redis, ...jobs, ...queue });
      console.log(`Waiting for runs of sweeps in ${workspace}. Ctrl+C lets those that run come to their checkpoint.`);
      await new Promise<void>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      });
      await worker.close();
    });
}
