import type { Labels } from "../../labels.ts";
import {
  type CurveCounts,
  type CurveOptions,
  curveCounts,
  takePoints,
  withStart,
} from "./confusion-matrix-at-thresholds.ts";

export interface RocCurve {
  /** FP / (FP + TN) of each threshold, ascending. */
  fpr: Float64Array;
  /** TP / (TP + FN), ascending. */
  tpr: Float64Array;
  /** Descending; the first is ∞, where nothing is positive. */
  thresholds: Float64Array;
}

export interface RocCurveOptions extends CurveOptions {
  /** Whether points on the line between their neighbours are left out, as is usual. */
  dropIntermediate?: boolean;
}

/**
 * Receiver operating characteristic: false against true positive rate at each threshold. Fawcett 2006,
 * https://doi.org/10.1016/j.patrec.2005.10.010
 */
export function rocCurve(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  { dropIntermediate = true, ...options }: RocCurveOptions = {},
): RocCurve {
  return rates("rocCurve", curveCounts("rocCurve", yTrue, yScore, options), dropIntermediate);
}

export function rates(where: string, counts: CurveCounts, dropIntermediate: boolean): RocCurve {
  const { fps, tps, thresholds } = withStart(dropIntermediate ? cornersOf(counts) : counts);
  const { N, P } = requireBothClasses(where, counts);
  return { fpr: fps.map((fp) => fp / N), tpr: tps.map((tp) => tp / P), thresholds };
}

/** The (weighted) numbers of negatives and positives, both above 0. */
export function requireBothClasses(where: string, { fps, tps }: CurveCounts): { N: number; P: number } {
  const [N, P] = [fps.at(-1)!, tps.at(-1)!];
  if (N > 0 && P > 0) return { N, P };
  throw new RangeError(
    `${where}: yTrue has no ${N === 0 ? "negative" : "positive"} samples of weight above 0, both classes are needed`,
  );
}

/** The points where the curve changes direction, with the ends. */
function cornersOf(counts: CurveCounts): CurveCounts {
  const { fps, tps } = counts;
  const turns = (values: Float64Array, t: number) =>
    values[t + 1]! - values[t]! !== values[t]! - values[t - 1]!;
  return takePoints(counts, (t) => t === 0 || t === fps.length - 1 || turns(fps, t) || turns(tps, t));
}
