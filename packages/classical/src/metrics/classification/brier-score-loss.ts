import { Matrix } from "../../matrix/matrix.ts";
import { type Label, type Labels, positiveLabel, showLabels, uniqueLabels } from "../labels.ts";
import { requireWeights, undefinedBelowTwo } from "../samples.ts";
import { classShares } from "./log-loss.ts";
import {
  type ClassProbabilities,
  requireProbabilities,
  requireRows,
  requireUnitRange,
  type Scores,
  scoreMatrix,
} from "./probabilities.ts";

export interface BrierScoreOptions {
  /** The class of yProba, where that is one number a sample: 1, or true of booleans, unless given. */
  posLabel?: Label | undefined;
  /** The class of each column, where yProba has several; the sorted classes of yTrue unless given. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** Whether the sum over classes is halved: where there are two, unless told, so that the loss is at most 1. */
  scaleByHalf?: boolean | "auto";
}

/**
 * The mean squared distance of the probabilities from what came, 1/N Σ_i Σ_k ([y_i = k] − p_ik)²; of two classes half
 * of it, (y_i − p_i)².
 *
 * Brier 1950, https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
 */
export function brierScoreLoss(
  yTrue: Labels,
  yProba: Scores,
  { scaleByHalf = "auto", sampleWeight, ...options }: BrierScoreOptions = {},
): number {
  const found = classProbabilities("brierScoreLoss", yTrue, yProba, options);
  const weight = requireWeights("brierScoreLoss", sampleWeight, yTrue.length);
  const loss = meanDistance(found, (i, k) => found.P.data[i * found.P.cols + k]!, weight);
  return (scaleByHalf === "auto" ? found.P.cols < 3 : scaleByHalf) ? loss / 2 : loss;
}

/** D² = 1 − Brier score / Brier score of the classes' own shares in yTrue. */
export function d2BrierScore(
  yTrue: Labels,
  yProba: Scores,
  { sampleWeight, ...options }: Omit<BrierScoreOptions, "scaleByHalf"> = {},
): number {
  const where = "d2BrierScore";
  const found = classProbabilities(where, yTrue, yProba, options);
  if (yTrue.length < 2) return undefinedBelowTwo(where);
  const weight = requireWeights(where, sampleWeight, yTrue.length);
  const shares = classShares(found, weight);
  if (shares.includes(1)) throw new RangeError(`${where}: yTrue has one class, at least two are needed`);
  const loss = meanDistance(found, (i, k) => found.P.data[i * found.P.cols + k]!, weight);
  return 1 - loss / meanDistance(found, (_, k) => shares[k]!, weight);
}

function classProbabilities(
  where: string,
  yTrue: Labels,
  yProba: Scores,
  { posLabel, labels }: Pick<BrierScoreOptions, "posLabel" | "labels">,
): ClassProbabilities {
  const scores = scoreMatrix(where, "yProba", yProba);
  if (scores.cols !== 1) return requireProbabilities(where, yTrue, scores, labels);
  requireRows(where, yTrue, scores);
  const present = uniqueLabels(where, yTrue);
  if (present.length > 2) {
    throw new RangeError(
      `${where}: one probability a sample and classes ${showLabels(present)}, a column for each is needed`,
    );
  }
  const positive = positiveLabel(where, present, posLabel);
  requireUnitRange(where, scores);
  const P = new Matrix(new Float64Array(2 * scores.rows), [scores.rows, 2]);
  const codes = new Int32Array(scores.rows);
  for (let i = 0; i < scores.rows; i++) {
    P.data[2 * i] = 1 - scores.data[i]!;
    P.data[2 * i + 1] = scores.data[i]!;
    codes[i] = yTrue[i] === positive ? 1 : 0;
  }
  return { P, codes, classes: [present.find((label) => label !== positive) ?? `not ${positive}`, positive] };
}

function meanDistance(
  { codes, classes }: ClassProbabilities,
  probability: (i: number, k: number) => number,
  weight: ArrayLike<number> | undefined,
): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    let distance = 0;
    for (let k = 0; k < classes.length; k++) {
      const d = (codes[i] === k ? 1 : 0) - probability(i, k);
      distance += d * d;
    }
    sum += w * distance;
    total += w;
  }
  return sum / total;
}
