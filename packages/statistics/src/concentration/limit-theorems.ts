/**
 * The law of large numbers and the central limit theorem, to look at.
 *
 *   X̄_1, X̄_2, …, X̄_n                         running means; → μ
 *   Z = √n (X̄_n − μ)/σ                        standardised means; → N(0, 1)
 *   sup_z |P(Z ≤ z) − Φ(z)| ≤ C ρ/(σ³ √n)      Berry and Esseen, ρ = E|X − μ|³, C = 0.4748
 *
 * Shevtsova 2011, https://arxiv.org/abs/1111.6554 (the constant).
 */

import type { Philox } from "@blankfile/tensor";
import { Normal } from "../distributions/continuous/normal.ts";
import { requirePositive, requireWhole, type Sample, sampleOf } from "../samples/sample.ts";

const CONSTANT = 0.4748;

/** X̄_1 … X̄_n of n draws. */
export function runningMeans(
  draw: (rng: Philox) => number,
  { n, rng }: { n: number; rng: Philox },
): Float64Array {
  requireWhole("runningMeans", "n", n, 1);
  let total = 0;
  return Float64Array.from({ length: n }, (_, i) => (total += draw(rng)) / (i + 1));
}

export interface StandardizedMeansOptions {
  /** μ. */
  mean: number;
  /** σ. */
  std: number;
  /** Draws a mean. */
  n: number;
  /** Default 1000. */
  trials?: number;
  rng: Philox;
}

/** Z of each trial. */
export function standardizedMeans(
  draw: (rng: Philox) => number,
  { mean, std, n, trials = 1000, rng }: StandardizedMeansOptions,
): Float64Array {
  requirePositive("standardizedMeans", "std", std);
  requireWhole("standardizedMeans", "n", n, 1);
  requireWhole("standardizedMeans", "trials", trials, 1);
  return Float64Array.from({ length: trials }, () => {
    let total = 0;
    for (let i = 0; i < n; i++) total += draw(rng);
    return (total / n - mean) / (std / Math.sqrt(n));
  });
}

/** The bound on the distance to the normal distribution. */
export function berryEsseen({
  n,
  std,
  absoluteThirdMoment,
}: {
  n: number;
  std: number;
  absoluteThirdMoment: number;
}): number {
  requireWhole("berryEsseen", "n", n, 1);
  requirePositive("berryEsseen", "std", std);
  requirePositive("berryEsseen", "absoluteThirdMoment", absoluteThirdMoment);
  return (CONSTANT * absoluteThirdMoment) / (std ** 3 * Math.sqrt(n));
}

/** sup_z |F̂(z) − Φ(z)| of a sample, such as standardised means. */
export function distanceToNormal(sample: Sample): number {
  const z = sampleOf("distanceToNormal", "sample", sample).sort();
  const normal = new Normal();
  let largest = 0;
  z.forEach((value, i) => {
    const phi = normal.cdf(value);
    largest = Math.max(largest, Math.abs((i + 1) / z.length - phi), Math.abs(i / z.length - phi));
  });
  return largest;
}
