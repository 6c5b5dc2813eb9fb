export { codeHash, codeVersion } from "./code-version.ts";
export { environment } from "./environment.ts";
export { type InitOptions, init, type ResumeOptions, resume, type WriterOptions } from "./init.ts";
export { Run } from "./run.ts";
export { RunProblem, type RunProblemCode } from "./run-problem.ts";
