import { knownCodes, type Label, type Labels, requireDistinct, showLabels, uniqueLabels } from "../labels.ts";
import { requireWeights, weightedMean } from "../samples.ts";
import { requireColumns, requireRows, type Scores, scoreMatrix } from "./probabilities.ts";

export interface HingeLossOptions {
  /** The class of each column; of two classes [negative, positive]. The sorted classes of yTrue unless given. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
}

/**
 * The mean of max(0, 1 − m_i), with the margin m_i = ±d_i of two classes, and of more d_i,y_i − max_{k ≠ y_i} d_ik.
 * The decisions d are [N] or [N, K]. Crammer and Singer 2001, https://www.jmlr.org/papers/v2/crammer01a.html
 */
export function hingeLoss(
  yTrue: Labels,
  predDecision: Scores,
  { labels, sampleWeight }: HingeLossOptions = {},
): number {
  const where = "hingeLoss";
  const D = scoreMatrix(where, "predDecision", predDecision);
  requireRows(where, yTrue, D);
  const classes = labels === undefined ? uniqueLabels(where, yTrue) : requireDistinct(where, labels);
  if (classes.length < 2) {
    throw new RangeError(
      `${where}: the class ${showLabels(classes)} alone, at least two are needed; give labels`,
    );
  }
  if (classes.length > 2) requireColumns(where, classes, D, labels !== undefined);
  else if (D.cols !== 1)
    throw new RangeError(`${where}: two classes and ${D.cols} columns of decisions, one is needed`);
  const codes = knownCodes(where, yTrue, classes);
  const losses = Float64Array.from(codes, (code, i) => {
    const margin = D.cols === 1 ? (code === 1 ? D.data[i]! : -D.data[i]!) : marginOf(D.row(i), code);
    return Math.max(0, 1 - margin);
  });
  return weightedMean(losses, requireWeights(where, sampleWeight, D.rows));
}

function marginOf(decisions: Float64Array, code: number): number {
  let best = Number.NEGATIVE_INFINITY;
  decisions.forEach((decision, k) => {
    if (k !== code && decision > best) best = decision;
  });
  return decisions[code]! - best;
}
