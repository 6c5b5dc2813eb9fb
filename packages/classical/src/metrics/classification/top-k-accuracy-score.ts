import { knownCodes, type Label, type Labels, requireDistinct, showLabels, uniqueLabels } from "../labels.ts";
import { requireWeights, weightedMean } from "../samples.ts";
import { requireColumns, requireRows, type Scores, scoreMatrix } from "./probabilities.ts";

export interface TopKAccuracyOptions {
  k?: number;
  normalize?: boolean;
  sampleWeight?: ArrayLike<number> | undefined;
  /** The class of each column, the sorted classes of yTrue unless given. */
  labels?: readonly Label[] | undefined;
}

/**
 * Share of samples whose class is among the k with the highest scores. Of equal scores the later column comes first.
 * Scores are [N, K], or [N] of the second of two classes; then for k = 1 the threshold is 0.5 where all lie within [0,
 * 1], else 0.
 */
export function topKAccuracyScore(
  yTrue: Labels,
  yScore: Scores,
  { k = 2, normalize = true, sampleWeight, labels }: TopKAccuracyOptions = {},
): number {
  const where = "topKAccuracyScore";
  if (!Number.isInteger(k) || k < 1)
    throw new RangeError(`${where}: k ${k}, a whole number of at least 1 is needed`);
  const S = scoreMatrix(where, "yScore", yScore);
  requireRows(where, yTrue, S);
  const classes = labels === undefined ? uniqueLabels(where, yTrue) : requireDistinct(where, labels, 2);
  if (S.cols !== 1 || classes.length !== 2) requireColumns(where, classes, S, labels !== undefined);
  if (k >= classes.length) {
    console.warn(
      `${where}: k ${k} of ${classes.length} classes ${showLabels(classes)}, every sample counts as right`,
    );
  }
  const weight = requireWeights(where, sampleWeight, S.rows);
  const codes = knownCodes(where, yTrue, classes);
  const hits = new Float64Array(S.rows);
  if (S.cols === 1) {
    const threshold = S.data.every((score) => score >= 0 && score <= 1) ? 0.5 : 0;
    for (let i = 0; i < S.rows; i++) hits[i] = k > 1 || S.data[i]! > threshold === (codes[i] === 1) ? 1 : 0;
  } else for (let i = 0; i < S.rows; i++) hits[i] = placeOf(S.row(i), codes[i]!) < k ? 1 : 0;
  if (normalize) return weightedMean(hits, weight);
  return hits.reduce((sum, hit, i) => sum + hit * (weight?.[i] ?? 1), 0);
}

/** How many classes come before class `code`. */
function placeOf(scores: Float64Array, code: number): number {
  const own = scores[code]!;
  let place = 0;
  for (let k = 0; k < scores.length; k++) if (scores[k]! > own || (scores[k] === own && k > code)) place++;
  return place;
}
