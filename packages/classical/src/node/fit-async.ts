import { Worker } from "node:worker_threads";
import type { AnyEstimator } from "../estimator/known.ts";
import { driveFit, type FitAsyncOptions } from "../fit-async/drive-fit.ts";
import type { FitMessage } from "../fit-async/fit-job.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

/** `estimator.fit(X, y)` in a worker thread. The estimator ends as fit would leave it, bit for bit. */
export function fitAsync<E extends AnyEstimator>(
  estimator: E,
  X: MatrixLike,
  y?: unknown,
  options: FitAsyncOptions = {},
): Promise<E> {
  return driveFit(estimator, X, y, options, (job) => {
    const worker = new Worker(new URL("./fit-worker.ts", import.meta.url), { workerData: job });
    return {
      onMessage: (callback) => worker.on("message", (message: FitMessage) => callback(message)),
      onFailure: (callback) => {
        worker.on("error", (reason) =>
          callback(reason instanceof Error ? reason : new Error(String(reason))),
        );
        worker.on("exit", (code) =>
          callback(new Error(`fitAsync: the worker ended with code ${code} and without an answer`)),
        );
      },
      end: () => void worker.terminate(),
    };
  });
}
