/**
 * Resampling: N indices drawn so that index i comes N w_i times on average.
 *
 *   multinomial   N independent draws
 *   stratified    u_k = (k + U_k) / N, one uniform for each stratum
 *   systematic    u_k = (k + U) / N, one uniform for all
 *   residual      ⌊N w_i⌋ copies for certain, the rest multinomial from what is left over
 *
 * All are unbiased; the last three have less variance than the first. Douc, Cappé and Moulines 2005,
 * https://arxiv.org/abs/cs/0507025.
 */
import type { Philox } from "@blankfile/tensor";

export type Resampler = (weights: ArrayLike<number>, rng: Philox) => Int32Array;

export const systematicResample: Resampler = (weights, rng) => {
  const u = rng.uniform();
  return invert(weights, weights.length, (k) => k + u);
};

export const stratifiedResample: Resampler = (weights, rng) =>
  invert(weights, weights.length, (k) => k + rng.uniform());

export const multinomialResample: Resampler = (weights, rng) => multinomial(weights, weights.length, rng);

export const residualResample: Resampler = (weights, rng) => {
  const N = weights.length;
  const total = totalOf(weights);
  const out: number[] = [];
  const rest = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    const expected = (N * weights[i]!) / total;
    // Rounding must not cost a copy that is certain.
    const certain = Math.floor(expected + 1e-12);
    rest[i] = Math.max(0, expected - certain);
    for (let k = 0; k < certain; k++) out.push(i);
  }
  if (out.length < N) out.push(...multinomial(rest, N - out.length, rng));
  return Int32Array.from(out.slice(0, N));
};

/** 1 / Σ w², w normalised: N for equal weights, 1 when one has it all (Kong 1992). */
export function effectiveSampleSize(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!;
    squares += weights[i]! * weights[i]!;
    if (!(weights[i]! >= 0)) {
      throw new RangeError(`effectiveSampleSize: weight ${i} is ${weights[i]}, numbers from 0 on are needed`);
    }
  }
  if (!(squares > 0 && squares < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `effectiveSampleSize: ${weights.length} weights of sum ${sum}, a finite sum above 0 is needed; scale them first`,
    );
  }
  return (sum * sum) / squares;
}

function multinomial(weights: ArrayLike<number>, n: number, rng: Philox): Int32Array {
  const points = Float64Array.from({ length: n }, () => n * rng.uniform()).sort();
  return invert(weights, n, (k) => points[k]!);
}

/** The indices at which the running sum of w passes pointAt(0) ≤ pointAt(1) ≤ …, in units of Σ w / n. */
function invert(weights: ArrayLike<number>, n: number, pointAt: (k: number) => number): Int32Array {
  const unit = totalOf(weights) / n;
  const out = new Int32Array(n);
  let last = weights.length - 1;
  while (weights[last] === 0) last--;
  let [i, sum] = [0, weights[0]!];
  for (let k = 0; k < n; k++) {
    const point = pointAt(k) * unit;
    // The last index of weight stands for what rounding leaves over.
    while (sum <= point && i < last) sum += weights[++i]!;
    out[k] = i;
  }
  return out;
}

function totalOf(weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! >= 0)) {
      throw new RangeError(`resample: weight ${i} is ${weights[i]}, a number of at least 0 is needed`);
    }
    total += weights[i]!;
  }
  if (total > 0 && total < Number.POSITIVE_INFINITY) return total;
  throw new RangeError(`resample: weights sum to ${total}, a positive finite sum is needed`);
}
