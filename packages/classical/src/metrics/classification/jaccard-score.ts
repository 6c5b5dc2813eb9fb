import type { Labels } from "../labels.ts";
import type { Multilabel } from "../multilabel.ts";
import {
  averageScores,
  checkZeroDivision,
  classesToScore,
  type ScoreOptions,
  sumCounts,
  UndefinedScores,
} from "./averages.ts";
import { classCounts } from "./multilabel-confusion-matrix.ts";

type Y = Labels | Multilabel;

/**
 * Intersection over union of the samples of a class and those found to be of it, TP / (TP + FP + FN).
 *
 * Jaccard 1912, The distribution of the flora in the alpine zone, https://doi.org/10.1111/j.1469-8137.1912.tb05611.x
 */
export function jaccardScore(yTrue: Y, yPred: Y, options: ScoreOptions & { average: null }): Float64Array;
export function jaccardScore(yTrue: Y, yPred: Y, options?: ScoreOptions): number;
export function jaccardScore(yTrue: Y, yPred: Y, options: ScoreOptions = {}): number | Float64Array {
  const where = "jaccardScore";
  const { average = "binary", sampleWeight, zeroDivision } = options;
  checkZeroDivision(where, zeroDivision);
  const labels = classesToScore(where, yTrue, yPred, options);
  const counts = classCounts(where, yTrue, yPred, {
    labels,
    sampleWeight,
    samplewise: average === "samples",
  });
  const { tp, predicted, actual, names } = average === "micro" ? sumCounts(counts) : counts;
  const undefinedScores = new UndefinedScores(where, zeroDivision);
  const union = actual.map((count, k) => count + predicted[k]! - tp[k]!);
  const scores = undefinedScores.divide(tp, union, "neither true nor predicted samples", names);
  undefinedScores.warn();
  if (average === null) return scores;
  return averageScores(
    scores,
    average === "weighted" ? counts.actual : average === "samples" ? sampleWeight : undefined,
  );
}
