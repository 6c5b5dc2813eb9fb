import type { Label, Labels } from "../labels.ts";
import { requireWeights, undefinedBelowTwo } from "../samples.ts";
import { type ClassProbabilities, requireProbabilities, type Scores } from "./probabilities.ts";

export interface LogLossOptions {
  /** The class of each column, the sorted classes of yTrue unless given. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** Whether the mean is wanted, as is usual, or the sum. */
  normalize?: boolean;
}

/** p below this or above 1 minus this are moved there, as scikit-learn has it: the loss of a sample is at most 36. */
const EPSILON = Number.EPSILON;

/**
 * Cross-entropy of the classes, −Σ w_i ln p_i,y_i / Σ w_i in nats. yProba is [N, K], or [N] for the second of two
 * classes.
 */
export function logLoss(
  yTrue: Labels,
  yProba: Scores,
  { labels, sampleWeight, normalize = true }: LogLossOptions = {},
): number {
  const found = requireProbabilities("logLoss", yTrue, yProba, labels);
  const weight = requireWeights("logLoss", sampleWeight, yTrue.length);
  const { sum, total } = sumOfLosses(found, (i, k) => found.P.data[i * found.P.cols + k]!, weight);
  return normalize ? sum / total : sum;
}

/** D² = 1 − loss / loss of the classes' own shares in yTrue: 1 is best, 0 is knowing the shares alone. */
export function d2LogLossScore(
  yTrue: Labels,
  yProba: Scores,
  { labels, sampleWeight }: Omit<LogLossOptions, "normalize"> = {},
): number {
  const where = "d2LogLossScore";
  const found = requireProbabilities(where, yTrue, yProba, labels);
  if (yTrue.length < 2) return undefinedBelowTwo(where);
  const weight = requireWeights(where, sampleWeight, yTrue.length);
  const shares = classShares(found, weight);
  if (shares.includes(1)) throw new RangeError(`${where}: yTrue has one class, at least two are needed`);
  const loss = sumOfLosses(found, (i, k) => found.P.data[i * found.P.cols + k]!, weight).sum;
  return 1 - loss / sumOfLosses(found, (_, k) => shares[k]!, weight).sum;
}

/** The weighted share of each class, [K]. */
export function classShares(
  { codes, classes }: ClassProbabilities,
  weight?: ArrayLike<number>,
): Float64Array {
  const shares = new Float64Array(classes.length);
  let total = 0;
  codes.forEach((code, i) => {
    const w = weight === undefined ? 1 : weight[i]!;
    shares[code]! += w;
    total += w;
  });
  return shares.map((share) => share / total);
}

function sumOfLosses(
  { codes }: ClassProbabilities,
  probability: (i: number, k: number) => number,
  weight: ArrayLike<number> | undefined,
): { sum: number; total: number } {
  let [sum, total] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    const p = Math.min(Math.max(probability(i, codes[i]!), EPSILON), 1 - EPSILON);
    sum -= w * Math.log(p);
    total += w;
  }
  return { sum, total };
}
