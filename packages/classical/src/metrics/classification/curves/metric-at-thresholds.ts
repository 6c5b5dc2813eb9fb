import { type Label, type Labels, positiveLabel, uniqueLabels } from "../../labels.ts";
import { requireNumbers, requireSameLength } from "../../samples.ts";

/** A metric of classes: 1 for positive, 0 for negative. */
export type BinaryMetric = (yTrue: Uint8Array, yPred: Uint8Array) => number;

export interface MetricAtThresholds {
  /** [T]. */
  scores: Float64Array;
  /** The different scores, descending, [T]; a score of at least the threshold counts as positive. */
  thresholds: Float64Array;
}

/**
 * A metric of classes at each different score as threshold: `(y, found) => f1Score(y, found)` finds the threshold with
 * the best F₁. Takes T calls of the metric; `confusionMatrixAtThresholds` gives all counts in one go.
 */
export function metricAtThresholds(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  metric: BinaryMetric,
  { posLabel }: { posLabel?: Label | undefined } = {},
): MetricAtThresholds {
  const where = "metricAtThresholds";
  requireSameLength(where, { yTrue, yScore });
  const positive = positiveLabel(where, uniqueLabels(where, yTrue), posLabel);
  const scores = requireNumbers(where, "yScore", yScore);
  const truth = Uint8Array.from(scores, (_, i) => (yTrue[i] === positive ? 1 : 0));
  const thresholds = Float64Array.from(new Set(scores)).sort().reverse();
  return {
    thresholds,
    scores: thresholds.map((threshold) =>
      metric(
        truth,
        Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0)),
      ),
    ),
  };
}
