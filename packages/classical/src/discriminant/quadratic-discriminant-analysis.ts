/**
 * Quadratic discriminant analysis: classes are normal, each with its own covariance,
 *
 *   log p(k | x) = −½ log|Σₖ| − ½ (x − μₖ)ᵀ Σₖ⁻¹ (x − μₖ) + log πₖ + const,   Σₖ = Rₖ diag(sₖ) Rₖᵀ
 *
 * "svd" takes R and s from the centred rows, s ← (1 − r) s + r with `regParam` r; "eigen" from their covariance, which may be shrunk.
 * Friedman 1989, https://doi.org/10.1080/01621459.1989.10478752
 */

import { eigh, svd } from "@blankfile/tensor";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, type Options, real } from "../estimator/parameters.ts";
import { logSoftmaxRows } from "../generalized-linear/linear-classifier.ts";
import { columnMeans, subtractColumns } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { multiply } from "../matrix/products.ts";
import {
  covarianceOf,
  priorsOf,
  priorsParameter,
  rowsOfClasses,
  shrinkageParameter,
} from "./class-statistics.ts";

const parameters = {
  solver: choice("svd", "eigen"),
  /** δ of each Σₖ, or "auto" for Ledoit and Wolf's; null: none. Only with "eigen". */
  shrinkage: shrinkageParameter,
  priors: priorsParameter,
  /** r of "svd": how far each Σₖ is moved to I. */
  regParam: real(0, { min: 0, max: 1 }),
  /** Whether `covariance_` is kept. */
  storeCovariance: boolean(false),
  /** A variance of at most so much counts as none. */
  tol: real(1e-4, { min: 0 }),
};
export type QuadraticDiscriminantAnalysisOptions = Options<typeof parameters>;

/** See the head of the file. */
export class QuadraticDiscriminantAnalysis extends Classifier<typeof parameters> {
  static {
    nameClass("QuadraticDiscriminantAnalysis", QuadraticDiscriminantAnalysis);
  }
  /** μₖ, [K, F]. */
  declare means_: Matrix;
  /** πₖ, [K]. */
  declare priors_: Float64Array;
  /** Rₖ, each [F, F]. */
  declare rotations_: Matrix[];
  /** sₖ, each [F]. */
  declare scalings_: Float64Array[];
  /** Σₖ, each [F, F], where `storeCovariance`. */
  declare covariance_?: Matrix[];

  constructor(options: QuadraticDiscriminantAnalysisOptions = {}) {
    super(parameters, options);
  }

  /** log p(k | x) up to what all classes share, [N, K]; of two classes the second's less the first's, [N]. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    const scores = this.#scores(this.checked("decisionFunction", X));
    if (scores.cols > 2) return scores;
    return Float64Array.from({ length: scores.rows }, (_, i) => scores.at(i, 1) - scores.at(i, 0));
  }

  /** p(k | x), [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    const logs = logSoftmaxRows(this.#scores(this.checked("predictProba", X)));
    return new Matrix(logs.data.map(Math.exp), [logs.rows, logs.cols]);
  }

  /** log p(k | x), [N, K]. */
  predictLogProba(X: MatrixLike): Matrix {
    return logSoftmaxRows(this.#scores(this.checked("predictLogProba", X)));
  }

  protected learn({ X, y, classes }: Classified): void {
    const { solver, shrinkage, priors, tol, storeCovariance } = this.params;
    if (solver === "svd" && shrinkage !== null)
      this.refuse("fit", `shrinkage ${JSON.stringify(shrinkage)} with solver "svd", "eigen" is needed`);
    this.priors_ = priorsOf(`${this.name}.fit`, priors, { y, classes: classes.length });
    const groups = rowsOfClasses(X, y, classes.length);
    const parts = groups.map((rows, k) => {
      const label = JSON.stringify(classes[k]);
      if (rows.rows === 1)
        this.refuse("fit", `class ${label} has one row, at least two are needed for a covariance`);
      const part = this.#decompose(rows);
      const rank = part.scaling.filter((s) => s > tol).length;
      if (rank < X.cols)
        this.refuse(
          "fit",
          `the covariance of class ${label} has rank ${rank}, ${X.cols} is needed, columns that vary independently within it; ${solver === "svd" ? "a larger regParam" : "shrinkage"}, or fewer columns`,
        );
      return part;
    });
    this.means_ = Matrix.fromRows(groups.map((rows) => columnMeans(rows)));
    this.rotations_ = parts.map(({ rotation }) => rotation);
    this.scalings_ = parts.map(({ scaling }) => scaling);
    if (storeCovariance) this.covariance_ = parts.map(({ rotation, scaling }) => compose(rotation, scaling));
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#scores(X));
  }

  /** R and s of one class. */
  #decompose(rows: Matrix): { rotation: Matrix; scaling: Float64Array } {
    const { solver, shrinkage, regParam } = this.params;
    const F = rows.cols;
    if (solver === "eigen") {
      const { eigenvalues, eigenvectors } = eigh(covarianceOf(rows, shrinkage).toTensor());
      const order = Array.from({ length: F }, (_, j) => F - 1 - j);
      const vectors = new Matrix(eigenvectors.data as Float64Array, [F, F]);
      return {
        rotation: vectors.takeColumns(order),
        scaling: (eigenvalues.data as Float64Array).slice().reverse(),
      };
    }
    const { S, Vh } = svd(subtractColumns(rows, columnMeans(rows)).toTensor());
    const sizes = S.data as Float64Array;
    return {
      rotation: new Matrix(Vh.data as Float64Array, [sizes.length, F]).transpose(),
      scaling: sizes.map((s) => ((1 - regParam) * s * s) / rows.rows + regParam),
    };
  }

  #scores(X: Matrix): Matrix {
    const K = this.classes_.length;
    const out = Matrix.zeros(X.rows, K);
    for (let k = 0; k < K; k++) {
      const scaling = this.scalings_[k]!;
      const rotated = multiply(subtractColumns(X, this.means_.row(k)), this.rotations_[k]!);
      const logDet = scaling.reduce((sum, s) => sum + Math.log(s), 0);
      for (let i = 0; i < X.rows; i++) {
        let square = 0;
        for (let j = 0; j < scaling.length; j++) square += rotated.at(i, j) ** 2 / scaling[j]!;
        out.data[i * K + k] = -0.5 * (square + logDet) + Math.log(this.priors_[k]!);
      }
    }
    return out;
  }
}

/** R diag(s) Rᵀ. */
function compose(rotation: Matrix, scaling: Float64Array): Matrix {
  const scaled = new Matrix(
    rotation.data.map((value, at) => value * scaling[at % rotation.cols]!),
    [rotation.rows, rotation.cols],
  );
  return multiply(scaled, rotation.transpose());
}
