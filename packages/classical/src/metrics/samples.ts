import { isWorkable, LARGEST, workableNeeded } from "../estimator/validate.ts";

/** Both of one length, at least one sample. Returns that length. */
export function requireSameLength(where: string, a: { readonly [name: string]: ArrayLike<unknown> }): number {
  const [[firstName, first], ...others] = Object.entries(a) as [[string, ArrayLike<unknown>]];
  for (const [name, list] of others as [string, ArrayLike<unknown>][]) {
    if (list.length === first.length) continue;
    throw new RangeError(
      `${where}: ${firstName} has ${first.length} samples, ${name} ${list.length}; both need the same number`,
    );
  }
  if (first.length === 0)
    throw new RangeError(`${where}: ${firstName} has no samples, at least one is needed`);
  return first.length;
}

/** w as the caller gave it: [N], none negative or beyond 1e100, not all 0. Undefined stands for 1 each. */
export function requireWeights(
  where: string,
  sampleWeight: ArrayLike<number> | undefined,
  n: number,
): ArrayLike<number> | undefined {
  if (sampleWeight === undefined) return undefined;
  if (sampleWeight.length !== n) {
    throw new RangeError(
      `${where}: sampleWeight has ${sampleWeight.length} numbers, ${n} are needed, one a sample`,
    );
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = sampleWeight[i]!;
    if (!(w >= 0 && w <= LARGEST)) {
      const needed =
        w < Number.POSITIVE_INFINITY && w > 0
          ? workableNeeded(w, "weights")
          : "a finite number of at least 0 is needed";
      throw new RangeError(`${where}: sampleWeight[${i}] is ${w}, ${needed}`);
    }
    total += w;
  }
  if (total > 0) return sampleWeight;
  throw new RangeError(`${where}: all of sampleWeight are 0, at least one above 0 is needed`);
}

/** Finite numbers of at most 1e100 in size, in float64, [N]; a Float64Array is taken as it is. */
export function requireNumbers(where: string, name: string, values: ArrayLike<unknown>): Float64Array {
  const out = values instanceof Float64Array ? values : new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const value = values[i];
    if (typeof value !== "number") {
      throw new TypeError(
        `${where}: ${name}[${i}] is ${String(value)} (${typeof value}), a number is needed`,
      );
    }
    if (!isWorkable(value))
      throw new RangeError(`${where}: ${name}[${i}] is ${value}, ${workableNeeded(value, "numbers")}`);
    out[i] = value;
  }
  return out;
}

/** Σ w_i x_i / Σ w_i. */
export function weightedMean(values: ArrayLike<number>, weight?: ArrayLike<number>): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    sum += w * values[i]!;
    total += w;
  }
  return sum / total;
}

/** NaN with a warning: a share of explained deviation says nothing of one sample. */
export function undefinedBelowTwo(where: string): number {
  console.warn(`${where}: one sample, at least two are needed; the score is NaN`);
  return Number.NaN;
}
