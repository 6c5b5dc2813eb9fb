import { Command, Option } from "commander";
import type { SweepFlags } from "./sweep-run.ts";

/** `blankfile sweep lr.yaml`: many runs of one experiment, here or on a cluster, and what the best one is worth. */
export function sweep(): Command {
  return new Command("sweep")
    .description("search an experiment's flags by a sweep file, on this machine, Slurm or Redis")
    .argument("[file]", "a sweep file, such as sweeps/lr.yaml")
    .option("--workspace <folder>", "where sweep and runs are kept; on a cluster, a drive that all share")
    .addOption(
      new Option("--executor <name>", "where the runs are made")
        .choices(["local", "slurm", "bullmq"])
        .default("local"),
    )
    .option("--jobs <n>", "runs at once: local and slurm")
    .option("--pack <n>", "slurm: runs that one task makes one after the other")
    .option("--sbatch <argument...>", "slurm: a further argument of sbatch, --sbatch=--partition=gpu")
    .option("--redis <address>", "bullmq: where the queue is, redis://127.0.0.1:6379 unless told")
    .option("--queue <name>", "bullmq: the queue's name")
    .option("--resume <id>", "go on with a sweep that was stopped, on any executor")
    .option("--show <id>", "what a sweep has found so far; starts nothing")
    .action(async (file: string | undefined, flags: SweepFlags) => {
      // Queues and searches are large, and no other command needs them.
      const { runSweep } = await import("./sweep-run.ts");
      await runSweep(file, flags);
    });
}
