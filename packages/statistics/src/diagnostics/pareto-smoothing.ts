/**
 * Pareto-smoothed importance weights.
 *
 *   the M = ⌈min(S/5, 3 √(S / r))⌉ largest of S weights exceed the next one, u, by a generalised Pareto law
 *   P(w − u > z) = (1 + k z/σ)^(−1/k);   they are replaced by its quantiles u + σ/k ((1 − p)^(−k) − 1), p = (i − ½)/M,
 *   cut at the largest raw weight
 *
 * Vehtari, Simpson, Gelman, Yao and Gabry 2024, https://arxiv.org/abs/1507.02646. r is the relative effective sample size
 * of the draws, 1 for independent ones.
 */
import { sampleOf } from "../samples/sample.ts";
import { logsumexp } from "../special/logs/logsumexp.ts";

export interface SmoothedWeights {
  /** ln w, [S], with Σ w = 1. */
  logWeights: Float64Array;
  /** k̂; Infinity when fewer than five weights lie above the cut: nothing was smoothed then. */
  paretoK: number;
}

export function paretoSmoothLogWeights(logRatios: ArrayLike<number>, reff = 1): SmoothedWeights {
  const S = logRatios.length;
  if (!(reff > 0)) throw new RangeError(`paretoSmoothLogWeights: reff ${reff}, a positive number is needed`);
  const largest = logRatios.length ? maxOf(logRatios) : Number.NaN;
  if (!Number.isFinite(largest)) {
    throw new RangeError(
      `paretoSmoothLogWeights: the largest log ratio is ${largest}, a finite one is needed`,
    );
  }
  const x = Float64Array.from(logRatios, (value) => value - largest);
  const sorted = x.slice().sort();
  const M = Math.ceil(Math.min(S / 5, 3 * Math.sqrt(S / reff)));
  // Weights that underflow are no tail to be fitted.
  const cut = Math.max(S > M ? sorted[S - M - 1]! : Number.NEGATIVE_INFINITY, Math.log(2 ** -1022));
  const tail = Array.from(x.keys())
    .filter((i) => x[i]! > cut)
    .sort((a, b) => x[a]! - x[b]!);
  let paretoK = Number.POSITIVE_INFINITY;
  if (tail.length > 4) {
    const u = Math.exp(cut);
    const { k, sigma } = fitGeneralizedPareto(Float64Array.from(tail, (i) => Math.exp(x[i]!) - u));
    paretoK = k;
    if (Number.isFinite(k)) {
      tail.forEach((index, rank) => {
        const p = (rank + 0.5) / tail.length;
        x[index] = Math.min(0, Math.log(u + paretoQuantile(p, k, sigma)));
      });
    }
  }
  const total = logsumexp(x);
  return { logWeights: x.map((value) => value - total), paretoK };
}

/**
 * Fits P(X > z) = (1 + k z/σ)^(−1/k) to exceedances in ascending order: the posterior mean of b = −k/σ over a grid under a
 * data-dependent prior, then k from the profile likelihood.
 *
 * Zhang and Stephens 2009, https://doi.org/10.1198/tech.2009.08017, with k̂ drawn towards ½ by the weight of ten
 * observations (Vehtari et al., appendix C).
 */
export function fitGeneralizedPareto(sorted: ArrayLike<number>): { k: number; sigma: number } {
  const where = "fitGeneralizedPareto";
  sampleOf(where, "exceedances", sorted, 5);
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i]! >= 0 && !(i > 0 && sorted[i]! < sorted[i - 1]!)) continue;
    throw new RangeError(
      `${where}: exceedance ${i} is ${sorted[i]}, numbers from 0 on in ascending order are needed`,
    );
  }
  const n = sorted.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = sorted[Math.floor(n / 4 + 0.5) - 1]!;
  const b = Float64Array.from(
    { length: grid },
    (_, j) => 1 / sorted[n - 1]! + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const logLikelihood = b.map((each) => {
    const k = meanLog1p(sorted, -each);
    return n * (Math.log(-each / k) - k - 1);
  });
  const total = logsumexp(logLikelihood);
  let [weight, mean] = [0, 0];
  for (let j = 0; j < grid; j++) {
    const w = Math.exp(logLikelihood[j]! - total);
    if (!(w >= 10 * Number.EPSILON)) continue;
    weight += w;
    mean += w * b[j]!;
  }
  const posterior = mean / weight;
  const k = meanLog1p(sorted, -posterior);
  return { k: (n * k + 10 * 0.5) / (n + 10), sigma: -k / posterior };
}

function meanLog1p(x: ArrayLike<number>, factor: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.log1p(factor * x[i]!);
  return sum / x.length;
}

function paretoQuantile(p: number, k: number, sigma: number): number {
  return Math.abs(k) < 1e-12 ? -sigma * Math.log1p(-p) : (sigma * Math.expm1(-k * Math.log1p(-p))) / k;
}

function maxOf(x: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    if (!(x[i]! <= largest)) largest = x[i]!;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}
