/**
 * An interval for the q-quantile of any continuous distribution, from order statistics.
 *
 *   P(x_(l) ≤ ξ_q ≤ x_(u)) = P(l ≤ B < u),   B = #{x_i ≤ ξ_q} binomial (n, q)
 *
 * l is the largest with P(B < l) ≤ α/2 and u the smallest with P(B ≥ u) ≤ α/2: the interval never misses more often than α, and open
 * (−∞ or ∞) where the sample is too small. David and Nagaraja 2003, Order Statistics, section 7.1.
 */

import { binomialTails } from "../hypothesis-tests/counts/binomtest.ts";
import { firstWhere } from "../roots/first-where.ts";
import { quantile } from "../samples/moments.ts";
import { requireProbability, type Sample, sampleOf } from "../samples/sample.ts";
import { type IntervalOptions, openTo, tailOf } from "./interval-options.ts";
import type { EstimateWithInterval } from "./mean-interval.ts";

export interface QuantileInterval extends EstimateWithInterval {
  /** P(low ≤ ξ ≤ high), at least the level asked for. */
  coverage: number;
}

export function quantileInterval(sample: Sample, q: number, options: IntervalOptions = {}): QuantileInterval {
  const where = "quantileInterval";
  requireProbability(where, "q", q);
  const x = sampleOf(where, "sample", sample).sort();
  const n = x.length;
  const tail = tailOf(where, options);
  // x_(l) with the largest l, x_(u) with the smallest u that miss seldom enough; 0 and n + 1 where there is none.
  let lower = firstWhere((l) => binomialTails(l, n, q).atMost > tail, 0, n);
  let upper = firstWhere((u) => binomialTails(u, n, q).atLeast <= tail, 1, n);
  const { alternative = "two-sided" } = options;
  if (alternative === "less") lower = 0;
  if (alternative === "greater") upper = n + 1;
  const missed =
    (lower === 0 ? 0 : binomialTails(lower - 1, n, q).atMost) +
    (upper === n + 1 ? 0 : binomialTails(upper, n, q).atLeast);
  const interval = {
    low: lower === 0 ? -Infinity : x[lower - 1]!,
    high: upper === n + 1 ? Infinity : x[upper - 1]!,
  };
  return {
    estimate: quantile(x, q),
    ...openTo(interval, [-Infinity, Infinity], options),
    coverage: 1 - missed,
  };
}
