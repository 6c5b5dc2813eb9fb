/**
 * Factor analysis: columns correlate because they share K hidden factors, and each has noise of its own.
 *
 *   x = μ + Wᵀ z + ε,   z ~ N(0, I),   ε ~ N(0, Ψ),  Ψ diagonal     so C = Wᵀ W + Ψ
 *
 * Given Ψ, the best W is known: of Ψ^−½ S Ψ^−½, S the covariance over N, with eigenvalues λ_k and axes v_k,
 *
 *   w_k = √max(λ_k − 1, 0) · v_k Ψ^½,   then   ψ_j = S_jj − Σ_k w_kj²
 *
 * and so in turn until the log likelihood grows by less than tol:
 *
 *   log L = −N/2 (F log 2π + K + Σ_{k≤K} log λ_k + Σ_{k>K} λ_k + Σ_j log ψ_j)
 *
 * Barber 2012, Bayesian Reasoning and Machine Learning, algorithm 21.1; Jöreskog 1967, https://doi.org/10.1007/BF02289658.
 * scikit-learn's svd_method chooses between two decompositions of X; here the F × F covariance, made once, is decomposed instead, which is exact and does not grow with N.
 */

import { inv } from "@blankfile/tensor";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, list, type Options, optional, real } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import { centeredGram } from "../factorisations/centered-gram.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";
import { covarianceAxes, firstRows } from "../factorisations/thin-svd.ts";
import { divideColumns, logDensityOfFactors } from "../principal/log-density-of-factors.ts";
import { rotateFactors } from "./rotate-factors.ts";

const parameters = {
  /** K, at most F; null for F. */
  nComponents: optional(integer(2, { min: 1 })),
  /** Growth of the log likelihood at which to stop. */
  tol: real(1e-2, { min: 0 }),
  maxIter: integer(1000, { min: 1 }),
  /** ψ to begin with, [F]; null for ones. */
  noiseVarianceInit: optional(list<number>([], real(1, { above: 0 }))),
  rotation: choice("none", "varimax", "quartimax"),
};

export type FactorAnalysisOptions = Options<typeof parameters>;

/** The least noise variance. */
const small = 1e-12;

export class FactorAnalysis extends Transformer<typeof parameters> {
  static {
    nameClass("FactorAnalysis", FactorAnalysis);
  }

  /** W, [K, F]; of each row the element largest in size is above 0. */
  declare components_: Matrix;
  /** ψ, [F]. */
  declare noiseVariance_: Float64Array;
  /** μ, [F]. */
  declare mean_: Float64Array;
  /** The log likelihood at each iteration. */
  declare loglike_: Float64Array;
  declare nIter_: number;

  constructor(options: FactorAnalysisOptions = {}) {
    super(parameters, options);
  }

  /** C = Wᵀ W + Ψ, [F, F]. */
  getCovariance(): Matrix {
    this.requireFitted("getCovariance");
    const C = transposedMultiply(this.components_, this.components_);
    for (let j = 0; j < C.cols; j++) C.data[j * C.cols + j]! += this.noiseVariance_[j]!;
    return C;
  }

