/**
 * Principal component analysis: the K orthogonal directions along which X varies most.
 *
 *   X − μ = U diag(s) Vᵀ,   λ_k = s_k² / (N − 1),   Z = (X − μ) V
 *
 * The rows of Vᵀ are the axes; ‖X − μ − Z Vᵀ‖² = (N − 1) Σ_{k>K} λ_k is the least that any K directions leave. Hotelling 1933,
 * https://doi.org/10.1037/h0071325. As a density (Tipping and Bishop 1999, https://doi.org/10.1111/1467-9868.00196) the rows are normal with covariance
 * V diag(λ − σ²) Vᵀ + σ² I, where σ² is the mean of the variances left out.
 *
 * svdSolver: "full" decomposes X − μ itself; "covarianceEigh" its covariance, which is quicker for N ≫ F and loses variances below ε λ₁; "randomized"
 * projects first (Halko et al. 2011). "auto" takes the covariance for F ≤ 1,000 and N ≥ 10 F, else the full one up to 500 on a side, else randomized for few
 * components. scikit-learn's "arpack" is left out: randomized does its work; its normalizer is always QR here.
 */

import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, integer, type Options, optional, randomState } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { firstRows } from "../factorisations/thin-svd.ts";
import { componentCount, countForShare } from "./count-components.ts";
import { inferDimension } from "./infer-dimension.ts";
import { axesByChance, axesByCovariance, axesBySvd, type PrincipalAxes } from "./principal-axes.ts";
import { PrincipalProjection } from "./principal-projection.ts";

const parameters = {
  /** K: a number, the share of the variance that is to be exceeded, "mle" (Minka 2000), or null for min(N, F). */
  nComponents: componentCount,
  /** Whether columns of the result have variance 1. */
  whiten: boolean(false),
  svdSolver: choice("auto", "full", "covarianceEigh", "randomized"),
  /** Power iterations of "randomized"; null for 7 or 4. */
  iteratedPower: optional(integer(4, { min: 0 })),
  /** Random vectors of "randomized" beyond K. */
  nOversamples: integer(10, { min: 1 }),
  randomState,
};

export type PCAOptions = Options<typeof parameters>;

const epsilon = 2 ** -52;

export class PCA extends PrincipalProjection<typeof parameters> {
  static {
    nameClass("PCA", PCA);
  }

  /** N */
  declare nSamples_: number;

  constructor(options: PCAOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /**
   * The log density of each row under the probabilistic model, [N]. A variance of 0 counts as F ε λ₁, so that a direction in which fit saw no change
   * gives a sharp density and no infinite one.
   */
  scoreSamples(X: MatrixLike): Float64Array {
    const matrix = subtractColumns(this.checked("scoreSamples", X), this.mean_);
    const { rows: N, cols: F } = matrix;
    const K = this.nComponents_;
    const least = F * epsilon * (this.explainedVariance_[0]! || 1);
    const variances = this.explainedVariance_.map((λ) => Math.max(λ, least));
    const noise = Math.max(this.noiseVariance_, least);
    const Z = multiplyTransposed(matrix, this.components_);
    let constant = F * Math.log(2 * Math.PI) + (F - K) * Math.log(noise);
    for (const λ of variances) constant += Math.log(λ);
    return Float64Array.from({ length: N }, (_, i) => {
      let [distance, rest] = [0, 0];
      for (let j = 0; j < F; j++) rest += matrix.at(i, j) ** 2;
      for (let k = 0; k < K; k++) {
        const square = Z.at(i, k) ** 2;
        distance += square / variances[k]!;
        rest -= square;
      }
      if (K < F) distance += Math.max(0, rest) / noise;
      return -0.5 * (constant + distance);
    });
  }

  /** The mean of scoreSamples. */
  score(X: MatrixLike): number {
    const scores = this.scoreSamples(X);
    return scores.reduce((sum, value) => sum + value, 0) / scores.length;
  }

  protected learn({ X }: Unlabelled): void {
    const side = Math.min(X.rows, X.cols);
    const { nComponents } = this.params;
    if (typeof nComponents === "number" && nComponents > side)
      this.refuse(
        "fit",
        `nComponents is ${nComponents} for ${X.rows} × ${X.cols}, at most min(N, F) = ${side} is needed`,
      );
    if (nComponents === "mle" && (X.rows < X.cols || X.cols < 2))
      this.refuse(
        "fit",
        `nComponents is "mle" for ${X.rows} × ${X.cols}, at least two columns and as many rows as columns are needed; give a number`,
      );
    this.mean_ = columnMeans(X);
    const axes = this.#axes(X, side);
    const variances = axes.S.map((s) => (s * s) / (X.rows - 1));
    const total = axes.S.length < side ? totalVariance(X, this.mean_) : sum(variances);
    const K = this.#count(variances, X.rows);
    this.nSamples_ = X.rows;
    this.nComponents_ = K;
    this.components_ = firstRows(axes.Vt, K);
    this.singularValues_ = axes.S.slice(0, K);
    this.explainedVariance_ = variances.slice(0, K);
    this.explainedVarianceRatio_ = this.explainedVariance_.map((λ) => (total > 0 ? λ / total : 0));
    const rest = axes.S.length < side ? total - sum(this.explainedVariance_) : sum(variances.subarray(K));
    this.noiseVariance_ = K < side ? Math.max(0, rest) / (side - K) : 0;
  }

  protected scales(): Float64Array | null {
    return this.params.whiten ? this.deviations() : null;
  }

  #axes(X: Matrix, side: number): PrincipalAxes {
    const { nComponents, nOversamples, iteratedPower, randomState } = this.params;
    const solver = this.#solver(X, side);
    if (solver === "full") return axesBySvd(X, this.mean_);
    if (solver === "covarianceEigh") return axesByCovariance(X, this.mean_);
    const K = nComponents ?? side;
    if (typeof K !== "number" || K < 1)
      this.refuse(
        "fit",
        `nComponents is ${JSON.stringify(K)} with svdSolver "randomized", a whole number is needed; "full" finds shares and "mle"`,
      );
    const rng = new Philox(randomState);
    return axesByChance(X, this.mean_, K, { rng, nOversamples, nIter: iteratedPower ?? undefined });
  }

  #solver(X: Matrix, side: number): "full" | "covarianceEigh" | "randomized" {
    const { svdSolver, nComponents } = this.params;
    if (svdSolver !== "auto") return svdSolver;
    if (X.cols <= 1000 && X.rows >= 10 * X.cols) return "covarianceEigh";
    if (Math.max(X.rows, X.cols) <= 500 || typeof nComponents !== "number") return "full";
    return nComponents >= 1 && nComponents < 0.8 * side ? "randomized" : "full";
  }

  #count(variances: Float64Array, N: number): number {
    const { nComponents } = this.params;
    if (nComponents === null) return variances.length;
    if (nComponents === "mle") return inferDimension(variances, N);
    return nComponents < 1 ? countForShare(variances, nComponents) : nComponents;
  }
}

/** The sum over columns of the variance over N − 1. */
function totalVariance(X: Matrix, mean: Float64Array): number {
  let total = 0;
  for (let at = 0; at < X.data.length; at++) total += (X.data[at]! - mean[at % X.cols]!) ** 2;
  return total / (X.rows - 1);
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
