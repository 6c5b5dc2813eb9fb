/**
 * Distances between two discrete distributions over the same outcomes, with m = (p + q)/2:
 *
 *   total variation   TV = ½ Σ |p − q| = max over events |P(A) − Q(A)|
 *   Hellinger         H² = ½ Σ (√p − √q)²
 *   chi-square        χ²(p ‖ q) = Σ (p − q)²/q
 *   Jensen–Shannon    JS = ½ D(p ‖ m) + ½ D(q ‖ m), between 0 and log 2;  √JS is a metric
 *
 *   H² ≤ TV ≤ H √2,   TV ≤ √(D/2) (Pinsker),   D ≤ log(1 + χ²)
 *
 * Tsybakov 2009, Introduction to Nonparametric Estimation, section 2.4; Lin 1991, https://doi.org/10.1109/18.61115 (JS).
 */

import { type BaseOption, logOfBase, pairOf } from "./distributions.ts";

type Discrete = ArrayLike<number>;

export function totalVariation(p: Discrete, q: Discrete): number {
  return addUp(pairOf("totalVariation", p, q), (a, b) => Math.abs(a - b)) / 2;
}

/** H, not squared: from 0 to 1. */
export function hellinger(p: Discrete, q: Discrete): number {
  return Math.sqrt(addUp(pairOf("hellinger", p, q), (a, b) => (Math.sqrt(a) - Math.sqrt(b)) ** 2) / 2);
}

/** Infinite where q is 0 and p is not. */
export function chiSquareDivergence(p: Discrete, q: Discrete): number {
  return addUp(pairOf("chiSquareDivergence", p, q), (a, b) => (a === b ? 0 : (a - b) ** 2 / b));
}

/** The divergence. SciPy's `jensenshannon` is its square root. */
export function jensenShannon(p: Discrete, q: Discrete, { base = Math.E }: BaseOption = {}): number {
  const unit = logOfBase("jensenShannon", base);
  const half = (a: number, m: number) => (a === 0 ? 0 : a * Math.log(a / m));
  const nats = addUp(pairOf("jensenShannon", p, q), (a, b) => half(a, (a + b) / 2) + half(b, (a + b) / 2));
  return Math.max(0, nats / 2 / unit);
}

function addUp(
  [p, q]: readonly [Float64Array, Float64Array],
  term: (a: number, b: number) => number,
): number {
  let total = 0;
  for (let i = 0; i < p.length; i++) total += term(p[i]!, q[i]!);
  return total;
}
