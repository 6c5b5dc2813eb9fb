import { Command } from "commander";
import type { WorkerFlags } from "./worker-run.ts";

/** `blankfile worker`: makes the runs of sweeps that somebody else drives. */
export function worker(): Command {
  return new Command("worker")
    .description("make the runs of sweeps from a queue on Redis, until Ctrl+C")
    .option(
      "--workspace <folder>",
      "the sweeps' workspace, on a drive that is shared with whoever drives them",
    )
    .option("--redis <address>", "where the queue is", "redis://127.0.0.1:6379")
    .option("--queue <name>", "the queue's name")
    .option("--jobs <n>", "runs at once; as many as there are processors")
    .option("--pack <file>", "work through one pack of a Slurm array instead, and end")
    .option("--task <n>", "which of its packs")
    .action(async (flags: WorkerFlags) => {
      const { runWorker } = await import("./worker-run.ts");
      await runWorker(flags);
    });
}
