import { buildPool, type ThreadOptions } from "./build-pool.ts";
import type { Start } from "./serve.ts";
import type { Thread, ThreadPool } from "./thread-pool.ts";

/**
 * Starts a pool of Web Workers, on a page that is isolated; `availableThreads` says how many are sensible.
 *
 * The workers come from a file of this package's, so `worker-src 'self'` lets them start. On the page itself, as against in a
 * worker of its, the calling thread may not sleep, so it spins while it waits for the others.
 */
export function startThreads(threads: number, options: ThreadOptions = {}): Promise<ThreadPool> {
  return buildPool(threads, options, spawn);
}

function spawn(start: Start): Promise<Thread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const thread = {
      post: worker.postMessage.bind(worker),
      end: () => worker.terminate(),
      onEnd: (callback: () => void) => worker.addEventListener("error", callback),
    };
    worker.postMessage(start);
    worker.addEventListener("message", () => resolve(thread), { once: true });
    worker.addEventListener("error", ({ message }) => {
      reject(
        new Error(
          `startThreads: a worker did not start (${message || "refused"}), a policy with worker-src 'self' is needed`,
        ),
      );
    });
  });
}
