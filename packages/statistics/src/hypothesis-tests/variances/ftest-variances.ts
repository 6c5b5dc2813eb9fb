/**
 * The F-test of two variances, for normal data: F = s₁²/s₂², F(n₁ − 1, n₂ − 1).
 *
 * Two-sided, p = 2 min(P(F ≤ f), P(F ≥ f)). The interval is for σ₁²/σ₂². Snedecor 1934. Misled by data that are not normal; then
 * Levene's test.
 */

import { FDistribution } from "../../distributions/continuous/f-distribution.ts";
import {
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
} from "../../samples/alternative.ts";
import { variance } from "../../samples/moments.ts";
import { requireProbability, type Sample, sampleOf } from "../../samples/sample.ts";

export interface FtestVariancesResult {
  /** s₁²/s₂². */
  statistic: number;
  pvalue: number;
  dfn: number;
  dfd: number;
  confidenceInterval: ConfidenceInterval;
}

export function ftestVariances(
  x: Sample,
  y: Sample,
  {
    alternative = "two-sided",
    confidenceLevel = 0.95,
  }: AlternativeOption & { confidenceLevel?: number } = {},
): FtestVariancesResult {
  const where = "ftestVariances";
  requireAlternative(where, alternative);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  const [a, b] = [sampleOf(where, "x", x, 2), sampleOf(where, "y", y, 2)];
  const [v1, v2] = [variance(a), variance(b)];
  if (v1 === 0 || v2 === 0) {
    throw new RangeError(
      `${where}: all values of ${v1 === 0 ? "x" : "y"} are equal, values that differ are needed`,
    );
  }
  const statistic = v1 / v2;
  const [dfn, dfd] = [a.length - 1, b.length - 1];
  const f = new FDistribution({ dfn, dfd });
  const [less, greater] = [f.cdf(statistic), f.sf(statistic)];
  const tail = alternative === "two-sided" ? (1 - confidenceLevel) / 2 : 1 - confidenceLevel;
  return {
    statistic,
    pvalue:
      alternative === "less"
        ? less
        : alternative === "greater"
          ? greater
          : Math.min(1, 2 * Math.min(less, greater)),
    dfn,
    dfd,
    confidenceInterval: {
      low: alternative === "less" ? 0 : statistic / f.ppf(1 - tail),
      high: alternative === "greater" ? Infinity : statistic / f.ppf(tail),
    },
  };
}
