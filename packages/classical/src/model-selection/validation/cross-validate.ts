import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import { requireLength } from "../../estimator/validate.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { countRows, takeRows, takeValues } from "../../matrix/take-rows.ts";
import type { Split } from "../splitters/splitter.ts";
import { type CV, splitsFor } from "./check-cv.ts";
import { type Judge, judgeOf, type Scoring } from "./scoring.ts";
import { warnOfFitted } from "./warn-of-fitted.ts";

export interface CrossValidateOptions {
  /** 5 folds unless told. */
  cv?: CV;
  scoring?: Scoring;
  /** A value for each row, for splitters that keep groups together. */
  groups?: ArrayLike<Label>;
  /** Taken along to fit and to scores. */
  sampleWeight?: ArrayLike<number>;
  returnTrainScore?: boolean;
  returnEstimator?: boolean;
  onProgress?: (done: number, total: number) => void;
  /** Reads a clock in milliseconds, for `fitTime` and `scoreTime`. */
  now?: () => number;
}

/** A value for each split. */
export interface CrossValidated {
  /** By name of the score; "score" where there is one. */
  test: Record<string, Float64Array>;
  train?: Record<string, Float64Array>;
  estimators?: AnyEstimator[];
  /** Milliseconds, where a clock was given. */
  fitTime?: Float64Array;
  scoreTime?: Float64Array;
  splits: Split[];
}

/**
 * Learns on each split's training rows, from nothing, and judges on its test rows.
 *
 * What is fitted is a clone of the whole estimator, so that with a Pipeline every step sees the training rows alone.
 */
export function crossValidate(
  estimator: AnyEstimator,
  X: MatrixLike,
  y?: ArrayLike<Label>,
  options: CrossValidateOptions = {},
): CrossValidated {
  const where = "crossValidate";
  const { cv = 5, groups, sampleWeight, onProgress } = options;
  const rows = countRows(where, X);
  if (y !== undefined) requireLength(where, "y", y.length, rows);
  if (sampleWeight !== undefined) requireLength(where, "sampleWeight", sampleWeight.length, rows);
  warnOfFitted(where, estimator);
  const splits = splitsFor(where, estimator, cv, { X, y, groups });
  const judge = judgeOf(where, options.scoring);
  const results = splits.map((split, i) => {
    const result = fitAndScore(estimator, { X, y, sampleWeight }, split, judge, options);
    onProgress?.(i + 1, splits.length);
    return result;
  });
  return {
    test: byName(results.map(({ test }) => test)),
    ...(options.returnTrainScore ? { train: byName(results.map(({ train }) => train!)) } : {}),
    ...(options.returnEstimator ? { estimators: results.map((result) => result.estimator) } : {}),
    ...(options.now
      ? {
          fitTime: Float64Array.from(results, ({ fitTime }) => fitTime),
          scoreTime: Float64Array.from(results, ({ scoreTime }) => scoreTime),
        }
      : {}),
    splits,
  };
}

/** Rows with what belongs to them. */
export interface Data {
  X: MatrixLike;
  y: ArrayLike<Label> | undefined;
  sampleWeight: ArrayLike<number> | undefined;
}

export interface FitAndScore {
  estimator: AnyEstimator;
  test: Record<string, number>;
  train: Record<string, number> | undefined;
  fitTime: number;
  scoreTime: number;
}

/** One split: a clone learns, and is judged. */
export function fitAndScore(
  estimator: AnyEstimator,
  data: Data,
  split: Split,
  judge: Judge,
  { returnTrainScore = false, now = () => 0 }: Pick<CrossValidateOptions, "returnTrainScore" | "now"> = {},
): FitAndScore {
  const [train, test] = [split.train, split.test].map((rows) => part(data, rows)) as [Data, Data];
  const begin = now();
  const fitted = fitClone(estimator, train);
  const middle = now();
  const score = judge(fitted, test.X, test.y, test.sampleWeight);
  const end = now();
  const onTrain = returnTrainScore ? judge(fitted, train.X, train.y, train.sampleWeight) : undefined;
  return { estimator: fitted, test: score, train: onTrain, fitTime: middle - begin, scoreTime: end - middle };
}

/** A clone that has learnt from these rows. */
export function fitClone(estimator: AnyEstimator, { X, y, sampleWeight }: Data): AnyEstimator {
  return estimator.clone().fit(X, y, sampleWeight ? { sampleWeight } : {});
}

/** These rows with what belongs to them. */
export function part({ X, y, sampleWeight }: Data, rows: Int32Array): Data {
  return {
    X: takeRows("crossValidate", X, rows),
    y: y && takeValues(y, rows),
    sampleWeight: sampleWeight && takeValues(sampleWeight, rows),
  };
}

/** The score of each split. */
export function crossValScore(
  estimator: AnyEstimator,
  X: MatrixLike,
  y?: ArrayLike<Label>,
  options: Omit<CrossValidateOptions, "scoring"> & {
    scoring?: Exclude<Scoring, Readonly<Record<string, unknown>>>;
  } = {},
): Float64Array {
  return crossValidate(estimator, X, y, options).test.score!;
}

function byName(results: readonly Record<string, number>[]): Record<string, Float64Array> {
  const names = Object.keys(results[0]!);
  return Object.fromEntries(
    names.map((name) => [name, Float64Array.from(results, (scores) => scores[name]!)]),
  );
}
