/**
 * Mood's median test: do k samples have one median? The values above the grand median are counted in each sample, and those not
 * above; the 2 × k table is tested for independence.
 *
 * Mood 1950, Introduction to the Theory of Statistics. Values equal to the grand median count as not above, as in SciPy.
 */

import { median } from "../../samples/moments.ts";
import { type Sample, samplesOf } from "../../samples/sample.ts";
import { chi2Contingency } from "../counts/chi2-contingency.ts";

export interface MedianTestResult {
  /** χ². */
  statistic: number;
  pvalue: number;
  /** The grand median. */
  median: number;
  /** Above, then not above, for each sample: [2][k]. */
  table: number[][];
}

export function medianTest(
  samples: readonly Sample[],
  {
    correction = true,
  }: { /** Yates' correction, for two samples. Default true. */ correction?: boolean } = {},
): MedianTestResult {
  const groups = samplesOf("medianTest", samples, { groups: 2 });
  const grand = median(groups.flatMap((group) => Array.from(group)));
  const above = groups.map((group) => group.reduce((count, value) => count + (value > grand ? 1 : 0), 0));
  const table = [above, groups.map((group, j) => group.length - above[j]!)];
  if (above.every((count) => count === 0)) {
    throw new RangeError(
      `medianTest: no value lies above the grand median ${grand}, values that differ are needed`,
    );
  }
  const { statistic, pvalue } = chi2Contingency(table, { correction });
  return { statistic, pvalue, median: grand, table };
}
