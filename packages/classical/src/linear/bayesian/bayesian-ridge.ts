/**
 * Ridge regression that finds its own penalty: y = b + X w + ε, ε ~ N(0, 1/α), w ~ N(0, I/λ), Gamma priors on α and λ.
 *
 *   w = (XᵀX + λ/α I)⁻¹ Xᵀy,   Σ = (α XᵀX + λ I)⁻¹
 *   γ = Σ_k α e_k / (λ + α e_k),   e the eigenvalues of XᵀX       (how many parameters the data determine)
 *   λ ← (γ + 2λ₁) / (‖w‖² + 2λ₂),   α ← (N − γ + 2α₁) / (‖y − X w‖² + 2α₂)
 *
 * repeated until Σ|Δw| < tol. MacKay 1992, https://doi.org/10.1162/neco.1992.4.3.415, eq. 4.5 to 4.8; Tipping 2001,
 * https://www.jmlr.org/papers/v1/tipping01a.html, for the priors.
 */

import { eigh } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, optional, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { timesVector, transposedMultiply, transposedTimesVector } from "../../matrix/products.ts";
import { dot } from "../../optimize/objective.ts";
import { type Centred, centred, interceptOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { predictWithStd } from "./predict-with-std.ts";

const parameters = {
  maxIter: integer(300, { min: 1 }),
  /** Stops where Σ|Δw| is less. */
  tol: real(1e-3, { min: 0 }),
  /** Shape and rate of the Gamma prior of α. */
  alpha1: real(1e-6, { min: 0 }),
  alpha2: real(1e-6, { min: 0 }),
  /** Shape and rate of the Gamma prior of λ. */
  lambda1: real(1e-6, { min: 0 }),
  lambda2: real(1e-6, { min: 0 }),
  /** The first α; null: 1/Var(y). */
  alphaInit: optional(real(1, { above: 0 })),
  /** The first λ; null: 1. */
  lambdaInit: optional(real(1, { above: 0 })),
  /** Whether log p(y | α, λ) is kept for each round. */
  computeScore: boolean(false),
  fitIntercept: boolean(true),
};
export type BayesianRidgeOptions = Options<typeof parameters>;

/** See the head of the file. */
export class BayesianRidge extends LinearModel<typeof parameters> {
  static {
    nameClass("BayesianRidge", BayesianRidge);
  }
  /** α, the precision of the noise. */
  declare alpha_: number;
  /** λ, the precision of w. */
  declare lambda_: number;
  /** Σ, the covariance of w, [F, F]. */
  declare sigma_: Matrix;
  declare nIter_: number;
  /** log p(y | α, λ) with the priors, before each round and at the end, where `computeScore`. */
  declare scores_?: Float64Array;
  /** x̄, [F]. */
  declare XOffset_: Float64Array;

  constructor(options: BayesianRidgeOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  /** The prediction of each row and its standard deviation, √(xᵀΣx + 1/α). */
  predictWithStd(X: MatrixLike): { mean: Float64Array; std: Float64Array } {
    const matrix = this.checked("predictWithStd", X);
    return predictWithStd(matrix, this.values(matrix), {
      ...{ sigma: this.sigma_, alpha: this.alpha_, shift: this.XOffset_ },
    });
  }

  protected learn(given: Measured): void {
    const { maxIter, tol, alpha1, alpha2, lambda1, lambda2, computeScore } = this.params;
    const data = centred(given, this.params.fitIntercept);
    const posterior = posteriorOf(data);
    let alpha = this.params.alphaInit ?? 1 / (variance(given) + Number.EPSILON);
    let lambda = this.params.lambdaInit ?? 1;
    const scores: number[] = [];
    let before: Float64Array | undefined;
    let isDone = false;
    let moved = Number.POSITIVE_INFINITY;
    let round = 0;
    while (!isDone && round < maxIter) {
      const { w, error, values } = posterior.at(alpha, lambda);
      if (computeScore)
        scores.push(logEvidence(this.params, { w, error, values, alpha, lambda, total: data.total }));
      const gamma = values.reduce((sum, e) => sum + (alpha * e) / (lambda + alpha * e), 0);
      lambda = (gamma + 2 * lambda1) / (dot(w, w) + 2 * lambda2);
      alpha = (data.total - gamma + 2 * alpha1) / (error + 2 * alpha2);
      if (before) moved = w.reduce((sum, value, j) => sum + Math.abs(value - before![j]!), 0);
      isDone = moved < tol;
      before = w;
      round++;
    }
    const { w, error, values } = posterior.at(alpha, lambda);
    if (computeScore) {
      scores.push(logEvidence(this.params, { w, error, values, alpha, lambda, total: data.total }));
      this.scores_ = Float64Array.from(scores);
    }
    this.coef_ = w;
    this.alpha_ = alpha;
    this.lambda_ = lambda;
    this.sigma_ = posterior.covariance(alpha, lambda);
    this.intercept_ = interceptOf(data, w);
    this.XOffset_ = data.xMean;
    this.nIter_ = round;
    if (!isDone)
      this.warn(
        `stopped after ${maxIter} rounds with a move of w of ${moved.toPrecision(3)}, ${tol} is needed; a larger maxIter helps`,
      );
  }
}

/** w and Σ for any α, λ from one decomposition XᵀX = V diag(e) Vᵀ. */
function posteriorOf({ X, y }: Centred) {
  const { eigenvalues, eigenvectors } = eigh(transposedMultiply(X, X).toTensor());
  const values = (eigenvalues.data as Float64Array).map((e) => Math.max(0, e));
  const V = new Matrix(eigenvectors.data as Float64Array, [X.cols, X.cols]);
  const target = transposedTimesVector(V, transposedTimesVector(X, y));
  return {
    at(alpha: number, lambda: number) {
      const w = timesVector(
        V,
        target.map((t, k) => t / (values[k]! + lambda / alpha)),
      );
      const fitted = timesVector(X, w);
      const error = y.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0);
      return { w, error, values };
    },
    covariance(alpha: number, lambda: number): Matrix {
      const F = X.cols;
      const out = Matrix.zeros(F, F);
      for (let i = 0; i < F; i++)
        for (let j = 0; j < F; j++)
          for (let k = 0; k < F; k++)
            out.data[i * F + j]! += (V.at(i, k) * V.at(j, k)) / (alpha * values[k]! + lambda);
      return out;
    },
  };
}

function variance({ y, sampleWeight }: Measured): number {
  let [total, sum] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    total += sampleWeight?.[i] ?? 1;
    sum += (sampleWeight?.[i] ?? 1) * y[i]!;
  }
  let squares = 0;
  for (let i = 0; i < y.length; i++) squares += (sampleWeight?.[i] ?? 1) * (y[i]! - sum / total) ** 2;
  return squares / total;
}

interface Evidence {
  w: Float64Array;
  error: number;
  values: Float64Array;
  alpha: number;
  lambda: number;
  total: number;
}

/** log p(y | α, λ) + log p(α) + log p(λ), the priors without their constants. */
function logEvidence(
  { alpha1, alpha2, lambda1, lambda2 }: BayesianRidge["params"],
  { w, error, values, alpha, lambda, total }: Evidence,
): number {
  const priors = lambda1 * Math.log(lambda) - lambda2 * lambda + alpha1 * Math.log(alpha) - alpha2 * alpha;
  const logDet = values.reduce((sum, e) => sum - Math.log(lambda + alpha * e), 0);
  const fit = w.length * Math.log(lambda) + total * Math.log(alpha) - alpha * error - lambda * dot(w, w);
  return priors + 0.5 * (fit + logDet - total * Math.log(2 * Math.PI));
}
