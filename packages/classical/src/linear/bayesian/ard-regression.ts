/**
 * Automatic relevance determination: as BayesianRidge, with a precision λ_j for every coefficient.
 *
 *   Σ = (α XᵀX + diag λ)⁻¹,   w = α Σ Xᵀy,   γ_j = 1 − λ_j Σ_jj
 *   λ_j ← (γ_j + 2λ₁) / (w_j² + 2λ₂),   α ← (N − Σγ_j + 2α₁) / (‖y − X w‖² + 2α₂)
 *
 * Columns whose λ_j reaches `thresholdLambda` are out, w_j = 0. MacKay 1994, ASHRAE Transactions 100; Tipping 2001,
 * https://www.jmlr.org/papers/v1/tipping01a.html
 */

import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { timesVector } from "../../matrix/products.ts";
import { gramSums, type Sums } from "../../optimize/gram.ts";
import { factorCholesky, inverseCholesky } from "../../optimize/positive-definite.ts";
import { centred, interceptOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { predictWithStd } from "./predict-with-std.ts";

const parameters = {
  maxIter: integer(300, { min: 1 }),
  /** Stops where Σ|Δw| is less. */
  tol: real(1e-3, { min: 0 }),
  /** Shape and rate of the Gamma prior of α. */
  alpha1: real(1e-6, { min: 0 }),
  alpha2: real(1e-6, { min: 0 }),
  /** Shape and rate of the Gamma priors of λ. */
  lambda1: real(1e-6, { min: 0 }),
  lambda2: real(1e-6, { min: 0 }),
  /** Columns of as large a λ are out. */
  thresholdLambda: real(10_000, { min: 0 }),
  fitIntercept: boolean(true),
};
export type ARDRegressionOptions = Options<typeof parameters>;

/** See the head of the file. */
export class ARDRegression extends LinearModel<typeof parameters> {
  static {
    nameClass("ARDRegression", ARDRegression);
  }
  /** α, the precision of the noise. */
  declare alpha_: number;
  /** λ, the precision of each coefficient, [F]. */
  declare lambda_: Float64Array;
  /** Σ of the columns that are in, in their order. */
  declare sigma_: Matrix;
  declare nIter_: number;
  /** x̄, [F]. */
  declare XOffset_: Float64Array;

  constructor(options: ARDRegressionOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  /** The prediction of each row and its standard deviation, √(xᵀΣx + 1/α). */
  predictWithStd(X: MatrixLike): { mean: Float64Array; std: Float64Array } {
    const matrix = this.checked("predictWithStd", X);
    const kept = keptOf(this.lambda_, this.params.thresholdLambda);
    const shift = Float64Array.from(kept, (j) => this.XOffset_[j]!);
    const posterior = { sigma: this.sigma_, alpha: this.alpha_, shift };
    return predictWithStd(matrix.takeColumns(kept), this.values(matrix), posterior);
  }

  protected learn(given: Measured): void {
    const { maxIter, tol, alpha1, alpha2, lambda1, lambda2, thresholdLambda } = this.params;
    const { X, y, ...means } = centred(given, this.params.fitIntercept);
    const sums = gramSums(X, { y });
    const [N, F] = [X.rows, X.cols];
    let alpha = 1 / (sumOfSquares(given.y) / N + Number.EPSILON);
    const lambda = new Float64Array(F).fill(1);
    let kept = keptOf(lambda, Number.POSITIVE_INFINITY);
    let before: Float64Array | undefined;
    let isDone = false;
    let moved = Number.POSITIVE_INFINITY;
    let round = 0;
    while (!isDone && round < maxIter && kept.length > 0) {
      const { w, sigma } = posteriorOf(sums, { alpha, lambda, kept });
      const fitted = timesVector(X, w);
      const error = y.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0);
      let determined = 0;
      for (const [k, j] of kept.entries()) {
        const gamma = 1 - lambda[j]! * sigma.at(k, k);
        lambda[j] = (gamma + 2 * lambda1) / (w[j]! ** 2 + 2 * lambda2);
        determined += gamma;
      }
      alpha = (N - determined + 2 * alpha1) / (error + 2 * alpha2);
      kept = keptOf(lambda, thresholdLambda);
      for (let j = 0; j < F; j++) if (!kept.includes(j)) w[j] = 0;
      if (before) moved = w.reduce((sum, value, j) => sum + Math.abs(value - before![j]!), 0);
      isDone = moved < tol;
      before = w;
      round++;
    }
    const { w, sigma } = posteriorOf(sums, { alpha, lambda, kept });
    this.coef_ = w;
    this.alpha_ = alpha;
    this.lambda_ = lambda;
    this.sigma_ = sigma;
    this.intercept_ = interceptOf(means, w);
    this.XOffset_ = means.xMean;
    this.nIter_ = round;
    if (!isDone && kept.length > 0)
      this.warn(
        `stopped after ${maxIter} rounds with a move of w of ${moved.toPrecision(3)}, ${tol} is needed; a larger maxIter helps`,
      );
  }
}

function keptOf(lambda: Float64Array, threshold: number): number[] {
  return [...lambda.keys()].filter((j) => lambda[j]! < threshold);
}

/** Σ (yᵢ − ȳ)². */
function sumOfSquares(y: Float64Array): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

interface State {
  alpha: number;
  lambda: Float64Array;
  kept: readonly number[];
}

/** w, [F], and Σ of the kept columns. */
function posteriorOf({ G, c }: Sums, { alpha, lambda, kept }: State): { w: Float64Array; sigma: Matrix } {
  const [F, k] = [c.length, kept.length];
  const precision = new Float64Array(k * k);
  for (const [a, i] of kept.entries()) {
    for (const [b, j] of kept.entries()) precision[a * k + b] = alpha * G[i * F + j]!;
    precision[a * k + a]! += lambda[i]!;
  }
  const bad = factorCholesky(precision, k);
  if (bad < k)
    throw new RangeError(
      `ARDRegression.fit: the covariance of the coefficients is singular at column ${kept[bad]}, columns that do not repeat each other are needed; a smaller thresholdLambda or fewer columns`,
    );
  const sigma = new Matrix(inverseCholesky(precision, k), [k, k]);
  const w = new Float64Array(F);
  for (const [a, i] of kept.entries())
    for (const [b, j] of kept.entries()) w[i]! += alpha * sigma.at(a, b) * c[j]!;
  return { w, sigma };
}
