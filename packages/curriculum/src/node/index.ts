export { type CheckedFile, type CheckFileOptions, checkFile, readyFor } from "./check-file.ts";
export { ReadyProcess } from "./check-ready.ts";
export { type OwnSource, readOwnSource } from "./check-source.ts";
export { type Content, loadContent, loadTopic } from "./load-content.ts";
export { loadExercise } from "./load-exercise.ts";
export { appendProgress, progressFile, readProgress } from "./progress-log.ts";
export { type Proofs, type ProvedFile, proofProblems, prove } from "./proofs.ts";
export { SwapProblem, type SwappedIn, swapArguments, swapIn } from "./swap-in.ts";
