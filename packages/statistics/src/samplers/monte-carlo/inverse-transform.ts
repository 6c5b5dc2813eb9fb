import type { Philox } from "@blankfile/tensor";

/**
 * Inverse transform sampling: u uniform on (0, 1) gives x = F⁻¹(u) with distribution function F, since
 * P(F⁻¹(u) ≤ x) = P(u ≤ F(x)) = F(x).
 *
 * Devroye 1986, Non-Uniform Random Variate Generation, chapter II.2. u = 0 is drawn again, as quantiles there may be −∞.
 */
export function inverseTransform(quantile: (u: number) => number, n: number, rng: Philox): Float64Array {
  requireCount("inverseTransform", n);
  return Float64Array.from({ length: n }, () => quantile(openUniform(rng)));
}

export interface NumericalInversion {
  /** F, rising from 0 to 1 over the bracket. */
  cdf: (x: number) => number;
  /** F(lower) is taken as 0, F(upper) as 1. */
  lower: number;
  upper: number;
}

/**
 * F⁻¹(u) where only F is known: bisection of the bracket until its ends are neighbours in float64 (about 60 to 1,100
 * evaluations, the more the closer the root is to 0).
 */
export function quantileByBisection({ cdf, lower, upper }: NumericalInversion): (u: number) => number {
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && lower < upper)) {
    throw new RangeError(
      `quantileByBisection: lower ${lower}, upper ${upper}; finite with lower < upper needed`,
    );
  }
  return (u) => {
    let [low, high] = [lower, upper];
    for (;;) {
      const middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) return high;
      if (cdf(middle) < u) low = middle;
      else high = middle;
    }
  };
}

/**
 * Inverse transform over indices: the first k with w₀ + … + w_k > u Σ w, found by bisection in the running sums. Weights ≥
 * 0 need not sum to 1; an index of weight 0 never comes.
 */
export function discreteInverseTransform(weights: ArrayLike<number>, n: number, rng: Philox): Int32Array {
  requireCount("discreteInverseTransform", n);
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    if (!(weights[k]! >= 0 && weights[k]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `discreteInverseTransform: weight ${k} is ${weights[k]}, a finite number of at least 0 is needed`,
      );
    }
    total += weights[k]!;
    sums[k] = total;
  }
  if (total === 0)
    throw new RangeError("discreteInverseTransform: weights sum to 0, a positive one is needed");
  return Int32Array.from({ length: n }, () => firstAbove(sums, rng.uniform() * total));
}

function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function openUniform(rng: Philox): number {
  for (;;) {
    const u = rng.uniform();
    if (u > 0) return u;
  }
}

function requireCount(where: string, n: number): void {
  if (Number.isInteger(n) && n >= 0) return;
  throw new RangeError(`${where}: n ${n}, a whole number from 0 on is needed`);
}
