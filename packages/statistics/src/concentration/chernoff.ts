/**
 * Chernoff's bound for the share p̂ of successes in n independent trials with success probability p.
 *
 *   P(p̂ ≥ p + ε) ≤ exp(−n kl(p + ε ‖ p)),   P(p̂ ≤ p − ε) ≤ exp(−n kl(p − ε ‖ p))
 *
 * Never weaker than Hoeffding's, since kl(p + ε ‖ p) ≥ 2ε²; much stronger near 0 and 1. Turned round, with p̂ known:
 * p ≤ max{p : kl(p̂ ‖ p) ≤ log(1/δ)/n} with probability at least 1 − δ.
 * Chernoff 1952, https://doi.org/10.1214/aoms/1177729330; Hoeffding 1963, https://doi.org/10.1080/01621459.1963.10500830.
 */

import { findRoot } from "../roots/find-root.ts";
import { requireProbability } from "../samples/sample.ts";
import { bernoulliKl, klInverseAbove, klInverseBelow } from "./bernoulli-kl.ts";
import { exponentOf, requireEpsilon, requireN } from "./bound.ts";

export interface Coin {
  p: number;
  /** Default "above". */
  side?: "above" | "below";
}

export const chernoff = {
  probability({ n, epsilon, p, side = "above" }: Coin & { n: number; epsilon: number }): number {
    requireN("chernoff", n);
    requireEpsilon("chernoff", epsilon);
    requireProbability("chernoff", "p", p);
    const q = side === "above" ? p + epsilon : p - epsilon;
    return q > 1 || q < 0 ? 0 : Math.exp(-n * bernoulliKl(q, p));
  },
  /** At most 1 − p (above) or p (below), beyond which no deviation goes. */
  epsilon({ n, delta, p, side = "above" }: Coin & { n: number; delta: number }): number {
    requireN("chernoff", n);
    requireProbability("chernoff", "p", p);
    const wanted = exponentOf("chernoff", delta) / n;
    const most = side === "above" ? 1 - p : p;
    const excess = (epsilon: number) =>
      bernoulliKl(side === "above" ? Math.min(1, p + epsilon) : Math.max(0, p - epsilon), p) - wanted;
    return excess(most) <= 0 ? most : findRoot("chernoff", excess, [0, most]);
  },
  sampleSize({ epsilon, delta, p, side = "above" }: Coin & { epsilon: number; delta: number }): number {
    requireEpsilon("chernoff", epsilon);
    requireProbability("chernoff", "p", p);
    const q = side === "above" ? p + epsilon : p - epsilon;
    if (q > 1 || q < 0) return 1;
    return Math.ceil(exponentOf("chernoff", delta) / bernoulliKl(q, p));
  },
  /** Where p lies given the share seen, each end missed with probability δ at most. */
  interval({ n, share, delta }: { n: number; share: number; delta: number }): { low: number; high: number } {
    requireN("chernoff", n);
    const bound = exponentOf("chernoff", delta) / n;
    return { low: klInverseBelow(share, bound), high: klInverseAbove(share, bound) };
  },
};
