import { Philox } from "@blankfile/tensor";
import { holdOut } from "../boosting/hold-out.ts";
import { scorerOf } from "../metrics/scoring/scorer-of.ts";
import { type BoostedHistograms, boostHistograms, type Lesson, requireFloat32 } from "./boost-histograms.ts";
import { categoricalColumns, interactionGroups, monotoneColumns } from "./column-options.ts";
import { EarlyStopping, type StoppingPlan } from "./early-stopping.ts";
import type { HistValues } from "./hist-parameters.ts";
import type { HistogramLoss } from "./losses/histogram-loss.ts";
import type { Words } from "./table-columns.ts";

/** What both estimators hand over beside their options. */
export interface HistTask extends Pick<StoppingPlan, "answers" | "targets"> {
  where: string;
  loss: HistogramLoss;
  words: Words;
  isClassifier: boolean;
  onProgress: (done: number, total: number) => void;
}

export interface LearntHistograms extends BoostedHistograms {
  /** −loss or score before the first and after each round; empty without early stopping. */
  trainScore: Float64Array;
  validationScore: Float64Array;
}

/** Rows at least for "auto" to stop early. */
const manyRows = 10_000;

/** Keeps rows apart where the options say so, and boosts. Rows of weight 0 take no part. */
export function learnHistograms(params: HistValues, given: Lesson, task: HistTask): LearntHistograms {
  const { where, loss, words, isClassifier, onProgress } = task;
  requireFloat32(where, given);
  const all = withoutZeros(given);
  const { cols, names } = all.X;
  const isCategorical = categoricalColumns(where, params.categoricalFeatures, { count: cols, names, words });
  const stops = params.earlyStopping === true || (params.earlyStopping === "auto" && all.X.rows > manyRows);
  const [seen, kept] = stops ? divide(where, params, all, isClassifier) : [all, undefined];
  const stopping = stops
    ? new EarlyStopping(seen, kept, { ...task, ...params, loss, scorer: scorer(params) })
    : undefined;
  const boosted = boostHistograms(seen, {
    loss,
    rounds: params.maxIter,
    learningRate: params.learningRate,
    maxBins: params.maxBins,
    isCategorical,
    growth: {
      minSamplesLeaf: params.minSamplesLeaf,
      minHessian: 1e-3,
      minGain: 0,
      lambda: params.l2Regularization,
      alpha: 0,
      monotone: monotoneColumns(where, params.monotonicCst, { count: cols, names, words }, isCategorical),
      maxLeafNodes: params.maxLeafNodes,
      maxDepth: params.maxDepth,
      maxFeatures: params.maxFeatures,
      groups: interactionGroups(where, params.interactionCst, cols),
      columns: Int32Array.from({ length: cols }, (_, j) => j),
      unseenMissing: "larger",
      hasRootValue: false,
    },
    seed: params.randomState,
    onProgress,
    ...(stopping && { isEnough: (state) => stopping.isEnough(state) }),
  });
  return {
    ...boosted,
    trainScore: Float64Array.from(stopping?.trainScore ?? []),
    validationScore: Float64Array.from(stopping?.validationScore ?? []),
  };
}

function scorer({ scoring }: HistValues) {
  if (typeof scoring === "function") return scoring;
  return scoring === "loss" ? undefined : scorerOf(scoring);
}

/** The rows of a weight above 0. */
export function withoutZeros(lesson: Lesson): Lesson {
  const { weight } = lesson;
  if (!weight?.includes(0)) return lesson;
  return pick(
    lesson,
    Int32Array.from(weight.keys()).filter((i) => weight[i]! > 0),
  );
}

function pick({ X, y, weight }: Lesson, rows: Int32Array): Lesson {
  return {
    X: X.takeRows(rows),
    y: Float64Array.from(rows, (i) => y[i]!),
    weight: weight && Float64Array.from(rows, (i) => weight[i]!),
  };
}

function divide(
  where: string,
  params: HistValues,
  all: Lesson,
  isClassifier: boolean,
): [Lesson, Lesson | undefined] {
  const { validationFraction, randomState } = params;
  if (validationFraction === null) return [all, undefined];
  const share = validationFraction < 1 ? validationFraction : validationFraction / all.X.rows;
  const rng = new Philox(randomState).fork("validation");
  const { train, held } = holdOut(rng, all.X.rows, share, isClassifier ? all.y : undefined);
  if (train.length === 0)
    throw new RangeError(
      `${where}: validationFraction keeps all ${all.X.rows} rows apart, some to learn from are needed`,
    );
  return [pick(all, train), pick(all, held)];
}
