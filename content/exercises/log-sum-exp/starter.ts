/** Numbers x_1, x_2, … seen so far, as Σ e^(x_k) = e^largest · (1 + rest). */
export interface Running {
  /** The largest of the numbers; −Infinity while there is none. */
  largest: number;
  /** Σ e^(x_k − largest) over all the others. */
  rest: number;
}

export const nothing: Running = { largest: Number.NEGATIVE_INFINITY, rest: 0 };

export function single(x: number): Running {
  return { largest: x, rest: 0 };
}

/** The pair for the numbers of both pieces together. */
export function merge(a: Running, b: Running): Running {
  throw new Error("merge is not written yet");
}

/** log Σ e^(x_k) */
export function value(running: Running): number {
  throw new Error("value is not written yet");
}

/** log Σ e^(x_k); −Infinity for an empty list. */
export function logSumExp(values: readonly number[]): number {
  throw new Error("logSumExp is not written yet");
}

/** log of the mean of the e^(x_k) */
export function logMeanExp(values: readonly number[]): number {
  throw new Error("logMeanExp is not written yet");
}
