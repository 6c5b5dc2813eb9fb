import { fromJSON } from "../estimator/json.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { type FitJob, type FitMessage, packX } from "./fit-job.ts";

export interface FitAsyncOptions {
  sampleWeight?: ArrayLike<number>;
  /** Ends the worker; the promise is refused with the signal's reason, and the estimator is as it was. */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Addresses of modules that make classes of your own known (`nameClass`), imported by the worker first. */
  modules?: readonly (string | URL)[];
}

/** A worker that has been sent its job. */
export interface FitThread {
  onMessage(callback: (message: FitMessage) => void): void;
  /** It could not start, or ended without an answer. */
  onFailure(callback: (reason: Error) => void): void;
  end(): void;
}

/** Sends the job to a worker and gives the estimator once it has learnt what the worker's copy did. */
export function driveFit<E extends AnyEstimator>(
  estimator: E,
  X: MatrixLike,
  y: unknown,
  options: FitAsyncOptions,
  start: (job: FitJob) => FitThread,
): Promise<E> {
  const { signal, onProgress, sampleWeight, modules = [] } = options;
  return new Promise<E>((resolve, reject) => {
    signal?.throwIfAborted();
    const job: FitJob = {
      estimator: estimator.clone().toJSON(),
      X: packX(`${estimator.name}.fit`, X),
      y,
      sampleWeight,
      modules: modules.map(String),
    };
    const thread = start(job);
    const abort = () => settle(() => reject(signal!.reason));
    const settle = (say: () => void) => {
      thread.end();
      signal?.removeEventListener("abort", abort);
      say();
    };
    signal?.addEventListener("abort", abort);
    thread.onFailure((reason) => settle(() => reject(reason)));
    thread.onMessage((message) => {
      if (message.kind === "progress") onProgress?.(message.done, message.total);
      else if (message.kind === "failed") settle(() => reject(named(message)));
      else settle(() => resolve(estimator.learnFrom(fromJSON(message.estimator) as E)));
    });
  });
}

function named({ name, message }: { name: string; message: string }): Error {
  if (name === "RangeError") return new RangeError(message);
  return name === "TypeError" ? new TypeError(message) : new Error(message);
}
