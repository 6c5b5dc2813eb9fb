/**
 * Tukey's honestly significant differences (Tukey and Kramer): all pairs of k means at once.
 *
 *   q_ij = |x̄_i − x̄_j| / √(s²/2 · (1/n_i + 1/n_j)),   s² the variance within groups, N − k degrees of freedom
 *
 * against the studentised range of k means, so that the chance of any false finding among all pairs is at most α.
 * Tukey 1953; Kramer 1956, https://doi.org/10.2307/3001469.
 */

import { StudentizedRange } from "../../distributions/continuous/studentized-range.ts";
import type { ConfidenceInterval } from "../../samples/alternative.ts";
import { mean } from "../../samples/moments.ts";
import { requireProbability, type Sample, samplesOf } from "../../samples/sample.ts";
import { sumsOfSquares } from "./effect-sizes.ts";

export interface TukeyComparison {
  /** Places of the two groups, first < second. */
  first: number;
  second: number;
  /** x̄_first − x̄_second. */
  difference: number;
  pvalue: number;
  /** Simultaneous, for the difference. */
  confidenceInterval: ConfidenceInterval;
}

export function tukeyHsd(
  samples: readonly Sample[],
  { confidenceLevel = 0.95 }: { confidenceLevel?: number } = {},
): TukeyComparison[] {
  requireProbability("tukeyHsd", "confidenceLevel", confidenceLevel);
  const groups = samplesOf("tukeyHsd", samples, { groups: 2, atLeast: 2 });
  const { within, dfWithin } = sumsOfSquares(groups);
  if (within === 0)
    throw new RangeError("tukeyHsd: no variance within groups, values that differ within a group are needed");
  const range = new StudentizedRange({ k: groups.length, df: dfWithin });
  const critical = range.ppf(confidenceLevel);
  const means = groups.map(mean);
  const comparisons: TukeyComparison[] = [];
  for (let first = 0; first < groups.length; first++) {
    for (let second = first + 1; second < groups.length; second++) {
      const difference = means[first]! - means[second]!;
      const sizes = 1 / groups[first]!.length + 1 / groups[second]!.length;
      const error = Math.sqrt((within / dfWithin / 2) * sizes);
      comparisons.push({
        first,
        second,
        difference,
        pvalue: range.sf(Math.abs(difference) / error),
        confidenceInterval: { low: difference - critical * error, high: difference + critical * error },
      });
    }
  }
  return comparisons;
}
