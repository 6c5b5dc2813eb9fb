import { type Label, type Labels, positiveLabel, showLabels, uniqueLabels } from "../../labels.ts";
import { requireRows, requireUnitRange, scoreMatrix } from "../probabilities.ts";
import { type BinOptions, binsOf } from "./bins.ts";

export interface CalibrationCurve {
  /** Share of positives in each bin that holds samples. */
  probTrue: Float64Array;
  /** Mean probability in each bin that holds samples. */
  probPred: Float64Array;
}

export interface CalibrationCurveOptions extends BinOptions {
  /** The class of yProb: 1, or true of booleans, unless given. */
  posLabel?: Label | undefined;
}

/**
 * The reliability diagram: what share of the samples in each bin of probabilities is positive. On the diagonal where
 * the probabilities are calibrated. Five bins of equal width unless told.
 *
 * Niculescu-Mizil and Caruana 2005, https://doi.org/10.1145/1102351.1102430
 */
export function calibrationCurve(
  yTrue: Labels,
  yProb: ArrayLike<number>,
  { posLabel, nBins = 5, strategy = "uniform" }: CalibrationCurveOptions = {},
): CalibrationCurve {
  const where = "calibrationCurve";
  const P = requireUnitRange(where, scoreMatrix(where, "yProb", yProb));
  requireRows(where, yTrue, P);
  const classes = uniqueLabels(where, yTrue);
  if (classes.length > 2)
    throw new RangeError(`${where}: classes ${showLabels(classes)}, at most two are needed`);
  const positive = positiveLabel(where, classes, posLabel);
  const bins = binsOf(where, P.data, { nBins, strategy });
  const [samples, positives, sums] = [
    new Float64Array(nBins),
    new Float64Array(nBins),
    new Float64Array(nBins),
  ];
  bins.forEach((bin, i) => {
    samples[bin]!++;
    sums[bin]! += P.data[i]!;
    if (yTrue[i] === positive) positives[bin]!++;
  });
  const perSample = (values: Float64Array) =>
    values.map((value, b) => value / samples[b]!).filter((_, b) => samples[b]! > 0);
  return { probTrue: perSample(positives), probPred: perSample(sums) };
}
