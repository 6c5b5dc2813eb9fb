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

/** Each piece brought to the common unit e^m in full; then one of the terms that are the unit itself is left out. */
export function merge(a: Running, b: Running): Running {
  const m = Math.max(a.largest, b.largest);
  if (a.largest === b.largest) return { largest: m, rest: a.rest + b.rest + 1 };
  if (a.largest === m) return { largest: m, rest: a.rest + inUnit(b, m) };
  return { largest: m, rest: b.rest + inUnit(a, m) };
}

/** log Σ e^(x_k) */
export function value(running: Running): number {
  return Math.log1p(running.rest) + running.largest;
}

/** Two walks over the list: for the place of the largest number, then for all the others. */
export function logSumExp(values: readonly number[]): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[at]!) at = i;
  const m = values[at] ?? Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(m)) return m;
  let others = 0;
  for (let i = 0; i < values.length; i++) if (i !== at) others += Math.exp(values[i]! - m);
  return m + Math.log1p(others);
}

/** log of the mean of the e^(x_k) */
export function logMeanExp(values: readonly number[]): number {
  const count = values.length;
  if (count === 0) throw new RangeError("logMeanExp: no numbers were given; at least one is needed");
  return logSumExp(values.map((x) => x - Math.log(count)));
}

/** Σ e^(x_k − m) over the whole piece. */
function inUnit({ largest, rest }: Running, m: number): number {
  const own = Math.exp(largest - m);
  return own + own * rest;
}
