export { availableThreads } from "./available-threads.ts";
export { addBarrier, barrierBytes } from "./barrier.ts";
export type { ThreadOptions } from "./build-pool.ts";
export { startThreads } from "./start-threads.ts";
export type { Program, ProgramCode, ThreadPool } from "./thread-pool.ts";
