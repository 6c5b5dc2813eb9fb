/**
 * The empirical Bernstein bound: Bernstein's with the variance seen instead of the true one.
 *
 *   μ ≤ X̄ + √(2V log(2/δ)/n) + 7 log(2/δ)/(3(n − 1))   with probability at least 1 − δ,   X ∈ [0, 1]
 *
 * V is the sample variance with n − 1. For a range b − a, the second term has the factor b − a. Below two sides, log(4/δ).
 * Maurer and Pontil 2009, theorem 4, https://arxiv.org/abs/0907.3740.
 */

import { firstFrom } from "../roots/first-where.ts";
import { requirePositive, requireWhole } from "../samples/sample.ts";
import { exponentOf, requireEpsilon, type Sides } from "./bound.ts";
import type { Range } from "./hoeffding.ts";

export interface SampleSpread extends Sides, Range {
  /** V, from 0 on. */
  sampleVariance: number;
}

export const empiricalBernstein = {
  epsilon({
    n,
    delta,
    sampleVariance,
    range = 1,
    sides = 1,
  }: SampleSpread & { n: number; delta: number }): number {
    requireSample(sampleVariance, range, n);
    return reach(n, exponentOf("empiricalBernstein", delta, sides) + Math.LN2, { sampleVariance, range });
  },
  /** The δ at which the bound reaches ε; 1 where it says nothing. */
  probability({
    n,
    epsilon,
    sampleVariance,
    range = 1,
    sides = 1,
  }: SampleSpread & { n: number; epsilon: number }): number {
    requireSample(sampleVariance, range, n);
    requireEpsilon("empiricalBernstein", epsilon);
    // With s = √L: c s² + b s − ε = 0.
    const b = Math.sqrt((2 * sampleVariance) / n);
    const c = (7 * range) / (3 * (n - 1));
    const s = (2 * epsilon) / (b + Math.sqrt(b * b + 4 * c * epsilon));
    return Math.min(1, 2 * sides * Math.exp(-s * s));
  },
  /** The least n whose ε is small enough, were the sample variance to stay V. */
  sampleSize({
    epsilon,
    delta,
    sampleVariance,
    range = 1,
    sides = 1,
  }: SampleSpread & { epsilon: number; delta: number }): number {
    requireSample(sampleVariance, range, 2);
    requireEpsilon("empiricalBernstein", epsilon);
    const L = exponentOf("empiricalBernstein", delta, sides) + Math.LN2;
    return firstFrom((n) => reach(n, L, { sampleVariance, range }) <= epsilon, 2);
  },
};

function reach(
  n: number,
  L: number,
  { sampleVariance, range }: { sampleVariance: number; range: number },
): number {
  return Math.sqrt((2 * sampleVariance * L) / n) + (7 * range * L) / (3 * (n - 1));
}

function requireSample(sampleVariance: number, range: number, n: number): void {
  requirePositive("empiricalBernstein", "range", range);
  requireWhole("empiricalBernstein", "n", n, 2);
  if (sampleVariance >= 0 && sampleVariance < Infinity) return;
  throw new RangeError(
    `empiricalBernstein: sampleVariance ${sampleVariance}, a finite number from 0 on is needed`,
  );
}
