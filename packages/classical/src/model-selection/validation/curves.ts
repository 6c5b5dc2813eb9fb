import { Philox } from "@blankfile/tensor";
import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { splitsFor } from "./check-cv.ts";
import { type CrossValidateOptions, fitAndScore } from "./cross-validate.ts";
import { judgeOf, type Scoring } from "./scoring.ts";

type CurveOptions = Pick<CrossValidateOptions, "cv" | "groups" | "sampleWeight" | "onProgress"> & {
  scoring?: Exclude<Scoring, Readonly<Record<string, unknown>>>;
};

export interface LearningCurve {
  /** Rows learnt from, [T]. */
  trainSizes: Int32Array;
  /** [T, splits] */
  trainScores: Matrix;
  testScores: Matrix;
}

/**
 * How scores grow with the rows learnt from: the first `trainSizes` of each split's training rows.
 *
 * `trainSizes` are shares of the smallest training part, or numbers of rows; 0.1, 0.33, 0.55, 0.78 and 1 unless told. `shuffle` takes random rows
 * in place of the first ones, the smaller sets within the larger.
 */
export function learningCurve(
  estimator: AnyEstimator,
  X: MatrixLike,
  y?: ArrayLike<Label>,
  options: CurveOptions & { trainSizes?: ArrayLike<number>; shuffle?: boolean; randomState?: number } = {},
): LearningCurve {
  const where = "learningCurve";
  const { cv = 5, groups, sampleWeight, shuffle = false, randomState = 0 } = options;
  const splits = splitsFor(where, estimator, cv, { X, y, groups });
  const most = Math.min(...splits.map(({ train }) => train.length));
  const trainSizes = sizesOf(where, options.trainSizes ?? [0.1, 0.325, 0.55, 0.775, 1], most);
  const rng = new Philox(randomState);
  const orders = splits.map(({ train }, i) => (shuffle ? rng.fork(i).shuffle(train.slice()) : train));
  const judge = judgeOf(where, options.scoring);
  const scores = grid(trainSizes.length, splits.length, options, (t, i) => {
    const split = { train: orders[i]!.slice(0, trainSizes[t]!), test: splits[i]!.test };
    return fitAndScore(estimator, { X, y, sampleWeight }, split, judge, { returnTrainScore: true });
  });
  return { trainSizes, ...scores };
}

function sizesOf(where: string, sizes: ArrayLike<number>, most: number): Int32Array {
  const wanted = Array.from(sizes);
  const areShares = wanted.every((size) => size > 0 && size <= 1);
  const areCounts = wanted.every((size) => Number.isInteger(size) && size >= 1 && size <= most);
  if (wanted.length === 0 || !(areShares || areCounts)) {
    throw new RangeError(
      `${where}: trainSizes ${wanted.join(", ")}, shares above 0 up to 1 or whole numbers up to ${most} (the smallest training part) are needed`,
    );
  }
  const counts = areShares ? wanted.map((size) => Math.max(1, Math.floor(size * most))) : wanted;
  return Int32Array.from([...new Set(counts)].sort((a, b) => a - b));
}

export interface ValidationCurve {
  /** [values, splits] */
  trainScores: Matrix;
  testScores: Matrix;
}

/** How scores change with one parameter: `paramName` may be `step__parameter`. */
export function validationCurve(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label> | undefined,
  options: CurveOptions & { paramName: string; paramRange: readonly unknown[] },
): ValidationCurve {
  const where = "validationCurve";
  const { cv = 5, groups, sampleWeight, paramName, paramRange } = options;
  const splits = splitsFor(where, estimator, cv, { X, y, groups });
  const judge = judgeOf(where, options.scoring);
  return grid(paramRange.length, splits.length, options, (v, i) => {
    const changed = estimator.clone().setParams({ [paramName]: paramRange[v] });
    return fitAndScore(changed, { X, y, sampleWeight }, splits[i]!, judge, { returnTrainScore: true });
  });
}

function grid(
  rows: number,
  cols: number,
  { onProgress }: CurveOptions,
  run: (
    row: number,
    col: number,
  ) => { train: Record<string, number> | undefined; test: Record<string, number> },
): ValidationCurve {
  const [trainScores, testScores] = [Matrix.zeros(rows, cols), Matrix.zeros(rows, cols)];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const { train, test } = run(row, col);
      trainScores.data[row * cols + col] = train!.score!;
      testScores.data[row * cols + col] = test.score!;
      onProgress?.(row * cols + col + 1, rows * cols);
    }
  }
  return { trainScores, testScores };
}
