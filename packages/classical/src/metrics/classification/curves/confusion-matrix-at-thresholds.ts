import { type Label, type Labels, positiveLabel, uniqueLabels } from "../../labels.ts";
import { requireNumbers, requireSameLength, requireWeights } from "../../samples.ts";
import { descendingOrder } from "./descending-order.ts";
import { radixOrder } from "./radix-order.ts";

export interface CurveOptions {
  /** The positive class: 1 of {0, 1} or {−1, 1}, true of booleans, unless given. All others are negative. */
  posLabel?: Label | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
}

/** Weighted numbers of samples for each threshold, [T]; a score of at least the threshold counts as positive. */
export interface ThresholdCounts {
  tns: Float64Array;
  fps: Float64Array;
  fns: Float64Array;
  tps: Float64Array;
  /** The different scores from the largest to the smallest. */
  thresholds: Float64Array;
}

/** The four numbers of the confusion matrix at each different score. Samples of weight 0 are left out. */
export function confusionMatrixAtThresholds(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  options: CurveOptions = {},
): ThresholdCounts {
  const { fps, tps, thresholds } = curveCounts("confusionMatrixAtThresholds", yTrue, yScore, options);
  const [N, P] = [fps.at(-1)!, tps.at(-1)!];
  return { tns: fps.map((fp) => N - fp), fps, fns: tps.map((tp) => P - tp), tps, thresholds };
}

export type CurveCounts = Pick<ThresholdCounts, "fps" | "tps" | "thresholds">;

export function curveCounts(
  where: string,
  yTrue: Labels,
  yScore: ArrayLike<number>,
  { posLabel, sampleWeight }: CurveOptions,
): CurveCounts {
  requireSameLength(where, { yTrue, yScore });
  const classes = uniqueLabels(where, yTrue);
  const positive = positiveLabel(where, classes, posLabel);
  const isPositive = new Uint8Array(yTrue.length);
  for (let i = 0; i < isPositive.length; i++) if (yTrue[i] === positive) isPositive[i] = 1;
  return countsOf(where, isPositive, yScore, sampleWeight);
}

/** The same of samples that are known to be positive (1) or not (0). */
export function countsOf(
  where: string,
  isPositive: ArrayLike<number>,
  yScore: ArrayLike<number>,
  sampleWeight?: ArrayLike<number>,
): CurveCounts {
  const n = isPositive.length;
  const scores = requireNumbers(where, "yScore", yScore);
  const weight = requireWeights(where, sampleWeight, n);
  const order = n < 2000 ? descendingOrder(scores) : radixOrder(scores);
  const [fps, tps, thresholds] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let [fp, tp, last] = [0, 0, -1];
  for (let r = 0; r < n; r++) {
    const i = order[r]!;
    const w = weight === undefined ? 1 : weight[i]!;
    if (w === 0) continue;
    if (last < 0 || scores[i] !== thresholds[last]) thresholds[++last] = scores[i]!;
    if (isPositive[i] === 1) tp += w;
    else fp += w;
    fps[last] = fp;
    tps[last] = tp;
  }
  const end = last + 1;
  return { fps: fps.slice(0, end), tps: tps.slice(0, end), thresholds: thresholds.slice(0, end) };
}

/** Only the points at these places. */
export function takePoints({ fps, tps, thresholds }: CurveCounts, keep: (t: number) => boolean): CurveCounts {
  const kept = (values: Float64Array) => values.filter((_, t) => keep(t));
  return { fps: kept(fps), tps: kept(tps), thresholds: kept(thresholds) };
}

/** The curve's start, where nothing is positive yet: threshold ∞, no true and no false positives. */
export function withStart({ fps, tps, thresholds }: CurveCounts): CurveCounts {
  const after = (first: number, values: Float64Array) => {
    const out = new Float64Array(values.length + 1);
    out[0] = first;
    out.set(values, 1);
    return out;
  };
  return { fps: after(0, fps), tps: after(0, tps), thresholds: after(Number.POSITIVE_INFINITY, thresholds) };
}
