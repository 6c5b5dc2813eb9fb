import { pinv } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { boolean, integer, real } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { requireLength, validateX } from "../../estimator/validate.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import { divideColumns } from "../principal/log-density-of-factors.ts";
import { addToRows } from "../principal/principal-projection.ts";
import { type NipalsOptions, nipals } from "./nipals.ts";

export const pairParameters = {
  /** K, at most min(N, F), and Q where pairs are canonical. */
  nComponents: integer(2, { min: 1 }),
  /** Whether columns are divided by their standard deviation first. */
  scale: boolean(true),
  maxIter: integer(500, { min: 1 }),
  tol: real(1e-6, { min: 0 }),
};

/**
 * Two sets of columns, and the directions in each that go with those in the other. y in fit is a table of N rows, or N numbers.
 *
 * A transformer here, with `predict` of all columns of Y as a matrix: scikit-learn's are regressors too, which here have one target.
 */
export abstract class PartialLeastSquares extends Transformer<typeof pairParameters> {
  /** w and c in columns, [F, K] and [Q, K]. */
  declare xWeights_: Matrix;
  declare yWeights_: Matrix;
  /** p and q in columns, [F, K] and [Q, K]. */
  declare xLoadings_: Matrix;
  declare yLoadings_: Matrix;
  /** W (Pᵀ W)⁻¹, so that T = X · xRotations of the columns as they came, centred and scaled, [F, K]; C (Qᵀ C)⁻¹, [Q, K]. */
  declare xRotations_: Matrix;
  declare yRotations_: Matrix;
  /** B, predictions are (X − x̄) Bᵀ + intercept, [Q, F]. */
  declare coef_: Matrix;
  /** ȳ, [Q]. */
  declare intercept_: Float64Array;
  /** Iterations for each pair. */
  declare nIter_: number[];
  declare xMean_: Float64Array;
  declare xStd_: Float64Array;
  declare yStd_: Float64Array;

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /** Ŷ, [N, Q]. */
  predict(X: MatrixLike): Matrix {
    const out = multiplyTransposed(subtractColumns(this.checked("predict", X), this.xMean_), this.coef_);
    addToRows(out, this.intercept_);
    return out;
  }

  /** U, the scores of Y, [N, K]. */
  transformY(Y: MatrixLike | ArrayLike<number>): Matrix {
    this.requireFitted("transformY");
    const matrix = targetsOf(`${this.name}.transformY`, Y);
    if (matrix.cols !== this.intercept_.length)
      this.refuse(
        "transformY",
        `Y has ${matrix.cols} columns, ${this.intercept_.length} are needed as in fit`,
      );
    return multiply(divideColumns(subtractColumns(matrix, this.intercept_), this.yStd_), this.yRotations_);
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered(this.name.toLowerCase(), this.xWeights_.cols);
  }

  protected abstract readonly way: Pick<NipalsOptions, "mode" | "deflation">;

  protected learn({ X, y }: Unlabelled): void {
    const Y = targetsOf(`${this.name}.fit`, y);
    requireLength(`${this.name}.fit`, "y", Y.rows, X.rows);
    const { nComponents, scale, maxIter, tol } = this.params;
    const most = Math.min(
      X.rows,
      X.cols,
      this.way.deflation === "canonical" ? Y.cols : Number.POSITIVE_INFINITY,
    );
    if (nComponents > most)
      this.refuse(
        "fit",
        `nComponents is ${nComponents} for X of ${X.rows} × ${X.cols} and Y of ${Y.cols} columns, at most ${most} is needed`,
      );
    this.xMean_ = columnMeans(X);
    this.intercept_ = columnMeans(Y);
    const [Xc, Yc] = [
      emptyTiny(subtractColumns(X, this.xMean_)),
      emptyTiny(subtractColumns(Y, this.intercept_)),
    ];
    this.xStd_ = scale ? deviations(Xc) : new Float64Array(X.cols).fill(1);
    this.yStd_ = scale ? deviations(Yc) : new Float64Array(Y.cols).fill(1);
    const pairs = nipals(divideColumns(Xc, this.xStd_), divideColumns(Yc, this.yStd_), {
      ...this.way,
      nComponents,
      maxIter,
      tol,
    });
    if (pairs.xWeights.length === 0) this.refuse("fit", "Y is constant, values that differ are needed");
    if (pairs.xWeights.length < nComponents)
      this.warn(
        `nothing is left of Y after ${pairs.xWeights.length} components, ${nComponents} were asked for; fewer say the same`,
      );
    if (pairs.open > 0)
      this.warn(
        `${pairs.open} components still moved after ${maxIter} iterations, less than ${tol} is needed; a larger maxIter or tol helps`,
      );
    this.nIter_ = pairs.nIter;
    this.xWeights_ = Matrix.fromRows(pairs.xWeights).transpose();
    this.yWeights_ = Matrix.fromRows(pairs.yWeights).transpose();
    this.xLoadings_ = Matrix.fromRows(pairs.xLoadings).transpose();
    this.yLoadings_ = Matrix.fromRows(pairs.yLoadings).transpose();
    this.xRotations_ = rotations(this.xWeights_, this.xLoadings_);
    this.yRotations_ = rotations(this.yWeights_, this.yLoadings_);
    this.coef_ = multiplyTransposed(this.yLoadings_, this.xRotations_);
    const { data, cols } = this.coef_;
    for (let at = 0; at < data.length; at++)
      data[at]! *= this.yStd_[Math.floor(at / cols)]! / this.xStd_[at % cols]!;
  }

  /** T, the scores of X, [N, K]. */
  protected change(X: Matrix): Matrix {
    return multiply(divideColumns(subtractColumns(X, this.xMean_), this.xStd_), this.xRotations_);
  }
}

/** A table, or N numbers as one column. */
function targetsOf(where: string, y: unknown): Matrix {
  const isFlat =
    (Array.isArray(y) && y.every((value) => typeof value === "number")) ||
    (ArrayBuffer.isView(y) && !(y instanceof DataView));
  if (isFlat) {
    const values = Float64Array.from(y as ArrayLike<number>);
    return validateX(`${where}: y`, new Matrix(values, [values.length, 1]));
  }
  if (y === undefined || y === null)
    throw new TypeError(
      `${where}: y is missing, a table of as many rows as X, or an array of numbers, is needed`,
    );
  return validateX(`${where}: y`, y as MatrixLike);
}

/** Over N − 1; 1 for a constant column. */
function deviations({ data, rows, cols }: Matrix): Float64Array {
  const out = new Float64Array(cols);
  for (let at = 0; at < data.length; at++) out[at % cols]! += data[at]! ** 2 / (rows - 1);
  return out.map((variance) => Math.sqrt(variance) || 1);
}

/** Sets columns to 0 whose size is below 1e-100: their squares, and so the directions through them, are no numbers. */
function emptyTiny(X: Matrix): Matrix {
  const { data, cols } = X;
  const largest = new Float64Array(cols);
  for (let at = 0; at < data.length; at++)
    largest[at % cols] = Math.max(largest[at % cols]!, Math.abs(data[at]!));
  for (let at = 0; at < data.length; at++) if (largest[at % cols]! < 1e-100) data[at] = 0;
  return X;
}

/** W (Pᵀ W)⁺ */
function rotations(W: Matrix, P: Matrix): Matrix {
  const inner = transposedMultiply(P, W);
  const { data } = pinv(inner.toTensor());
  return multiply(W, new Matrix(data as Float64Array, [inner.cols, inner.rows]));
}
