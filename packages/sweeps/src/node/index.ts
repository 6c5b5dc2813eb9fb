export { BullmqExecutor, queueWorker } from "./bullmq.ts";
export { type DriveOptions, drive } from "./drive.ts";
export type { Executor, Job, Programs } from "./executor.ts";
export { LocalExecutor } from "./local.ts";
export { RunOutcomes } from "./run-outcomes.ts";
export { readPack, SlurmExecutor, type SlurmOptions } from "./slurm.ts";
export { logFile, sweepFolder } from "./start-job.ts";
export { isSweepId, listSweeps, SweepStore } from "./sweep-store.ts";
export { workPack } from "./work-pack.ts";
