// The logarithm is divided by the count, instead of the sum.
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

/** e^m (1 + r) + e^n (1 + s) = e^m (1 + r + e^(n − m) (1 + s)) for m ≥ n. */
export function merge(a: Running, b: Running): Running {
  const [high, low] = a.largest >= b.largest ? [a, b] : [b, a];
  const scale = high.largest === low.largest ? 1 : Math.exp(low.largest - high.largest);
  return { largest: high.largest, rest: high.rest + scale * (1 + low.rest) };
}

/** log Σ e^(x_k) */
export function value({ largest, rest }: Running): number {
  return largest + Math.log1p(rest);
}

/** log Σ e^(x_k); −Infinity for an empty list. */
export function logSumExp(values: readonly number[]): number {
  return value(values.reduce((running, x) => merge(running, single(x)), nothing));
}

/** log of the mean of the e^(x_k) */
export function logMeanExp(values: readonly number[]): number {
  if (values.length === 0)
    throw new RangeError("logMeanExp: the list is empty; at least one number is needed");
  return logSumExp(values) / values.length;
}
