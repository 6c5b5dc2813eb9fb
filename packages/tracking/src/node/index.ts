export { isAlive } from "./alive.ts";
export { readArtifact, writeArtifact } from "./artifact.ts";
export { Checkpoints, lastCheckpoint, type SavedCheckpoint } from "./checkpoints.ts";
export { codeHash, codeVersion } from "./code-version.ts";
export { environment } from "./environment.ts";
export { type Experiment, type ExperimentList, listExperiments } from "./experiments.ts";
export { FlagError, type Flags, type FlagTable, readFlags, usage } from "./flags.ts";
export { type InitOptions, init, type ResumeOptions, resume, type WriterOptions } from "./init.ts";
export { ProgressBar } from "./progress-bar.ts";
export {
  experimentHash,
  experimentSources,
  type Results,
  readResults,
  resultsFile,
  writeResults,
} from "./results.ts";
export { type ResumeStoppedOptions, resumeStopped } from "./resume-stopped.ts";
export { Run } from "./run.ts";
export { listRunIds, RunFolder, readRows, readRun } from "./run-folder.ts";
export { RunProblem, type RunProblemCode } from "./run-problem.ts";
export { Stop, toTheEnd } from "./stoppable.ts";
