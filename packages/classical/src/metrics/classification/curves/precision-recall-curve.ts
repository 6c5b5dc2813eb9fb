import type { Labels } from "../../labels.ts";
import {
  type CurveCounts,
  type CurveOptions,
  curveCounts,
  takePoints,
} from "./confusion-matrix-at-thresholds.ts";

export interface PrecisionRecallCurve {
  /** [T + 1]; the last is 1. */
  precision: Float64Array;
  /** [T + 1], descending; the last is 0. */
  recall: Float64Array;
  /** [T], ascending: point t holds for scores of at least thresholds[t]; the last point has no threshold. */
  thresholds: Float64Array;
}

export interface PrecisionRecallCurveOptions extends CurveOptions {
  /** Leaves out points between others of the same number of true positives. */
  dropIntermediate?: boolean;
}

/**
 * Precision TP / (TP + FP) and recall TP / (TP + FN) at each threshold. Without positives recall is 1 everywhere, with
 * a warning.
 */
export function precisionRecallCurve(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  { dropIntermediate = false, ...options }: PrecisionRecallCurveOptions = {},
): PrecisionRecallCurve {
  const where = "precisionRecallCurve";
  return pointsOf(where, curveCounts(where, yTrue, yScore, options), dropIntermediate);
}

export function pointsOf(where: string, counts: CurveCounts, dropIntermediate = false): PrecisionRecallCurve {
  const { fps, tps, thresholds } = dropIntermediate ? withoutFlat(counts) : counts;
  const P = tps.at(-1)!;
  if (P === 0) console.warn(`${where}: no positive samples in yTrue, recall is set to 1 at every threshold`);
  const [precision, recall] = [new Float64Array(tps.length + 1), new Float64Array(tps.length + 1)];
  for (let t = 0, from = tps.length - 1; from >= 0; t++, from--) {
    precision[t] = tps[from]! / (tps[from]! + fps[from]!);
    recall[t] = P === 0 ? 1 : tps[from]! / P;
  }
  precision[tps.length] = 1;
  return { precision, recall, thresholds: thresholds.toReversed() };
}

/** Without the points whose true positives are those of both neighbours. */
export function withoutFlat(counts: CurveCounts): CurveCounts {
  const { tps } = counts;
  const flat = (t: number) => tps[t] === tps[t - 1] && tps[t] === tps[t + 1];
  return takePoints(counts, (t) => t === 0 || t === tps.length - 1 || !flat(t));
}
