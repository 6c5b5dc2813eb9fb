import type { Labels } from "../../labels.ts";
import { type CurveOptions, curveCounts } from "./confusion-matrix-at-thresholds.ts";
import { rates } from "./roc-curve.ts";

export interface KsStatistic {
  /** From 0 (no separation) to 1. */
  statistic: number;
  /** The score where the distance is greatest; the highest of several. */
  threshold: number;
}

/**
 * The greatest distance between the distributions of the scores of positives and of negatives, max_t |TPR_t − FPR_t|: the two-sample statistic
 * of Kolmogorov and Smirnov, the usual measure of credit scores.
 */
export function ksStatistic(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  options: CurveOptions = {},
): KsStatistic {
  const counts = curveCounts("ksStatistic", yTrue, yScore, options);
  const { fpr, tpr, thresholds } = rates("ksStatistic", counts, false);
  let best = 0;
  for (let t = 1; t < fpr.length; t++) {
    if (Math.abs(tpr[t]! - fpr[t]!) > Math.abs(tpr[best]! - fpr[best]!)) best = t;
  }
  return { statistic: Math.abs(tpr[best]! - fpr[best]!), threshold: thresholds[best]! };
}
