/**
 * The bound of Vapnik and Chervonenkis, for a class of VC dimension d.
 *
 *   Π(n) ≤ Σ_{i ≤ d} C(n, i) ≤ (en/d)^d for n ≥ d                          growth function (Sauer, Shelah)
 *   agnostic:     |R(h) − R̂(h)| ≤ √(8/n · log(4 Π(2n)/δ)) for all h          with probability at least 1 − δ
 *   realisable:   R(h) ≤ 2/n · log₂(2 Π(2n)/δ) for all h with R̂(h) = 0       with probability at least 1 − δ, n ≥ 8/ε
 *
 * Vapnik and Chervonenkis 1971, https://doi.org/10.1137/1116025; Sauer 1972, https://doi.org/10.1016/0097-3165(72)90019-2;
 * Blumer et al. 1989, https://doi.org/10.1145/76359.76371; Abu-Mostafa et al. 2012, Learning from Data, chapter 2.
 */

import { firstFrom } from "../roots/first-where.ts";
import { requirePositive, requireProbability, requireWhole } from "../samples/sample.ts";

/** log Σ_{i ≤ d} C(n, i): the logarithm, since the sum soon leaves the numbers. */
export function logGrowthFunction(dimension: number, n: number): number {
  requireWhole("logGrowthFunction", "dimension", dimension);
  requireWhole("logGrowthFunction", "n", n);
  if (n <= dimension) return n * Math.LN2;
  let [log, total] = [0, 0];
  for (let i = 1; i <= dimension; i++) {
    // total = log Σ so far, log = log C(n, i).
    log += Math.log((n - i + 1) / i);
    const [large, small] = log > total ? [log, total] : [total, log];
    total = large + Math.log1p(Math.exp(small - large));
  }
  return total;
}

/** Σ_{i ≤ d} C(n, i): the most labellings that a class of VC dimension d gives n points. */
export function sauerShelah(dimension: number, n: number): number {
  requireWhole("sauerShelah", "dimension", dimension);
  requireWhole("sauerShelah", "n", n);
  let [binomial, total] = [1, 1];
  for (let i = 1; i <= Math.min(dimension, n); i++) {
    binomial *= (n - i + 1) / i;
    total += binomial;
  }
  return Math.round(total);
}

export interface VcClass {
  /** d. */
  dimension: number;
  delta: number;
  /** Default false. */
  realizable?: boolean;
}

export const vcBound = {
  epsilon({ dimension, delta, realizable = false, n }: VcClass & { n: number }): number {
    requireWhole("vcBound", "n", n, 1);
    requireProbability("vcBound", "delta", delta);
    const growth = logGrowthFunction(dimension, 2 * n);
    if (realizable) return (2 / n) * ((Math.LN2 + growth - Math.log(delta)) / Math.LN2);
    return Math.sqrt((8 / n) * (Math.log(4 / delta) + growth));
  },
  /** The least n whose ε is small enough. */
  sampleSize({ epsilon, ...options }: VcClass & { epsilon: number }): number {
    requirePositive("vcBound", "epsilon", epsilon);
    // ε falls with n from n = d on; below, it is above 1 and says nothing.
    return firstFrom((n) => vcBound.epsilon({ ...options, n }) <= epsilon, Math.max(1, options.dimension));
  },
};
