import { hasMethod } from "../../estimator/has-method.ts";
import type { AnyEstimator } from "../../estimator/known.ts";
import { encodeLabels, type Label } from "../../estimator/labels.ts";
import { requireLength } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { countRows } from "../../matrix/take-rows.ts";
import { splitsFor } from "./check-cv.ts";
import { type CrossValidateOptions, fitClone, part } from "./cross-validate.ts";
import { requireOnce } from "./require-once.ts";
import { warnOfFitted } from "./warn-of-fitted.ts";

export type CrossValPredictOptions = Pick<
  CrossValidateOptions,
  "cv" | "groups" | "sampleWeight" | "onProgress"
>;

/** What each row is predicted to be by an estimator that has not learnt from it, in the rows' order. Each row must be tested once. */
export function crossValPredict(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: CrossValPredictOptions = {},
): Label[] {
  const out = new Array<Label>(y.length);
  eachFold("crossValPredict", estimator, { X, y }, options, (fitted, test, rows) => {
    const predicted = (fitted as unknown as { predict(X: MatrixLike): ArrayLike<Label> }).predict(test);
    for (const [at, row] of rows.entries()) out[row] = predicted[at]!;
  });
  return out;
}

/**
 * The same for probabilities, [N, K], K all classes of y in order.
 *
 * A fold whose training rows lack a class says 0 of it.
 */
export function crossValPredictProba(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: CrossValPredictOptions = {},
): Matrix {
  const where = "crossValPredictProba";
  const { classes } = encodeLabels(where, y as readonly Label[]);
  const out = Matrix.zeros(y.length, classes.length);
  eachFold(where, estimator, { X, y }, options, (fitted, test, rows) => {
    const able = fitted as unknown as { predictProba(X: MatrixLike): Matrix; classes_: Label[] };
    if (!hasMethod(fitted, "predictProba"))
      throw new TypeError(
        `${where}: ${fitted.name} has no predictProba, a classifier with probabilities is needed`,
      );
    const found = able.predictProba(test);
    const places = able.classes_.map((label) => classes.indexOf(label));
    for (const [at, row] of rows.entries())
      for (const [k, place] of places.entries()) out.data[row * classes.length + place] = found.at(at, k);
  });
  return out;
}

function eachFold(
  where: string,
  estimator: AnyEstimator,
  { X, y }: { X: MatrixLike; y: ArrayLike<Label> },
  { cv = 5, groups, sampleWeight, onProgress }: CrossValPredictOptions,
  use: (fitted: AnyEstimator, test: MatrixLike, rows: Int32Array) => void,
): void {
  const count = countRows(where, X);
  requireLength(where, "y", y.length, count);
  warnOfFitted(where, estimator);
  const splits = splitsFor(where, estimator, cv, { X, y, groups });
  requireOnce(where, splits, count);
  const data = { X, y, sampleWeight };
  for (const [i, { train, test }] of splits.entries()) {
    use(fitClone(estimator, part(data, train)), part(data, test).X, test);
    onProgress?.(i + 1, splits.length);
  }
}
