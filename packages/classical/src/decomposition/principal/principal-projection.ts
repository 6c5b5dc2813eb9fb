import type { Parameters } from "../../estimator/parameters.ts";
import { Transformer } from "../../estimator/transformer.ts";
import { validateX } from "../../estimator/validate.ts";
import { subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";

const epsilon = 2 ** -52;

/** What PCA and incremental PCA share once the axes are known: Z = (X − μ) Vᵀ, each column divided by its standard deviation where it is whitened. */
export abstract class PrincipalProjection<P extends Parameters> extends Transformer<P> {
  /** The axes, orthonormal rows, from that of most variance, [K, F]. */
  declare components_: Matrix;
  /** λ, the variance along each over N − 1, [K]. */
  declare explainedVariance_: Float64Array;
  /** λ over the sum of the variances of all columns, [K]. */
  declare explainedVarianceRatio_: Float64Array;
  /** √(λ (N − 1)), [K]. */
  declare singularValues_: Float64Array;
  /** μ, [F]. */
  declare mean_: Float64Array;
  /** σ², the mean variance along the directions left out, 0 where none is: Tipping and Bishop 1999, https://doi.org/10.1111/1467-9868.00196 */
  declare noiseVariance_: number;
  /** K */
  declare nComponents_: number;

  /** Z, [N, K], to the X nearest to it in the space of the axes, [N, F]. */
  inverseTransform(Z: MatrixLike): Matrix {
    const matrix = validateComponents(this, Z, this.components_);
    const scales = this.scales();
    const V = this.components_.data.map(
      (value, at) => value * (scales?.[Math.floor(at / this.mean_.length)] ?? 1),
    );
    const out = multiply(matrix, new Matrix(V, [this.components_.rows, this.components_.cols]));
    addToRows(out, this.mean_);
    return out.withNames(this.namesIn());
  }

  /** C = V diag(λ − σ²) Vᵀ + σ² I, [F, F], the covariance of the probabilistic model. */
  getCovariance(): Matrix {
    this.requireFitted("getCovariance");
    return this.#spectral(this.explainedVariance_, this.noiseVariance_);
  }

  /** C⁻¹ = V diag(1/λ − 1/σ²) Vᵀ + I/σ², [F, F]. Refused where C is singular. */
  getPrecision(): Matrix {
    this.requireFitted("getPrecision");
    const F = this.mean_.length;
    const least = this.nComponents_ < F ? this.noiseVariance_ : Math.min(...this.explainedVariance_);
    if (!(least > F * epsilon * this.explainedVariance_[0]!))
      this.refuse(
        "getPrecision",
        `the smallest variance is ${least}, a covariance that is not singular is needed; fewer components or more rows`,
      );
    const rest = this.nComponents_ < F ? 1 / this.noiseVariance_ : 0;
    return this.#spectral(
      this.explainedVariance_.map((λ) => 1 / λ),
      rest,
    );
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered(this.name.toLowerCase(), this.nComponents_);
  }

  protected change(X: Matrix): Matrix {
    const Z = multiplyTransposed(subtractColumns(X, this.mean_), this.components_);
    const scales = this.scales();
    if (scales) for (let at = 0; at < Z.data.length; at++) Z.data[at]! /= scales[at % Z.cols]!;
    return Z;
  }

  /** The standard deviations by which columns are divided, or null. */
  protected abstract scales(): Float64Array | null;

  /**
   * √λ; 1 where λ is at most F ε λ₁, roundings of a direction in which X does not vary, so that it stays 0. scikit-learn divides by the roundings.
   */
  protected deviations(): Float64Array {
    const least = this.mean_.length * epsilon * this.explainedVariance_[0]!;
    return this.explainedVariance_.map((λ) => (λ > least ? Math.sqrt(λ) : 1));
  }

  /** V diag(values − rest) Vᵀ + rest · I. */
  #spectral(values: Float64Array, rest: number): Matrix {
    const { data, rows, cols } = this.components_;
    const scaled = data.map((value, at) => value * (values[Math.floor(at / cols)]! - rest));
    const out = multiply(this.components_.transpose(), new Matrix(scaled, [rows, cols]));
    for (let j = 0; j < cols; j++) out.data[j * cols + j]! += rest;
    return out;
  }
}

/** Rows of as many numbers as there are components, for inverseTransform. */
export function validateComponents(
  estimator: { name: string; isFitted: boolean },
  Z: MatrixLike,
  components: Matrix,
): Matrix {
  const where = `${estimator.name}.inverseTransform`;
  if (!estimator.isFitted)
    throw new Error(`${where}: nothing is learnt yet, fit is needed; call fit before it`);
  const matrix = validateX(where, Z, { minRows: 0 });
  if (matrix.cols !== components.rows)
    throw new RangeError(
      `${where}: X has ${matrix.cols} columns, ${components.rows} are needed, one for each component`,
    );
  return matrix;
}

/** `shift[j]` onto each column, in place. */
export function addToRows(X: Matrix, shift: ArrayLike<number>): void {
  const { data, rows, cols } = X;
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[at++]! += shift[j]!;
}
