/**
 * Friedman's test: do k treatments, each measured on the same n blocks, differ?
 *
 *   r_ij the rank of treatment j within block i,   R_j = Σ_i r_ij
 *   χ²_F = [12/(nk(k + 1)) · Σ R_j² − 3n(k + 1)] / [1 − Σ(t³ − t)/(nk(k² − 1))]
 *
 * asymptotically χ² with k − 1 degrees of freedom. Kendall's coefficient of concordance is W = χ²_F/(n(k − 1)).
 * Friedman 1937, https://doi.org/10.1080/01621459.1937.10503522; Kendall and Babington Smith 1939 (W).
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import { ranksOf, tieTerm } from "../../samples/ranks.ts";
import { requireEqualLengths, type Sample, samplesOf } from "../../samples/sample.ts";

export interface FriedmanchisquareResult {
  statistic: number;
  pvalue: number;
  df: number;
  /** Kendall's W, from 0 (no agreement between blocks) to 1. */
  kendallW: number;
}

/** A sample for each treatment; the i-th values of all belong to block i. */
export function friedmanchisquare(...samples: readonly Sample[]): FriedmanchisquareResult {
  const where = "friedmanchisquare";
  const treatments = samplesOf(where, samples, { groups: 3, atLeast: 2 });
  const [k, n] = [treatments.length, treatments[0]!.length];
  treatments.forEach((sample, j) => {
    requireEqualLengths(where, ["sample 0", `sample ${j}`], [n, sample.length]);
  });
  const rankSums = new Float64Array(k);
  let tied = 0;
  for (let i = 0; i < n; i++) {
    const { ranks, ties } = ranksOf(treatments.map((sample) => sample[i]!));
    ranks.forEach((rank, j) => {
      rankSums[j]! += rank;
    });
    tied += tieTerm(ties);
  }
  const correction = 1 - tied / (n * k * (k * k - 1));
  if (correction === 0)
    throw new RangeError(`${where}: all values of every block are equal, differences are needed`);
  const squares = rankSums.reduce((total, rankSum) => total + rankSum ** 2, 0);
  const statistic = ((12 / (n * k * (k + 1))) * squares - 3 * n * (k + 1)) / correction;
  const df = k - 1;
  return { statistic, pvalue: new ChiSquared({ df }).sf(statistic), df, kendallW: statistic / (n * df) };
}
