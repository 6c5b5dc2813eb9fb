import { Matrix } from "../../../matrix/matrix.ts";
import { codesOf, type Label, type Labels, positiveLabel, uniqueLabels } from "../../labels.ts";
import { isMultilabel, type Multilabel, requireIndicator, requireSameShape } from "../../multilabel.ts";
import { requireColumns, requireRows, type Scores, scoreMatrix } from "../probabilities.ts";
import { averageBinaryScore, type BinaryAverage } from "./average-binary-score.ts";
import { countsOf } from "./confusion-matrix-at-thresholds.ts";
import { pointsOf } from "./precision-recall-curve.ts";

export interface AveragePrecisionOptions {
  average?: BinaryAverage;
  /** The positive class of two: 1, or true of booleans, unless given. */
  posLabel?: Label | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
}

/**
 * Σ_t (R_t − R_{t−1}) P_t over the thresholds, with precision P and recall R: the area under the precision-recall
 * steps, without interpolation. yScore is [N] for two classes, [N, K] for more or for many labels a sample.
 *
 * Zhu 2004, Recall, precision and average precision, University of Waterloo, technical report 2004-09.
 */
export function averagePrecisionScore(
  yTrue: Labels | Multilabel,
  yScore: Scores,
  options: AveragePrecisionOptions & { average: null },
): Float64Array;
export function averagePrecisionScore(
  yTrue: Labels | Multilabel,
  yScore: Scores,
  options?: AveragePrecisionOptions,
): number;
export function averagePrecisionScore(
  yTrue: Labels | Multilabel,
  yScore: Scores,
  { average = "macro", posLabel, sampleWeight }: AveragePrecisionOptions = {},
): number | Float64Array {
  const where = "averagePrecisionScore";
  const S = scoreMatrix(where, "yScore", yScore);
  const { Y, binary } = indicatorOf(where, yTrue, S, posLabel);
  if (binary) return areaUnderSteps(Y.data, S.data, sampleWeight);
  requireSameShape(where, { yTrue: Y, yScore: S });
  return averageBinaryScore(where, areaUnderSteps, { Y, S }, { average, sampleWeight });
}

function areaUnderSteps(
  isPositive: Float64Array,
  scores: Float64Array,
  sampleWeight?: ArrayLike<number>,
): number {
  const where = "averagePrecisionScore";
  const { precision, recall } = pointsOf(where, countsOf(where, isPositive, scores, sampleWeight));
  let area = 0;
  for (let t = 0; t + 1 < recall.length; t++) area += (recall[t]! - recall[t + 1]!) * precision[t]!;
  return area;
}

function indicatorOf(
  where: string,
  yTrue: Labels | Multilabel,
  S: Matrix,
  posLabel: Label | undefined,
): { Y: Matrix; binary: boolean } {
  if (isMultilabel(yTrue)) return { Y: requireIndicator(where, "yTrue", yTrue), binary: false };
  requireRows(where, yTrue, S);
  const classes = uniqueLabels(where, yTrue);
  if (classes.length > 2 || S.cols > 1) {
    if (posLabel !== undefined)
      throw new RangeError(`${where}: ${S.cols} columns of scores and posLabel, one column is needed for it`);
    requireColumns(where, classes, S, false);
    const Y = Matrix.zeros(S.rows, S.cols);
    codesOf(yTrue, classes).forEach((code, i) => {
      Y.data[i * S.cols + code] = 1;
    });
    return { Y, binary: false };
  }
  const positive = positiveLabel(where, classes, posLabel);
  const isPositive = new Float64Array(yTrue.length);
  for (let i = 0; i < isPositive.length; i++) if (yTrue[i] === positive) isPositive[i] = 1;
  return { Y: new Matrix(isPositive, [isPositive.length, 1]), binary: true };
}
