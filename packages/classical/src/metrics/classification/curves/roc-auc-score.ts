import { Matrix } from "../../../matrix/matrix.ts";
import {
  knownCodes,
  type Label,
  type Labels,
  requireDistinct,
  showLabels,
  uniqueLabels,
} from "../../labels.ts";
import { isMultilabel, type Multilabel, requireIndicator, requireSameShape } from "../../multilabel.ts";
import { requireWeights } from "../../samples.ts";
import {
  requireColumns,
  requireProbabilities,
  requireRows,
  type Scores,
  scoreMatrix,
} from "../probabilities.ts";
import { auc } from "./auc.ts";
import { averageBinaryScore, type BinaryAverage, type BinaryScore } from "./average-binary-score.ts";
import { countsOf, withStart } from "./confusion-matrix-at-thresholds.ts";
import { rates, requireBothClasses } from "./roc-curve.ts";

export interface RocAucOptions {
  average?: BinaryAverage;
  sampleWeight?: ArrayLike<number> | undefined;
  /**
   * The area up to this false positive rate only, standardised so that chance is 0.5 and the best 1. Two classes only.
   */
  maxFpr?: number | undefined;
  /** Several classes: each against the rest, or the mean over pairs. Must be chosen. */
  multiClass?: "raise" | "ovr" | "ovo";
  /** The class of each column, the sorted classes of yTrue unless given. */
  labels?: readonly Label[] | undefined;
}

/**
 * Area under the ROC curve: the probability that a positive sample has a higher score than a negative one, ties counted
 * half (Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747).
 *
 * yTrue [N] with two classes and yScore [N] of the second; or yScore [N, K], rows that sum to 1, and multiClass; or
 * rows of labels for both. The part up to maxFpr as McClish 1989, https://doi.org/10.1177/0272989X8900900307; pairs as
 * Hand and Till 2001, https://doi.org/10.1023/A:1010920819831.
 */
export function rocAucScore(
  yTrue: Labels | Multilabel,
  yScore: Scores,
  options: RocAucOptions & { average: null },
): Float64Array;
export function rocAucScore(yTrue: Labels | Multilabel, yScore: Scores, options?: RocAucOptions): number;
export function rocAucScore(
  yTrue: Labels | Multilabel,
  yScore: Scores,
  { average = "macro", sampleWeight, maxFpr, multiClass = "raise", labels }: RocAucOptions = {},
): number | Float64Array {
  if (maxFpr !== undefined && !(maxFpr > 0 && maxFpr <= 1)) {
    throw new RangeError(`rocAucScore: maxFpr ${maxFpr}, a number above 0 and up to 1 is needed`);
  }
  const score: BinaryScore = (isPositive, scores, weight, what) =>
    binaryAuc(isPositive, scores, { weight, maxFpr, what });
  if (isMultilabel(yTrue)) {
    const Y = requireIndicator("rocAucScore", "yTrue", yTrue);
    const S = scoreMatrix("rocAucScore", "yScore", yScore);
    requireSameShape("rocAucScore", { yTrue: Y, yScore: S });
    return averageBinaryScore("rocAucScore", score, { Y, S }, { average, sampleWeight });
  }
  const S = scoreMatrix("rocAucScore", "yScore", yScore);
  requireRows("rocAucScore", yTrue, S);
  if (S.cols === 1) return ofTwoClasses(yTrue, S.data, score, { labels, sampleWeight });
  if (maxFpr !== undefined && maxFpr !== 1) {
    throw new RangeError(
      `rocAucScore: ${S.cols} columns of scores and maxFpr ${maxFpr}, one column is needed`,
    );
  }
  return ofManyClasses(yTrue, S, score, { average, sampleWeight, multiClass, labels });
}

