/**
 * Independent component analysis: X = S Aᵀ + μ with sources S that are independent and, but for one, not normal. Found are the sources, up to order, sign and scale.
 *
 *   Z = (X − μ) Kᵀ √N       white: K from the singular vectors of X − μ, so that E[z zᵀ] = I
 *   S = Z Wᵀ                W a rotation, see `fixed-point-ica.ts`
 *
 * Sums of independent variables are nearer to normal than they are, so what is farthest from normal is one of them. Hyvärinen and Oja 2000,
 * https://doi.org/10.1016/S0893-6080(00)00026-5
 *
 * Directions in which X does not vary are left out where nComponents is null, and refused where a number asks for them; scikit-learn divides by their roundings.
 * `fun` as a function of one's own is left out: it could not be saved.
 */

import { Philox, pinv } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  custom,
  either,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import { covarianceAxes, thinSvd } from "../factorisations/thin-svd.ts";
import { addToRows, validateComponents } from "../principal/principal-projection.ts";
import { deflationIca, parallelIca } from "./fixed-point-ica.ts";

const parameters = {
  /** K; null for as many as X has directions. */
  nComponents: optional(integer(2, { min: 1 })),
  algorithm: choice("parallel", "deflation"),
  /** Whether sources are scaled to variance 1; false where X is white already, then its mean is left too. */
  whiten: either(
    choice("unit-variance", "arbitrary-variance"),
    custom<false>(false, (value) => value === false, "false"),
  ),
  fun: choice("logcosh", "exp", "cube"),
  /** α of logcosh. */
  alpha: real(1, { min: 1, max: 2 }),
  maxIter: integer(200, { min: 1 }),
  tol: real(1e-4, { min: 0 }),
  /** W to begin with, [K, K]; null for normal draws. */
  wInit: custom<Matrix | null>(
    null,
    (value) => value === null || value instanceof Matrix,
    "a Matrix [K, K], or null",
  ),
  whitenSolver: choice("svd", "eigh"),
  randomState,
};

export type FastICAOptions = Options<typeof parameters>;

export class FastICA extends Transformer<typeof parameters> {
  static {
    nameClass("FastICA", FastICA);
  }

  /** What gives the sources, S = (X − μ) componentsᵀ, [K, F]. */
  declare components_: Matrix;
  /** A, the pseudo-inverse of components, [F, K]. */
  declare mixing_: Matrix;
  /** μ, [F]; null where X was not whitened. */
  declare mean_: Float64Array | null;
  /** K, [K, F]; null where X was not whitened. */
  declare whitening_: Matrix | null;
  declare nIter_: number;

  constructor(options: FastICAOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /** S, [N, K], to S Aᵀ + μ, [N, F]. */
  inverseTransform(S: MatrixLike): Matrix {
    const sources = validateComponents(this, S, this.components_);
    const X = multiplyTransposed(sources, this.mixing_);
    if (this.mean_) addToRows(X, this.mean_);
    return X.withNames(this.namesIn());
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("fastica", this.components_.rows);
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { whiten, algorithm, fun, alpha, maxIter, tol } = this.params;
    if (!whiten && this.params.nComponents !== null)
      this.refuse("fit", `nComponents is ${this.params.nComponents} with whiten false, null is needed`);
    this.mean_ = whiten ? columnMeans(X) : null;
    const centred = this.mean_ ? subtractColumns(X, this.mean_) : X;
    this.whitening_ = whiten ? this.#whitening(centred) : null;
    const white = this.whitening_ ? multiplyTransposed(this.whitening_, centred) : X.transpose();
    if (whiten) for (let at = 0; at < white.data.length; at++) white.data[at]! *= Math.sqrt(X.rows);
    const start = this.#start(white.rows);
    const search = algorithm === "parallel" ? parallelIca : deflationIca;
    const { W, nIter, gap } = search(white, start, { fun, alpha, maxIter, tol, onProgress });
    this.nIter_ = nIter;
    if (!(gap < tol))
      this.warn(
        `stopped after ${maxIter} iterations with a gap of ${gap.toExponential(1)}, ${tol} is needed; a larger maxIter or tol helps`,
      );
    this.components_ = this.whitening_ ? multiply(W, this.whitening_) : W;
    if (whiten === "unit-variance") scaleToUnitVariance(this.components_, centred);
    const { data } = pinv(this.components_.toTensor());
    this.mixing_ = new Matrix(data as Float64Array, [X.cols, this.components_.rows]);
  }

  protected change(X: Matrix): Matrix {
    return multiplyTransposed(this.mean_ ? subtractColumns(X, this.mean_) : X, this.components_);
  }

  /** diag(1/d) Uᵀ of (X − μ)ᵀ = U diag(d) Vᵀ, cut to K rows, the first number of each at least 0. */
  #whitening(centred: Matrix): Matrix {
    const { nComponents, whitenSolver } = this.params;
    const { sizes, Vt } = this.#axes(centred, whitenSolver);
    const roundings = whitenSolver === "svd" ? Math.max(centred.rows, centred.cols) * 2 ** -52 : 1e-7;
    // Below 1e-100, squares in the search are no numbers any more.
    const least = Math.max(sizes[0]! * roundings, 1e-100);
    const rank = sizes.filter((d) => d > least).length;
    const K = nComponents ?? rank;
    if (K > rank || rank === 0)
      this.refuse(
        "fit",
        `nComponents is ${nComponents}, X varies in ${rank} directions; at least one and as many as components are needed`,
      );
    const out = Matrix.zeros(K, centred.cols);
    for (let k = 0; k < K; k++) {
      const sign = Vt.at(k, 0) < 0 ? -1 : 1;
      for (let j = 0; j < centred.cols; j++) out.data[k * out.cols + j] = (sign * Vt.at(k, j)) / sizes[k]!;
    }
    return out;
  }

  #axes(centred: Matrix, solver: "svd" | "eigh"): { sizes: Float64Array; Vt: Matrix } {
    if (solver === "svd") {
      const { S, Vt } = thinSvd(centred);
      return { sizes: S, Vt };
    }
    const { values, Vt } = covarianceAxes(transposedMultiply(centred, centred));
    return { sizes: values.map(Math.sqrt), Vt };
  }

  #start(K: number): Matrix {
    const { wInit, randomState } = this.params;
    if (wInit === null) {
      const rng = new Philox(randomState);
      return new Matrix(
        Float64Array.from({ length: K * K }, () => rng.normal()),
        [K, K],
      );
    }
    if (wInit.rows !== K || wInit.cols !== K)
      this.refuse("fit", `wInit is ${wInit.rows} × ${wInit.cols}, ${K} × ${K} is needed`);
    return wInit;
  }
}

/** Divides each row of components by the standard deviation of the source it gives. */
function scaleToUnitVariance(components: Matrix, centred: Matrix): void {
  const S = multiplyTransposed(centred, components);
  const squares = new Float64Array(components.rows);
  for (let at = 0; at < S.data.length; at++) squares[at % S.cols]! += S.data[at]! ** 2 / S.rows;
  for (let at = 0; at < components.data.length; at++)
    components.data[at]! /= Math.sqrt(squares[Math.floor(at / components.cols)]!);
}
