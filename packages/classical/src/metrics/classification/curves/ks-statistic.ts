import type { Labels } from "../../labels.ts";
import { type CurveOptions, curveCounts, withStart } from "./confusion-matrix-at-thresholds.ts";
import { requireBothClasses } from "./roc-curve.ts";

export interface KsStatistic {
  /** From 0 (no separation) to 1. */
  statistic: number;
  /** The score where the distance is greatest; the highest of several. */
  threshold: number;
}

/**
 * The greatest distance between the distributions of the scores of positives and of negatives, max_t |TPR_t − FPR_t|:
 * the two-sample statistic of Kolmogorov and Smirnov, the usual measure of credit scores.
 */
export function ksStatistic(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  options: CurveOptions = {},
): KsStatistic {
  const counts = curveCounts("ksStatistic", yTrue, yScore, options);
  const { N, P } = requireBothClasses("ksStatistic", counts);
  const { fps, tps, thresholds } = withStart(counts);
  // N P |TPR − FPR|, whole numbers without weights, so that equal distances compare as equal.
  const gap = (t: number) => Math.abs(tps[t]! * N - fps[t]! * P);
  let best = 0;
  for (let t = 1; t < fps.length; t++) if (gap(t) > gap(best)) best = t;
  return { statistic: gap(best) / (N * P), threshold: thresholds[best]! };
}
