import { eigh, Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, either, integer, list, type Options, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { timesVector, transposedMultiply } from "../matrix/products.ts";
import { gaussianGradient, solveGaussian, solveLower } from "./gaussian-likelihood.ts";
import { gpParameters, usualKernel } from "./gp-parameters.ts";
import { type Covariance, showKernel, thetaOf, usualBounds, withTheta } from "./kernels/covariance.ts";
import { covarianceDiagonal, covarianceGradient, covarianceMatrix } from "./kernels/covariance-matrix.ts";
import { maximizeTheta } from "./maximize-theta.ts";

const parameters = {
  ...gpParameters,
  /** Variance of the noise of y, added to the diagonal of K: one number, or one for each row. */
  alpha: either(real(1e-10, { min: 0 }), list([], real(0, { min: 0 }))),
  /** Whether y is brought to mean 0 and variance 1 first. */
  normalizeY: boolean(false),
  /** Steps of each search for θ. */
  maxIter: integer(200, { min: 1 }),
};
export type GaussianProcessRegressorOptions = Options<typeof parameters>;

/**
 * Functions with a normal prior, given their values at some points: with K between the rows of fit and K∗ between them and new ones,
 *
 *   mean = K∗ᵀ K⁻¹ y,   covariance = K∗∗ − K∗ᵀ K⁻¹ K∗
 *
 * The kernel's θ is that of greatest likelihood. Rasmussen and Williams 2006, algorithm 2.1, http://gaussianprocess.org/gpml. The
 * search for θ is bounded as in `maximize-theta.ts`; scikit-learn's, by L-BFGS-B, ends at the same optimum of its hill.
 */
export class GaussianProcessRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("GaussianProcessRegressor", GaussianProcessRegressor);
  }
  /** The kernel with θ as learnt. */
  declare kernel_: Covariance;
  /** The rows of fit, [N, F]. */
  declare XTrain_: Matrix;
  /** y as it is used: normalised where asked, [N]. */
  declare yTrain_: Float64Array;
  /** K + α = L Lᵀ, [N, N]. */
  declare L_: Matrix;
  /** K⁻¹ y, [N]. */
  declare alpha_: Float64Array;
  declare yMean_: number;
  declare yScale_: number;
  declare logMarginalLikelihoodValue_: number;

  constructor(options: GaussianProcessRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { isRandom: this.params.nRestartsOptimizer > 0 };
  }

  /** The mean, [N]; with returnStd or returnCov what is not known beside it, [N] or [N, N]. */
  override predict(X: MatrixLike): Float64Array;
  override predict(X: MatrixLike, options: { returnStd: true }): { mean: Float64Array; std: Float64Array };
  override predict(X: MatrixLike, options: { returnCov: true }): { mean: Float64Array; cov: Matrix };
  override predict(
    X: MatrixLike,
    { returnStd = false, returnCov = false }: { returnStd?: boolean; returnCov?: boolean } = {},
  ): Float64Array | { mean: Float64Array; std: Float64Array } | { mean: Float64Array; cov: Matrix } {
    const queries = this.checked("predict", X);
    const mean = this.values(queries);
    if (returnStd) return { mean, std: this.#deviation(queries) };
    return returnCov ? { mean, cov: this.#covariance(queries) } : mean;
  }

  /** Functions drawn from the posterior, at the rows of X: [N, nSamples]. */
  sampleY(
    X: MatrixLike,
    nSamples = 1,
    { rng = new Philox(this.params.randomState) }: { rng?: Philox } = {},
  ): Matrix {
    const queries = this.checked("sampleY", X);
    const [mean, cov] = [this.values(queries), this.#covariance(queries)];
    const N = queries.rows;
    // cov = V Λ Vᵀ may be singular, so that Cholesky's factor need not be there.
    const { eigenvalues, eigenvectors } = factors(cov);
    const out = Matrix.zeros(N, nSamples);
    for (let s = 0; s < nSamples; s++) {
      const z = eigenvalues.map((value) => Math.sqrt(Math.max(0, value)) * rng.normal());
      const drawn = timesVector(eigenvectors, z);
      for (let i = 0; i < N; i++) out.data[i * nSamples + s] = mean[i]! + drawn[i]!;
    }
    return out;
  }

  /** ln p(y | X, θ), for θ as learnt or another; and its derivatives by θ into `gradient`. */
  logMarginalLikelihood(theta?: ArrayLike<number>, gradient?: Float64Array): number {
    this.requireFitted("logMarginalLikelihood");
    if (theta === undefined && gradient === undefined) return this.logMarginalLikelihoodValue_;
    const wanted = thetaOf(this.kernel_).length;
    if (theta && theta.length !== wanted)
      this.refuse("logMarginalLikelihood", `theta has ${theta.length} numbers, ${wanted} are needed`);
    return this.#likelihood(theta ? withTheta(this.kernel_, theta) : this.kernel_, gradient);
  }

  protected learn({ X, y }: Measured): void {
    const { kernel, alpha, normalizeY, optimizer, maxIter, randomState } = this.params;
    if (typeof alpha !== "number" && alpha.length !== X.rows)
      this.refuse(
        "fit",
        `alpha has ${alpha.length} numbers for ${X.rows} rows, one or one for each is needed`,
      );
    this.kernel_ = kernel ?? usualKernel(usualBounds);
    this.XTrain_ = new Matrix(X.data.slice(), [X.rows, X.cols]);
    [this.yMean_, this.yScale_] = normalizeY ? meanAndDeviation(y) : [0, 1];
    this.yTrain_ = y.map((value) => (value - this.yMean_) / this.yScale_);
    if (optimizer !== null && thetaOf(this.kernel_).length > 0) {
      const best = maximizeTheta(
        this.kernel_,
        (candidate, gradient) => this.#likelihood(candidate, gradient),
        {
          restarts: this.params.nRestartsOptimizer,
          rng: new Philox(randomState),
          maxIter,
        },
      );
      this.kernel_ = best.kernel;
      this.#report(best);
    }
    const solved = this.#solve(this.kernel_);
    this.L_ = solved.L;
    this.alpha_ = solved.a;
    this.logMarginalLikelihoodValue_ = solved.likelihood;
  }

  protected values(X: Matrix): Float64Array {
    const across = covarianceMatrix(this.kernel_, X, this.XTrain_);
    return timesVector(across, this.alpha_).map((value) => value * this.yScale_ + this.yMean_);
  }

  #solve(kernel: Covariance) {
    try {
      return solveGaussian(covarianceMatrix(kernel, this.XTrain_), this.yTrain_, this.params.alpha);
    } catch (reason) {
      this.refuse(
        "fit",
        `${showKernel(kernel)} gives a matrix on these rows that is not positive definite (${reason instanceof Error ? reason.message : reason}), a positive definite one is needed; a larger alpha`,
      );
    }
  }

  /** −∞, and no slope, where K is not positive definite. */
  #likelihood(kernel: Covariance, gradient?: Float64Array): number {
    try {
      if (!gradient)
        return solveGaussian(covarianceMatrix(kernel, this.XTrain_), this.yTrain_, this.params.alpha)
          .likelihood;
      const { K, gradients } = covarianceGradient(kernel, this.XTrain_);
      const solved = solveGaussian(K, this.yTrain_, this.params.alpha);
      gaussianGradient(solved, gradients, gradient);
      return solved.likelihood;
    } catch {
      gradient?.fill(0);
      return Number.NEGATIVE_INFINITY;
    }
  }

  /** Without K∗ᵀ K⁻¹ K∗ off its diagonal, which is not asked for. */
  #deviation(X: Matrix): Float64Array {
    const v = solveLower(this.L_, covarianceMatrix(this.kernel_, this.XTrain_, X));
    const variance = covarianceDiagonal(this.kernel_, X);
    for (let i = 0, at = 0; i < v.rows; i++)
      for (let j = 0; j < v.cols; j++, at++) variance[j]! -= v.data[at]! ** 2;
    return variance.map((value) => Math.sqrt(Math.max(0, value)) * this.yScale_);
  }

  #covariance(X: Matrix): Matrix {
    const v = solveLower(this.L_, covarianceMatrix(this.kernel_, this.XTrain_, X));
    const known = transposedMultiply(v, v).data;
    const prior = covarianceMatrix(this.kernel_, X);
    return new Matrix(
      prior.data.map((value, at) => (value - known[at]!) * this.yScale_ ** 2),
      [X.rows, X.rows],
    );
  }

  #report({ atBound, converged }: { atBound: number[]; converged: boolean }): void {
    if (atBound.length > 0)
      this.warn(
        `θ ended at its bounds in place ${atBound.join(", ")} of ${showKernel(this.kernel_)}; wider bounds, or another kernel`,
      );
    else if (!converged)
      this.warn(
        `the search for θ stopped after ${this.params.maxIter} steps at most, an end before is needed; a larger maxIter helps`,
      );
  }
}

function factors(cov: Matrix): { eigenvalues: Float64Array; eigenvectors: Matrix } {
  const N = cov.rows;
  const { eigenvalues, eigenvectors } = eigh(cov.toTensor());
  return {
    eigenvalues: eigenvalues.data as Float64Array,
    eigenvectors: new Matrix(eigenvectors.data as Float64Array, [N, N]),
  };
}

/** 1 as deviation of constants. */
function meanAndDeviation(y: Float64Array): [mean: number, deviation: number] {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const variance = y.reduce((a, b) => a + (b - mean) ** 2, 0) / y.length;
  return [mean, variance > 0 ? Math.sqrt(variance) : 1];
}
