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
import { type ClassCounts, classCounts } from "./multilabel-confusion-matrix.ts";

type Y = Labels | Multilabel;
type PerClass<Options> = Options & { average: null };

export interface FbetaOptions extends ScoreOptions {
  /** β, above 0: how many times recall weighs as much as precision. 1 unless given. */
  beta?: number;
}

export interface PrecisionRecallFscore<Score> {
  precision: Score;
  recall: Score;
  fscore: Score;
  /** The (weighted) number of true samples of each class, [K]. Null where classes are averaged. */
  support: Float64Array | null;
}

/** Precision = TP / (TP + FP): of the samples found to be of a class, the share that is. */
export function precisionScore(yTrue: Y, yPred: Y, options: PerClass<ScoreOptions>): Float64Array;
export function precisionScore(yTrue: Y, yPred: Y, options?: ScoreOptions): number;
export function precisionScore(yTrue: Y, yPred: Y, options: ScoreOptions = {}): number | Float64Array {
  return scores("precisionScore", ["precision"], yTrue, yPred, { average: "binary", ...options }).precision;
}

/** Recall = TP / (TP + FN): of the samples of a class, the share that was found. */
export function recallScore(yTrue: Y, yPred: Y, options: PerClass<ScoreOptions>): Float64Array;
export function recallScore(yTrue: Y, yPred: Y, options?: ScoreOptions): number;
export function recallScore(yTrue: Y, yPred: Y, options: ScoreOptions = {}): number | Float64Array {
  return scores("recallScore", ["recall"], yTrue, yPred, { average: "binary", ...options }).recall;
}

/** F₁ = 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall. */
export function f1Score(yTrue: Y, yPred: Y, options: PerClass<ScoreOptions>): Float64Array;
export function f1Score(yTrue: Y, yPred: Y, options?: ScoreOptions): number;
export function f1Score(yTrue: Y, yPred: Y, options: ScoreOptions = {}): number | Float64Array {
  return scores("f1Score", ["fscore"], yTrue, yPred, { average: "binary", ...options }).fscore;
}

/**
 * F_β = (1 + β²) TP / ((1 + β²) TP + FP + β² FN). Van Rijsbergen, Information Retrieval, 2nd edition, 1979, chapter 7.
 */
export function fbetaScore(yTrue: Y, yPred: Y, options: PerClass<FbetaOptions>): Float64Array;
export function fbetaScore(yTrue: Y, yPred: Y, options?: FbetaOptions): number;
export function fbetaScore(yTrue: Y, yPred: Y, options: FbetaOptions = {}): number | Float64Array {
  return scores("fbetaScore", ["fscore"], yTrue, yPred, { average: "binary", ...options }).fscore;
}

/** Precision, recall, F_β and support together; for each class unless averaged. */
export function precisionRecallFscoreSupport(
  yTrue: Y,
  yPred: Y,
  options: FbetaOptions & { average: NonNullable<ScoreOptions["average"]> },
): PrecisionRecallFscore<number>;
export function precisionRecallFscoreSupport(
  yTrue: Y,
  yPred: Y,
  options?: FbetaOptions,
): PrecisionRecallFscore<Float64Array>;
export function precisionRecallFscoreSupport(
  yTrue: Y,
  yPred: Y,
  options: FbetaOptions = {},
): PrecisionRecallFscore<number | Float64Array> {
  const all = ["precision", "recall", "fscore"] as const;
  return scores("precisionRecallFscoreSupport", all, yTrue, yPred, { average: null, ...options });
}

type Name = "precision" | "recall" | "fscore";

function scores(
  where: string,
  names: readonly Name[],
  yTrue: Y,
  yPred: Y,
  options: FbetaOptions,
): PrecisionRecallFscore<number | Float64Array> {
  const { average = null, sampleWeight, zeroDivision } = options;
  checkZeroDivision(where, zeroDivision);
  const labels = classesToScore(where, yTrue, yPred, options);
  const counts = classCounts(where, yTrue, yPred, {
    labels,
    sampleWeight,
    samplewise: average === "samples",
  });
  const undefinedScores = new UndefinedScores(where, zeroDivision);
  const used = average === "micro" ? sumCounts(counts) : counts;
  const perClass = fscores(where, names, used, { ...options, undefinedScores });
  undefinedScores.warn();
  if (average === null) return { ...perClass, support: counts.actual };
  const weights = average === "weighted" ? counts.actual : average === "samples" ? sampleWeight : undefined;
  return {
    precision: averageScores(perClass.precision, weights),
    recall: averageScores(perClass.recall, weights),
    fscore: averageScores(perClass.fscore, weights),
    support: null,
  };
}

/** Those of `names` for each class; the others are left at 0. */
export function fscores(
  where: string,
  names: readonly Name[],
  { tp, predicted, actual, names: classes }: ClassCounts,
  { beta = 1, undefinedScores }: { beta?: number; undefinedScores: UndefinedScores },
): Record<Name, Float64Array> {
  if (!(beta >= 0)) throw new RangeError(`${where}: beta ${beta}, a number of at least 0 is needed`);
  const limit = beta === 0 ? "precision" : beta === Number.POSITIVE_INFINITY ? "recall" : undefined;
  const asked = (name: Name) => names.includes(name) || (limit === name && names.includes("fscore"));
  const zeros = new Float64Array(tp.length);
  const precision = asked("precision")
    ? undefinedScores.divide(tp, predicted, "no predicted samples, precision is undefined", classes)
    : zeros;
  const recall = asked("recall")
    ? undefinedScores.divide(tp, actual, "no true samples, recall is undefined", classes)
    : zeros;
  if (!names.includes("fscore")) return { precision, recall, fscore: zeros };
  if (limit !== undefined) return { precision, recall, fscore: limit === "recall" ? recall : precision };
  const β2 = beta * beta;
  const fscore = undefinedScores.divide(
    tp.map((hit) => (1 + β2) * hit),
    actual.map((count, k) => β2 * count + predicted[k]!),
    "neither true nor predicted samples, the F score is undefined",
    classes,
  );
  return { precision, recall, fscore };
}
