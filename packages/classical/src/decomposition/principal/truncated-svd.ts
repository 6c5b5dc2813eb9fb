/**
 * The K largest singular triplets of X as it is, without a mean taken away: X ≈ U diag(s) Vᵀ, the nearest matrix of rank K, and Z = X V.
 *
 * Eckart and Young 1936, https://doi.org/10.1007/BF02288367. On word counts it is latent semantic analysis. Computed by random projection (Halko et al.
 * 2011, see `randomized-svd.ts`), or, as "full", through all singular values, which stands here for scikit-learn's "arpack".
 */

import { Philox } from "@blankfile/tensor";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options, randomState } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";
import { randomizedSvd } from "../factorisations/randomized-svd.ts";
import { firstRows, thinSvd } from "../factorisations/thin-svd.ts";
import { validateComponents } from "./principal-projection.ts";

const parameters = {
  /** K, at most min(N, F). */
  nComponents: integer(2, { min: 1 }),
  /** "full" is exact: all singular values, cut to K. */
  algorithm: choice("randomized", "full"),
  /** Power iterations. */
  nIter: integer(5, { min: 0 }),
  /** Random vectors beyond K. */
  nOversamples: integer(10, { min: 1 }),
  randomState,
};

export type TruncatedSVDOptions = Options<typeof parameters>;

export class TruncatedSVD extends Transformer<typeof parameters> {
  static {
    nameClass("TruncatedSVD", TruncatedSVD);
  }

  /** Right singular vectors in rows, [K, F]. */
  declare components_: Matrix;
  /** s, from the largest, [K]. */
  declare singularValues_: Float64Array;
  /** The variance of each column of Z over N, [K]; not sorted, since no mean was taken away. */
  declare explainedVariance_: Float64Array;
  /** Over the sum of the variances of the columns of X, [K]. */
  declare explainedVarianceRatio_: Float64Array;

  constructor(options: TruncatedSVDOptions = {}) {
    super(parameters, options);
  }

  /** Z, [N, K], to Z Vᵀ, [N, F]. */
  inverseTransform(Z: MatrixLike): Matrix {
    return multiply(validateComponents(this, Z, this.components_), this.components_).withNames(
      this.namesIn(),
    );
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("truncatedsvd", this.components_.rows);
  }

  protected learn({ X }: Unlabelled): void {
    const { nComponents: K, nIter, nOversamples, algorithm, randomState } = this.params;
    const side = Math.min(X.rows, X.cols);
    if (K > side)
      this.refuse(
        "fit",
        `nComponents is ${K} for ${X.rows} × ${X.cols}, at most min(N, F) = ${side} is needed`,
      );
    const { S, Vt } =
      algorithm === "full"
        ? thinSvd(X)
        : randomizedSvd(X, K, { rng: new Philox(randomState), nOversamples, nIter });
    this.components_ = firstRows(Vt, K);
    flipByRows(this.components_);
    this.singularValues_ = S.slice(0, K);
    const total = columnVariances(X).reduce((sum, value) => sum + value, 0);
    this.explainedVariance_ = columnVariances(this.change(X));
    this.explainedVarianceRatio_ = this.explainedVariance_.map((λ) => (total > 0 ? λ / total : 0));
  }

  protected change(X: Matrix): Matrix {
    return multiplyTransposed(X, this.components_);
  }
}

/** Over N, [F]. */
function columnVariances(X: Matrix): Float64Array {
  const { data, rows, cols } = X;
  const [mean, out] = [new Float64Array(cols), new Float64Array(cols)];
  for (let at = 0; at < data.length; at++) mean[at % cols]! += data[at]! / rows;
  for (let at = 0; at < data.length; at++) out[at % cols]! += (data[at]! - mean[at % cols]!) ** 2 / rows;
  return out;
}
