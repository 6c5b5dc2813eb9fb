import type { Labels } from "../../labels.ts";
import { type CurveOptions, curveCounts, takePoints, withStart } from "./confusion-matrix-at-thresholds.ts";
import { withoutFlat } from "./precision-recall-curve.ts";

export interface DetCurve {
  /** FP / (FP + TN), ascending. */
  fpr: Float64Array;
  /** FN / (TP + FN), descending. */
  fnr: Float64Array;
  /** Ascending; the last can be ∞, where nothing is positive. */
  thresholds: Float64Array;
}

export interface DetCurveOptions extends CurveOptions {
  /** Leaves out points between others of the same number of true positives. */
  dropIntermediate?: boolean;
}

/**
 * Detection error trade-off: both rates of error at each threshold, from the last one without a false positive to the
 * first that misses none.
 *
 * Martin et al. 1997, https://doi.org/10.21437/Eurospeech.1997-504
 */
export function detCurve(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  { dropIntermediate = false, ...options }: DetCurveOptions = {},
): DetCurve {
  const all = withStart(curveCounts("detCurve", yTrue, yScore, options));
  const counts = dropIntermediate ? withoutFlat(all) : all;
  const [N, P] = [counts.fps.at(-1)!, counts.tps.at(-1)!];
  if (N === 0 || P === 0) {
    throw new RangeError(
      `detCurve: yTrue has no ${N === 0 ? "negative" : "positive"} samples, both classes are needed`,
    );
  }
  const first = counts.fps.lastIndexOf(0);
  const last = counts.tps.indexOf(P);
  const { fps, tps, thresholds } = takePoints(counts, (t) => t >= first && t <= last);
  return {
    fpr: fps.map((fp) => fp / N).toReversed(),
    fnr: tps.map((tp) => (P - tp) / P).toReversed(),
    thresholds: thresholds.toReversed(),
  };
}
