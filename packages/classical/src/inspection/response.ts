import { hasMethod } from "../estimator/has-method.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** A model as a function of rows: one number for each. */
export type Response = (X: MatrixLike) => Float64Array;

/**
 * A fitted estimator as a function of rows: what a regressor predicts; of a classifier the probability of one class, the last of its classes unless told,
 * or its decision where it has no probabilities and two classes.
 */
export function responseOf(where: string, estimator: AnyEstimator, target?: Label): Response {
  const able = estimator as unknown as {
    classes_?: ArrayLike<Label>;
    predict?(X: MatrixLike): ArrayLike<number>;
    predictProba?(X: MatrixLike): Matrix;
    decisionFunction?(X: MatrixLike): ArrayLike<number> | Matrix;
  };
  if (estimator.kind !== "classifier") return (X) => Float64Array.from(able.predict!(X));
  const classes = Array.from(able.classes_ ?? []);
  const place = target === undefined ? classes.length - 1 : classes.indexOf(target);
  if (place < 0) {
    throw new RangeError(
      `${where}: target is ${JSON.stringify(target)}, one of ${classes.map((label) => JSON.stringify(label)).join(", ")} is needed, the classes of the fitted classifier`,
    );
  }
  if (hasMethod(estimator, "predictProba")) return (X) => able.predictProba!(X).column(place);
  if (hasMethod(estimator, "decisionFunction")) {
    return (X) => {
      const found = able.decisionFunction!(X);
      if (ArrayBuffer.isView(found))
        return Float64Array.from(found as unknown as ArrayLike<number>, (value) =>
          place === 0 ? -value : value,
        );
      const matrix = toMatrix(where, found as Matrix);
      return matrix.column(Math.min(place, matrix.cols - 1));
    };
  }
  throw new TypeError(
    `${where}: ${estimator.name} has neither predictProba nor decisionFunction, one is needed`,
  );
}
