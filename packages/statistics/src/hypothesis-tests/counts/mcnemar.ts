/**
 * McNemar's test: do paired yes-or-no answers have the same share of yes? Of the table [[a, b], [c, d]] of both answers, only the
 * pairs that disagree tell: b is binomial (b + c, ½).
 *
 *   exact        p = 2 P(Bin(b + c, ½) ≤ min(b, c)), at most 1
 *   asymptotic   χ² = (|b − c| − 1)²/(b + c) with the correction 1, one degree of freedom
 *
 * McNemar 1947, https://doi.org/10.1007/BF02295996; Edwards 1948 (correction).
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import type { Sample } from "../../samples/sample.ts";
import { binomialTails } from "./binomtest.ts";
import { fourOf } from "./table.ts";

export interface McnemarOptions {
  /** Default true. */
  exact?: boolean;
  /** The continuity correction of the asymptotic test. Default true. */
  correction?: boolean;
}

export interface McnemarResult {
  /** min(b, c), or χ². */
  statistic: number;
  pvalue: number;
  /** b/c, the odds of changing one way against the other. */
  oddsRatio: number;
}

export function mcnemar(
  table: readonly Sample[],
  { exact = true, correction = true }: McnemarOptions = {},
): McnemarResult {
  const [, b, c] = fourOf("mcnemar", table);
  if (b + c === 0)
    throw new RangeError("mcnemar: no pair disagrees (b and c are 0), at least one that does is needed");
  if (exact) {
    const statistic = Math.min(b, c);
    const { atMost } = binomialTails(statistic, b + c, 0.5);
    return { statistic, pvalue: Math.min(1, 2 * atMost), oddsRatio: b / c };
  }
  const statistic = (Math.abs(b - c) - (correction ? 1 : 0)) ** 2 / (b + c);
  return { statistic, pvalue: new ChiSquared({ df: 1 }).sf(statistic), oddsRatio: b / c };
}