  /** C⁻¹ = Ψ⁻¹ − Ψ⁻¹ Wᵀ (I + W Ψ⁻¹ Wᵀ)⁻¹ W Ψ⁻¹, [F, F]. */
  getPrecision(): Matrix {
    this.requireFitted("getPrecision");
    const scaled = divideColumns(this.components_, this.noiseVariance_);
    const out = transposedMultiply(scaled, multiply(this.#posteriorCovariance(), scaled));
    for (let at = 0; at < out.data.length; at++) out.data[at] = -out.data[at]!;
    for (let j = 0; j < out.cols; j++) out.data[j * out.cols + j]! += 1 / this.noiseVariance_[j]!;
    return out;
  }

  /** log N(x; μ, C) of each row, [N]. */
  scoreSamples(X: MatrixLike): Float64Array {
    const D = subtractColumns(this.checked("scoreSamples", X), this.mean_);
    return logDensityOfFactors(D, this.components_, this.noiseVariance_);
  }

  /** The mean of scoreSamples. */
  score(X: MatrixLike): number {
    const scores = this.scoreSamples(X);
    return scores.reduce((sum, value) => sum + value, 0) / scores.length;
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("factoranalysis", this.components_.rows);
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { rows: N, cols: F } = X;
    const { nComponents, maxIter, tol, noiseVarianceInit, rotation } = this.params;
    const K = nComponents ?? F;
    if (K > F) this.refuse("fit", `nComponents is ${K} of ${F} columns, at most ${F} is needed`);
    if (noiseVarianceInit && noiseVarianceInit.length !== F)
      this.refuse("fit", `noiseVarianceInit has ${noiseVarianceInit.length} numbers, ${F} are needed`);
    this.mean_ = columnMeans(X);
    const S = new Matrix(
      centeredGram(X, this.mean_).data.map((sum) => sum / N),
      [F, F],
    );
    let noise = Float64Array.from(noiseVarianceInit ?? new Float64Array(F).fill(1));
    const history: number[] = [];
    let isDone = false;
    while (!isDone && history.length < maxIter) {
      const { W, logLikelihood } = bestFactors(S, noise, K, N);
      this.components_ = W;
      const growth = logLikelihood - (history.at(-1) ?? Number.NEGATIVE_INFINITY);
      history.push(logLikelihood);
      isDone = growth < tol;
      // The last W belongs to the noise before it, as in scikit-learn.
      if (!isDone) noise = noiseOf(S, W);
      if (history.length % 50 === 0) onProgress(history.length, maxIter);
    }
    if (!isDone) {
      const growth = history.length > 1 ? history.at(-1)! - history.at(-2)! : Number.POSITIVE_INFINITY;
      this.warn(
        `stopped after ${maxIter} iterations with a log likelihood growing by ${growth.toPrecision(2)}, ${tol} is needed; a larger maxIter or tol helps`,
      );
    }
    this.noiseVariance_ = noise;
    this.loglike_ = Float64Array.from(history);
    this.nIter_ = history.length;
    if (rotation !== "none")
      this.components_ = rotateFactors(this.components_.transpose(), { method: rotation }).transpose();
    flipByRows(this.components_);
  }

  /** E[z | x] = (I + W Ψ⁻¹ Wᵀ)⁻¹ W Ψ⁻¹ (x − μ). */
  protected change(X: Matrix): Matrix {
    const scaled = divideColumns(this.components_, this.noiseVariance_);
    const projected = multiplyTransposed(subtractColumns(X, this.mean_), scaled);
    return multiply(projected, this.#posteriorCovariance());
  }

  /** (I + W Ψ⁻¹ Wᵀ)⁻¹, [K, K]. */
  #posteriorCovariance(): Matrix {
    const W = divideColumns(this.components_, this.noiseVariance_.map(Math.sqrt));
    const A = multiplyTransposed(W, W);
    for (let k = 0; k < A.rows; k++) A.data[k * A.rows + k]! += 1;
    return new Matrix(inv(A.toTensor()).data as Float64Array, [A.rows, A.rows]);
  }
}

/** The W of largest likelihood for this Ψ, and that likelihood. */
function bestFactors(
  S: Matrix,
  noise: Float64Array,
  K: number,
  N: number,
): { W: Matrix; logLikelihood: number } {
  const F = S.cols;
  const roots = noise.map((ψ) => Math.sqrt(ψ) + small);
  const { values, Vt } = covarianceAxes(
    new Matrix(
      S.data.map((s, at) => s / (roots[Math.floor(at / F)]! * roots[at % F]!)),
      [F, F],
    ),
  );
  const W = firstRows(Vt, K);
  for (let at = 0; at < W.data.length; at++)
    W.data[at]! *= Math.sqrt(Math.max(values[Math.floor(at / F)]! - 1, 0)) * roots[at % F]!;
  let sum = F * Math.log(2 * Math.PI) + K;
  for (let k = 0; k < F; k++) sum += k < K ? Math.log(Math.max(values[k]!, Number.MIN_VALUE)) : values[k]!;
  for (const ψ of noise) sum += Math.log(ψ);
  return { W, logLikelihood: (-N / 2) * sum };
}

/** ψ_j = S_jj − Σ_k w_kj². */
function noiseOf(S: Matrix, W: Matrix): Float64Array<ArrayBuffer> {
  const F = S.cols;
  const out = new Float64Array(F);
  for (let j = 0; j < F; j++) out[j] = S.at(j, j);
  for (let at = 0; at < W.data.length; at++) out[at % F]! -= W.data[at]! ** 2;
  return out.map((ψ) => Math.max(ψ, small));
}
