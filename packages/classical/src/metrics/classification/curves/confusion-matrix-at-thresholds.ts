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
  const scores = requireNumbers(where, "yScore", yScore);
  const weight = requireWeights(where, sampleWeight, isPositive.length);
  return weight === undefined ? mergedCounts(isPositive, scores) : weightedCounts(isPositive, scores, weight);
}

/**
 * Without weights the order within a class does not matter: both classes are sorted as plain numbers, which is several
 * times as fast as sorting indices, and walked through together.
 */
function mergedCounts(isPositive: ArrayLike<number>, scores: Float64Array): CurveCounts {
  const n = scores.length;
  const [positives, negatives] = sortedByClass(isPositive, scores);
  const counts = emptyCounts(n);
  let p = positives.length - 1;
  let q = negatives.length - 1;
  let t = 0;
  for (; p >= 0 || q >= 0; t++) {
    const score = q < 0 || (p >= 0 && positives[p]! >= negatives[q]!) ? positives[p]! : negatives[q]!;
    while (p >= 0 && positives[p] === score) p--;
    while (q >= 0 && negatives[q] === score) q--;
    counts.thresholds[t] = score;
    counts.tps[t] = positives.length - 1 - p;
    counts.fps[t] = negatives.length - 1 - q;
  }
  return firstPoints(counts, t);
}

function sortedByClass(
  isPositive: ArrayLike<number>,
  scores: Float64Array,
): [positives: Float64Array, negatives: Float64Array] {
  const n = scores.length;
  const out = new Float64Array(n);
  let first = 0;
  let last = n;
  for (let i = 0; i < n; i++) {
    // −0 + 0 is 0, so that both zeros are one threshold.
    if (isPositive[i] === 1) out[first++] = scores[i]! + 0;
    else out[--last] = scores[i]! + 0;
  }
  return [out.subarray(0, first).sort(), out.subarray(first).sort()];
}

function weightedCounts(
  isPositive: ArrayLike<number>,
  scores: Float64Array,
  weight: ArrayLike<number>,
): CurveCounts {
  const n = scores.length;
  const order = n < 2000 ? descendingOrder(scores) : radixOrder(scores);
  const counts = emptyCounts(n);
  let fp = 0;
  let tp = 0;
  let last = -1;
  for (let r = 0; r < n; r++) {
    const i = order[r]!;
    const w = weight[i]!;
    if (w === 0) continue;
    const score = scores[i]! + 0;
    if (last < 0 || score !== counts.thresholds[last]) counts.thresholds[++last] = score;
    if (isPositive[i] === 1) tp += w;
    else fp += w;
    counts.fps[last] = fp;
    counts.tps[last] = tp;
  }
  return firstPoints(counts, last + 1);
}

function emptyCounts(n: number): CurveCounts {
  return { fps: new Float64Array(n), tps: new Float64Array(n), thresholds: new Float64Array(n) };
}

function firstPoints({ fps, tps, thresholds }: CurveCounts, end: number): CurveCounts {
  return { fps: fps.subarray(0, end), tps: tps.subarray(0, end), thresholds: thresholds.subarray(0, end) };
}

/** Only the points to keep. */
export function takePoints({ fps, tps, thresholds }: CurveCounts, keep: (t: number) => boolean): CurveCounts {
  const kept = new Uint32Array(fps.length);
  let count = 0;
  for (let t = 0; t < fps.length; t++) if (keep(t)) kept[count++] = t;
  const take = (values: Float64Array) => {
    const out = new Float64Array(count);
    for (let at = 0; at < count; at++) out[at] = values[kept[at]!]!;
    return out;
  };
  return { fps: take(fps), tps: take(tps), thresholds: take(thresholds) };
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
