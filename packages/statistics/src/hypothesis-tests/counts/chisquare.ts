/**
 * Goodness of fit: do counts follow given proportions?
 *
 *   χ² = Σ (O − E)²/E, or another distance (power-divergence.ts);   χ² with k − 1 − ddof degrees of freedom
 *
 * Cohen's w = √(Σ (O − E)²/E / N) is the effect size. Trust it where all E are about 5 or more.
 * Pearson 1900, https://doi.org/10.1080/14786440009463897.
 */

import { ChiSquared } from "../../distributions/continuous/chi-squared.ts";
import { sum } from "../../samples/moments.ts";
import { countsOf, requireEqualLengths, requireWhole, type Sample, sampleOf } from "../../samples/sample.ts";
import { type DivergenceOption, powerDivergence } from "./power-divergence.ts";

export interface ChisquareOptions extends DivergenceOption {
  /** E. Default: all equal. Must sum to what the counts do. */
  expected?: Sample;
  /** Parameters estimated from the counts. Default 0. */
  ddof?: number;
}

export interface ChisquareResult {
  statistic: number;
  pvalue: number;
  df: number;
  cohensW: number;
}

export function chisquare(observed: Sample, options: ChisquareOptions = {}): ChisquareResult {
  const { ddof = 0, divergence = "pearson" } = options;
  const where = "chisquare";
  requireWhole(where, "ddof", ddof);
  const counts = countsOf(where, "observed", observed, 2);
  const total = sum(counts);
  const expected = expectedOf(where, options.expected, counts, total);
  const df = counts.length - 1 - ddof;
  if (df < 1)
    throw new RangeError(
      `${where}: ${counts.length} counts less ddof ${ddof}, at least 1 degree of freedom is needed`,
    );
  const statistic = powerDivergence(where, counts, expected, divergence);
  const pearson = powerDivergence(where, counts, expected, "pearson");
  return { statistic, pvalue: new ChiSquared({ df }).sf(statistic), df, cohensW: Math.sqrt(pearson / total) };
}

function expectedOf(
  where: string,
  given: Sample | undefined,
  counts: Float64Array,
  total: number,
): Float64Array {
  if (total === 0) throw new RangeError(`${where}: all counts are 0, at least one above is needed`);
  if (given === undefined) return new Float64Array(counts.length).fill(total / counts.length);
  const expected = sampleOf(where, "expected", given);
  requireEqualLengths(where, ["observed", "expected"], [counts.length, expected.length]);
  const at = expected.findIndex((value) => value <= 0);
  if (at >= 0)
    throw new RangeError(`${where}: expected[${at}] is ${expected[at]}, numbers above 0 are needed`);
  const sums = sum(expected);
  if (Math.abs(sums - total) > 1e-8 * total) {
    throw new RangeError(
      `${where}: expected counts sum to ${sums}, the sum of the observed ${total} is needed; scale them by ${total / sums}`,
    );
  }
  return expected;
}
