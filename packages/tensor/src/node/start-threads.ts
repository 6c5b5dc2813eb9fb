import { Worker } from "node:worker_threads";
import { buildPool, type ThreadOptions } from "../threads/build-pool.ts";
import type { Start } from "../threads/serve.ts";
import type { Thread, ThreadPool } from "../threads/thread-pool.ts";

/**
 * Starts a pool of worker threads, which does not keep the process alive.
 *
 * Asynchronous, although here a worker can start while the main thread sleeps (decision 0009): the same call works in
 * browsers, and under loaders that answer on the main thread.
 */
export function startThreads(threads: number, options: ThreadOptions = {}): Promise<ThreadPool> {
  return buildPool(threads, options, spawn);
}

function spawn(start: Start): Promise<Thread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread-worker.ts", import.meta.url), {
      // Not the process's own: --input-type, for one, is refused for a worker with a file.
      execArgv: [],
    });
    worker.postMessage(start);
    worker.once("message", () => {
      worker.unref();
      resolve({
        post: (order) => worker.postMessage(order),
        end: () => void worker.terminate(),
        onEnd: (callback) => worker.once("exit", callback),
      });
    });
    worker.once("error", (cause) => {
      reject(
        new Error(
          `startThreads: a worker did not start (${cause}), a thread that the system can give is needed`,
          { cause },
        ),
      );
    });
  });
}
