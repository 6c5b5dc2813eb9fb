import { argmaxRows, Classifier } from "../estimator/classifier.ts";
import type { Parameters } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { multiplyTransposed, timesVector } from "../matrix/products.ts";

/** Scores that are linear in x. Of two classes there is one score, positive for the second; else the largest decides. */
export abstract class LinearClassifier<P extends Parameters> extends Classifier<P> {
  /** [1, F] for two classes, else [K, F]. */
  declare coef_: Matrix;
  /** [1] for two classes, else [K]. */
  declare intercept_: Float64Array;

  /** The score of each row: [N] for two classes, else [N, K]. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    const scores = this.scores(this.checked("decisionFunction", X));
    return scores.cols === 1 ? scores.data : scores;
  }

  protected codes(X: Matrix): Int32Array {
    const scores = this.scores(X);
    if (scores.cols > 1) return argmaxRows(scores);
    return Int32Array.from(scores.data, (score) => Number(score > 0));
  }

  /** [N, 1] for two classes, else [N, K]. */
  protected scores(X: Matrix): Matrix {
    const { coef_, intercept_ } = this;
    if (coef_.rows === 1) {
      const out = timesVector(X, coef_.data);
      for (let i = 0; i < out.length; i++) out[i]! += intercept_[0]!;
      return new Matrix(out, [X.rows, 1]);
    }
    const out = multiplyTransposed(X, coef_);
    for (let i = 0, at = 0; i < out.rows; i++)
      for (let k = 0; k < out.cols; k++, at++) out.data[at]! += intercept_[k]!;
    return out;
  }
}

/** A score for each class, [N, K], from one of two classes or K. */
export function oneForEach(scores: Matrix): Matrix {
  if (scores.cols > 1) return scores;
  const out = Matrix.zeros(scores.rows, 2);
  for (let i = 0; i < scores.rows; i++) out.data[2 * i + 1] = scores.data[i]!;
  return out;
}

/** log softmax of each row: zₖ − log Σₗ exp zₗ. */
export function logSoftmaxRows(scores: Matrix): Matrix {
  const { rows, cols } = scores;
  const out = Matrix.zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    const z = scores.row(i);
    let max = z[0]!;
    for (let k = 1; k < cols; k++) max = Math.max(max, z[k]!);
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += Math.exp(z[k]! - max);
    const log = max + Math.log(sum);
    for (let k = 0; k < cols; k++) out.data[i * cols + k] = z[k]! - log;
  }
  return out;
}
