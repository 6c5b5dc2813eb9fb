/**
 * Spearman's rank correlation: Pearson's of the ranks, with the same test; equal values share their mean rank.
 *
 * Interval by Fisher's z with variance (1 + r²/2)/(n − 3) (Bonett and Wright 2000, https://doi.org/10.1007/BF02294183).
 * Spearman 1904, https://doi.org/10.2307/1412159. For few pairs, an exact p-value comes from permutationTest with
 * permutationType "pairings".
 */

import { requireAlternative } from "../../samples/alternative.ts";
import { ranksOf } from "../../samples/ranks.ts";
import { requireProbability, type Sample } from "../../samples/sample.ts";
import {
  type CorrelationOptions,
  type CorrelationResult,
  correlation,
  correlationPvalue,
  fisherInterval,
  pairedSamples,
} from "./pearsonr.ts";

export function spearmanr(x: Sample, y: Sample, options: CorrelationOptions = {}): CorrelationResult {
  const { alternative = "two-sided", confidenceLevel = 0.95 } = options;
  const [a, b] = pairedSamples("spearmanr", x, y, 3);
  requireAlternative("spearmanr", alternative);
  requireProbability("spearmanr", "confidenceLevel", confidenceLevel);
  const r = correlation("spearmanr", ranksOf(a).ranks, ranksOf(b).ranks);
  const error = Math.sqrt((1 + (r * r) / 2) / (a.length - 3));
  return {
    statistic: r,
    pvalue: correlationPvalue(r, a.length, alternative),
    confidenceInterval: fisherInterval(r, error, { alternative, confidenceLevel }),
  };
}
