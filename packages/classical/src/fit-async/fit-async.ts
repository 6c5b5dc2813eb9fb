import type { AnyEstimator } from "../estimator/known.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { driveFit, type FitAsyncOptions } from "./drive-fit.ts";
import type { FitMessage } from "./fit-job.ts";

/**
 * `estimator.fit(X, y)` in a Web Worker, so that a page stays awake. The estimator ends as fit would leave it, bit for bit.
 *
 * The worker comes from a file of this package's, so `worker-src 'self'` lets it start. In Node: `@blankfile/classical/node`.
 */
export function fitAsync<E extends AnyEstimator>(
  estimator: E,
  X: MatrixLike,
  y?: unknown,
  options: FitAsyncOptions = {},
): Promise<E> {
  return driveFit(estimator, X, y, options, (job) => {
    const worker = new Worker(new URL("./fit-worker.ts", import.meta.url), { type: "module" });
    worker.postMessage(job);
    return {
      onMessage: (callback) => worker.addEventListener("message", ({ data }) => callback(data as FitMessage)),
      onFailure: (callback) => {
        const needed = "a policy with worker-src 'self' is needed";
        worker.addEventListener("error", ({ message }) =>
          callback(new Error(`fitAsync: the worker did not start (${message || "refused"}), ${needed}`)),
        );
      },
      end: () => worker.terminate(),
    };
  });
}
