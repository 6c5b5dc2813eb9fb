import { type Label, type Labels, positiveLabel, showLabels, uniqueLabels } from "../../labels.ts";
import { requireWeights } from "../../samples.ts";
import {
  requireProbabilities,
  requireRows,
  requireUnitRange,
  type Scores,
  scoreMatrix,
} from "../probabilities.ts";
import { type BinOptions, binsOf } from "./bins.ts";

export interface CalibrationErrorOptions extends BinOptions {
  /** The class of yProba, where that is one number a sample: 1, or true of booleans, unless given. */
  posLabel?: Label | undefined;
  /** The class of each column, where yProba has several. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
}

/**
 * ECE = Σ_b n_b/n · |share_b − confidence_b| over the bins of the probabilities, n_b the (weighted) samples in bin b.
 *
 * With one probability a sample, share is that of positives and confidence the mean probability of the positive class.
 * With a column a class both are of the class with the highest probability: the share of samples where it is right and
 * its mean probability. 15 bins of equal width unless told. Guo et al. 2017, https://arxiv.org/abs/1706.04599
 */
export function expectedCalibrationError(
  yTrue: Labels,
  yProba: Scores,
  options: CalibrationErrorOptions = {},
): number {
  const { gaps, shares } = gapsOf("expectedCalibrationError", yTrue, yProba, options);
  return gaps.reduce((sum, gap, b) => sum + shares[b]! * gap, 0);
}

/**
 * MCE = max_b |share_b − confidence_b| over the bins that hold samples: the worst one, where a wrong probability costs
 * much.
 */
export function maximumCalibrationError(
  yTrue: Labels,
  yProba: Scores,
  options: CalibrationErrorOptions = {},
): number {
  return Math.max(...gapsOf("maximumCalibrationError", yTrue, yProba, options).gaps);
}

function gapsOf(
  where: string,
  yTrue: Labels,
  yProba: Scores,
  options: CalibrationErrorOptions,
): { gaps: number[]; shares: number[] } {
  const { nBins = 15, strategy = "uniform" } = options;
  const { confidence, hit } = confidences(where, yTrue, yProba, options);
  const weight = requireWeights(where, options.sampleWeight, hit.length);
  const bins = binsOf(where, confidence, { nBins, strategy });
  const [size, hits, sum] = [new Float64Array(nBins), new Float64Array(nBins), new Float64Array(nBins)];
  let total = 0;
  bins.forEach((bin, i) => {
    const w = weight === undefined ? 1 : weight[i]!;
    size[bin]! += w;
    hits[bin]! += w * hit[i]!;
    sum[bin]! += w * confidence[i]!;
    total += w;
  });
  const held = Array.from(size.keys()).filter((b) => size[b]! > 0);
  return {
    gaps: held.map((b) => Math.abs(hits[b]! - sum[b]!) / size[b]!),
    shares: held.map((b) => size[b]! / total),
  };
}

function confidences(
  where: string,
  yTrue: Labels,
  yProba: Scores,
  { posLabel, labels }: CalibrationErrorOptions,
): { confidence: Float64Array; hit: Float64Array } {
  const scores = requireUnitRange(where, scoreMatrix(where, "yProba", yProba));
  if (scores.cols > 1) {
    const { P, codes } = requireProbabilities(where, yTrue, scores, labels);
    const top = Int32Array.from(codes, (_, i) => argmax(P.row(i)));
    return {
      confidence: Float64Array.from(top, (k, i) => P.at(i, k)),
      hit: Float64Array.from(top, (k, i) => (k === codes[i] ? 1 : 0)),
    };
  }
  requireRows(where, yTrue, scores);
  const classes = uniqueLabels(where, yTrue);
  if (classes.length > 2) {
    throw new RangeError(
      `${where}: classes ${showLabels(classes)} and one probability a sample, a column for each is needed`,
    );
  }
  const positive = positiveLabel(where, classes, posLabel);
  return {
    confidence: scores.data,
    hit: Float64Array.from(yTrue as ArrayLike<Label>, (y) => (y === positive ? 1 : 0)),
  };
}

function argmax(row: Float64Array): number {
  let best = 0;
  for (let k = 1; k < row.length; k++) if (row[k]! > row[best]!) best = k;
  return best;
}