function binaryAuc(
  isPositive: Float64Array,
  scores: Float64Array,
  {
    weight,
    maxFpr,
    what,
  }: { weight: ArrayLike<number> | undefined; maxFpr: number | undefined; what: string | undefined },
): number {
  const where = what === undefined ? "rocAucScore" : `rocAucScore: ${what}`;
  const counts = countsOf("rocAucScore", isPositive, scores, weight);
  if (maxFpr === undefined || maxFpr === 1) {
    // The area of counts is exact where they are whole numbers.
    const { N, P } = requireBothClasses(where, counts);
    const { fps, tps } = withStart(counts);
    return auc(fps, tps) / (N * P);
  }
  const { fpr, tpr } = rates(where, counts, true);
  const stop = fpr.findIndex((rate) => rate > maxFpr);
  const [x0, x1, y0, y1] = [fpr[stop - 1]!, fpr[stop]!, tpr[stop - 1]!, tpr[stop]!];
  const end = y0 + ((y1 - y0) / (x1 - x0)) * (maxFpr - x0);
  const part = auc([...fpr.subarray(0, stop), maxFpr], [...tpr.subarray(0, stop), end]);
  const chance = maxFpr ** 2 / 2;
  return (1 + (part - chance) / (maxFpr - chance)) / 2;
}

function ofTwoClasses(
  yTrue: Labels,
  scores: Float64Array,
  score: BinaryScore,
  { labels, sampleWeight }: Pick<RocAucOptions, "labels" | "sampleWeight">,
): number {
  const classes = labels ?? uniqueLabels("rocAucScore", yTrue);
  if (classes.length === 1) {
    throw new RangeError(`rocAucScore: yTrue has the class ${showLabels(classes)} alone, two are needed`);
  }
  if (classes.length > 2) {
    throw new RangeError(
      `rocAucScore: ${classes.length} classes ${showLabels(classes)} and one score a sample, a column for each is needed`,
    );
  }
  return score(Float64Array.from(knownCodes("rocAucScore", yTrue, classes)), scores, sampleWeight);
}

function ofManyClasses(
  yTrue: Labels,
  S: Matrix,
  score: BinaryScore,
  {
    average,
    sampleWeight,
    multiClass,
    labels,
  }: Required<Pick<RocAucOptions, "average" | "multiClass">> & RocAucOptions,
): number | Float64Array {
  const where = "rocAucScore";
  const classes = labels === undefined ? uniqueLabels(where, yTrue) : requireDistinct(where, labels, 2);
  requireColumns(where, classes, S, labels !== undefined);
  if (classes.length === 2) {
    throw new RangeError(
      `${where}: two classes and two columns of scores, one score a sample is needed, that of ${showLabels(classes.slice(1))}`,
    );
  }
  if (multiClass !== "ovr" && multiClass !== "ovo") {
    throw new RangeError(
      `${where}: ${classes.length} classes and multiClass ${JSON.stringify(multiClass)}, "ovr" or "ovo" is needed`,
    );
  }
  if (average === "samples")
    throw new RangeError(`${where}: average "samples" of one class a sample, another is needed`);
  const { codes } = requireProbabilities(where, yTrue, S, classes);
  if (multiClass === "ovr") {
    requireWeights(where, sampleWeight, S.rows);
    const Y = Matrix.zeros(S.rows, S.cols);
    codes.forEach((code, i) => {
      Y.data[i * S.cols + code] = 1;
    });
    return averageBinaryScore(where, score, { Y, S }, { average, sampleWeight });
  }
  if (average !== "macro" && average !== "weighted") {
    throw new RangeError(
      `${where}: multiClass "ovo" and average ${JSON.stringify(average)}, "macro" or "weighted" is needed`,
    );
  }
  if (sampleWeight !== undefined)
    throw new RangeError(`${where}: multiClass "ovo" and sampleWeight, "ovr" is needed`);
  return overPairs(codes, S, score, average);
}

/** The mean over pairs of classes (a, b) of the AUC by the scores of a and by those of b, among samples of the two. */
function overPairs(codes: Int32Array, S: Matrix, score: BinaryScore, average: "macro" | "weighted"): number {
  const members: number[][] = Array.from({ length: S.cols }, () => []);
  codes.forEach((code, i) => {
    members[code]!.push(i);
  });
  let [sum, total] = [0, 0];
  for (let a = 0; a < S.cols; a++) {
    for (let b = a + 1; b < S.cols; b++) {
      const both = [...members[a]!, ...members[b]!];
      const by = (c: number) =>
        score(
          Float64Array.from(both, (i) => (codes[i] === c ? 1 : 0)),
          Float64Array.from(both, (i) => S.data[i * S.cols + c]!),
          undefined,
          `columns ${a} and ${b}`,
        );
      const weight = average === "weighted" ? both.length : 1;
      sum += (weight * (by(a) + by(b))) / 2;
      total += weight;
    }
  }
  return sum / total;
}
