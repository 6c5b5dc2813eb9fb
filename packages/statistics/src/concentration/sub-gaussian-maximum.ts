/**
 * The largest of n variables, each sub-Gaussian with σ: E exp(λX) ≤ exp(λ²σ²/2). They need not be independent.
 *
 *   E max X_i ≤ σ √(2 log n),   P(max X_i ≥ t) ≤ n exp(−t²/(2σ²))
 *
 * Boucheron, Lugosi and Massart 2013, Concentration Inequalities, chapter 2 (a maximal inequality).
 */

import { requirePositive } from "../samples/sample.ts";
import { exponentOf, requireN } from "./bound.ts";

export const subGaussianMaximum = {
  expectation({ n, sigma }: { n: number; sigma: number }): number {
    requireBoth(n, sigma);
    return sigma * Math.sqrt(2 * Math.log(n));
  },
  probability({ n, sigma, t }: { n: number; sigma: number; t: number }): number {
    requireBoth(n, sigma);
    requirePositive("subGaussianMaximum", "t", t);
    return Math.min(1, n * Math.exp(-(t * t) / (2 * sigma * sigma)));
  },
  /** The t reached with probability δ at most. */
  threshold({ n, sigma, delta }: { n: number; sigma: number; delta: number }): number {
    requireBoth(n, sigma);
    return sigma * Math.sqrt(2 * (Math.log(n) + exponentOf("subGaussianMaximum", delta)));
  },
};

function requireBoth(n: number, sigma: number): void {
  requireN("subGaussianMaximum", n);
  requirePositive("subGaussianMaximum", "sigma", sigma);
}
