/**
 * One-way analysis of variance: do k groups have one mean?
 *
 *   Fisher   F = [Σ n_j (x̄_j − x̄)²/(k − 1)] / [Σ_j Σ_i (x_ij − x̄_j)²/(N − k)],   F(k − 1, N − k)
 *   Welch    w_j = n_j/s_j²,  W = Σ w_j,  x̃ = Σ w_j x̄_j/W,  A = Σ (1 − w_j/W)²/(n_j − 1)
 *            F = [Σ w_j (x̄_j − x̃)²/(k − 1)] / [1 + 2(k − 2)/(k² − 1) · A],   F(k − 1, (k² − 1)/(3A))
 *
 * Welch's does not need equal variances. Fisher 1925; Welch 1951, https://doi.org/10.1093/biomet/38.3-4.330.
 */

import { FDistribution } from "../../distributions/continuous/f-distribution.ts";
import { mean, variance } from "../../samples/moments.ts";
import { type Sample, samplesOf } from "../../samples/sample.ts";
import { sumsOfSquares } from "./effect-sizes.ts";

export interface FOnewayResult {
  /** F. */
  statistic: number;
  pvalue: number;
  dfBetween: number;
  dfWithin: number;
  /** η², the share of the sum of squares between groups. */
  etaSquared: number;
}

export function fOneway(
  samples: readonly Sample[],
  { equalVar = true }: { /** Default true; false gives Welch's test. */ equalVar?: boolean } = {},
): FOnewayResult {
  const groups = samplesOf("fOneway", samples, { groups: 2, atLeast: equalVar ? 1 : 2 });
  const { between, within, dfBetween, dfWithin } = sumsOfSquares(groups);
  if (dfWithin < 1)
    throw new RangeError("fOneway: one value in each group, a group with at least two is needed");
  const etaSquared = between / (between + within);
  const { statistic, df } = equalVar
    ? { statistic: between / dfBetween / (within / dfWithin), df: dfWithin }
    : welch(groups);
  if (!Number.isFinite(statistic)) {
    throw new RangeError("fOneway: no variance within groups, values that differ within a group are needed");
  }
  const pvalue = new FDistribution({ dfn: dfBetween, dfd: df }).sf(statistic);
  return { statistic, pvalue, dfBetween, dfWithin: df, etaSquared };
}

function welch(groups: readonly Float64Array[]): { statistic: number; df: number } {
  const k = groups.length;
  const weights = groups.map((group) => group.length / variance(group));
  const total = weights.reduce((a, b) => a + b, 0);
  const means = groups.map(mean);
  const centre = means.reduce((sum, m, j) => sum + weights[j]! * m, 0) / total;
  const between = means.reduce((sum, m, j) => sum + weights[j]! * (m - centre) ** 2, 0) / (k - 1);
  const a = groups.reduce((sum, group, j) => sum + (1 - weights[j]! / total) ** 2 / (group.length - 1), 0);
  return { statistic: between / (1 + ((2 * (k - 2)) / (k * k - 1)) * a), df: (k * k - 1) / (3 * a) };
}
