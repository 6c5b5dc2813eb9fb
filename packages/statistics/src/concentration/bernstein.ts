/**
 * Bernstein's and Bennett's inequalities: the mean of n independent variables with variance σ² and X − μ ≤ M.
 *
 *   Bernstein   P(X̄ − μ ≥ ε) ≤ exp(−nε²/(2σ² + 2Mε/3))
 *   Bennett     P(X̄ − μ ≥ ε) ≤ exp(−nσ²/M² · h(Mε/σ²)),   h(u) = (1 + u) log(1 + u) − u ≥ u²/(2 + 2u/3)
 *
 * so that Bennett's is never weaker. Both beat Hoeffding's where σ is small against M. For two sides, |X − μ| ≤ M is needed.
 * Bennett 1962, https://doi.org/10.1080/01621459.1962.10482149; Boucheron, Lugosi and Massart 2013,
 * Concentration Inequalities, chapter 2.
 */

import { findRootAbove } from "../roots/find-root.ts";
import { requirePositive } from "../samples/sample.ts";
import { log1pmx } from "../special/logs/log1pmx.ts";
import { exponentOf, probabilityOf, requireEpsilon, requireN, type Sides } from "./bound.ts";

export interface Spread extends Sides {
  /** σ². */
  variance: number;
  /** M. */
  bound: number;
}

export const bernstein = {
  probability({ n, epsilon, variance, bound, sides = 1 }: Spread & { n: number; epsilon: number }): number {
    requireSpread("bernstein", variance, bound);
    requireN("bernstein", n);
    requireEpsilon("bernstein", epsilon);
    return probabilityOf("bernstein", (n * epsilon ** 2) / (2 * variance + (2 / 3) * bound * epsilon), sides);
  },
  epsilon({ n, delta, variance, bound, sides = 1 }: Spread & { n: number; delta: number }): number {
    requireSpread("bernstein", variance, bound);
    requireN("bernstein", n);
    // nε² − ⅔MLε − 2σ²L = 0 with L = log(sides/δ).
    const L = exponentOf("bernstein", delta, sides);
    const half = (bound * L) / 3;
    return (half + Math.sqrt(half ** 2 + 2 * n * variance * L)) / n;
  },
  sampleSize({
    epsilon,
    delta,
    variance,
    bound,
    sides = 1,
  }: Spread & { epsilon: number; delta: number }): number {
    requireSpread("bernstein", variance, bound);
    requireEpsilon("bernstein", epsilon);
    const L = exponentOf("bernstein", delta, sides);
    return Math.ceil((L * (2 * variance + (2 / 3) * bound * epsilon)) / epsilon ** 2);
  },
};

/** h(u) = u log(1 + u) + (log(1 + u) − u), which keeps its digits for small u. */
function h(u: number): number {
  return u * Math.log1p(u) + log1pmx(u);
}

export const bennett = {
  probability({ n, epsilon, variance, bound, sides = 1 }: Spread & { n: number; epsilon: number }): number {
    requireSpread("bennett", variance, bound);
    requireN("bennett", n);
    requireEpsilon("bennett", epsilon);
    return probabilityOf("bennett", ((n * variance) / bound ** 2) * h((bound * epsilon) / variance), sides);
  },
  epsilon({ n, delta, variance, bound, sides = 1 }: Spread & { n: number; delta: number }): number {
    requireSpread("bennett", variance, bound);
    requireN("bennett", n);
    const wanted = (exponentOf("bennett", delta, sides) * bound ** 2) / (n * variance);
    return (findRootAbove("bennett", (u) => h(u) - wanted, [0, 1]) * variance) / bound;
  },
  sampleSize({
    epsilon,
    delta,
    variance,
    bound,
    sides = 1,
  }: Spread & { epsilon: number; delta: number }): number {
    requireSpread("bennett", variance, bound);
    requireEpsilon("bennett", epsilon);
    const each = (variance / bound ** 2) * h((bound * epsilon) / variance);
    return Math.ceil(exponentOf("bennett", delta, sides) / each);
  },
};

function requireSpread(where: string, variance: number, bound: number): void {
  requirePositive(where, "variance", variance);
  requirePositive(where, "bound", bound);
}
