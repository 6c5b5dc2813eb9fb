import { queueWorker, readPack, workPack } from "@blankfile/sweeps/node";
import { count } from "../count.ts";
import { findWorkspace } from "../places.ts";
import { programs } from "../programs.ts";

export interface WorkerFlags {
  workspace?: string;
  redis: string;
  queue?: string;
  jobs?: string;
  pack?: string;
  task?: string;
}

/** Works through one pack, or through a queue until it is told to stop. */
export async function runWorker(flags: WorkerFlags): Promise<void> {
  const workspace = findWorkspace(flags.workspace);
  if (flags.pack !== undefined) {
    const again = Number(process.env.SLURM_RESTART_COUNT ?? 0) || 0;
    process.exitCode = await workPack(
      programs(workspace),
      readPack(flags.pack, Number(flags.task ?? 0)),
      again,
    );
    return;
  }
  const jobs = flags.jobs === undefined ? {} : { jobs: count("worker: --jobs", flags.jobs) };
  const queue = flags.queue === undefined ? {} : { queue: flags.queue };
  const worker = queueWorker(programs(workspace), { redis: flags.redis, ...jobs, ...queue });
  console.log(
    `Waiting for runs of sweeps in ${workspace}. Ctrl+C lets those that run come to their checkpoint.`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  if (!(await worker.close())) process.exit();
}
