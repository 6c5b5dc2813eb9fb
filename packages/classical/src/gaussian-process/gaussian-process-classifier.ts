import { Philox } from "@blankfile/tensor";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { integer, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { gpParameters, usualKernel } from "./gp-parameters.ts";
import { type Covariance, showKernel, thetaOf } from "./kernels/covariance.ts";
import { covarianceDiagonal, covarianceGradient, covarianceMatrix } from "./kernels/covariance-matrix.ts";
import { expectedSigmoid, findMode, laplaceGradient, latent, type Mode } from "./laplace.ts";
import { maximizeTheta } from "./maximize-theta.ts";

const parameters = {
  ...gpParameters,
  /** Newton's steps to the mode. */
  maxIterPredict: integer(100, { min: 1 }),
  /** Steps of each search for θ. */
  maxIter: integer(200, { min: 1 }),
};
export type GaussianProcessClassifierOptions = Options<typeof parameters>;

/** One process: f above 0 for its class. */
interface Process {
  kernel: Covariance;
  /** 1 for rows of its class, else 0, [N]. */
  y: Float64Array;
  pi: Float64Array;
  rootW: Float64Array;
  L: Matrix;
  likelihood: number;
}

/**
 * Classes by a latent Gaussian process through σ, by Laplace's approximation (`laplace.ts`): P(1 | x) = ∫ σ(f) N(f | mean, variance at x) df.
 * Of more than two classes, one process against the rest for each, their probabilities divided by their sum. Williams and Barber 1998,
 * https://doi.org/10.1109/34.735807
 */
export class GaussianProcessClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("GaussianProcessClassifier", GaussianProcessClassifier);
  }
  /** The rows of fit, [N, F]. */
  declare XTrain_: Matrix;
  /** One for the second of two classes, else one for each class. */
  declare processes_: Process[];
  /** The mean over the processes. */
  declare logMarginalLikelihoodValue_: number;

  constructor(options: GaussianProcessClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { isRandom: this.params.nRestartsOptimizer > 0 };
  }

  /** The kernels with θ as learnt, one for each process. */
  get kernels_(): Covariance[] | undefined {
    return this.isFitted ? this.processes_.map(({ kernel }) => kernel) : undefined;
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    const queries = this.checked("predictProba", X);
    const K = this.classes_.length;
    const found = this.processes_.map((process) => {
      const { mean, variance } = this.#latent(process, queries);
      return mean.map((m, i) => expectedSigmoid(m, variance[i]!));
    });
    const out = Matrix.zeros(queries.rows, K);
    for (let i = 0; i < queries.rows; i++) {
      const own = K === 2 ? [1 - found[0]![i]!, found[0]![i]!] : found.map((p) => p[i]!);
      const total = own.reduce((a, b) => a + b, 0);
      out.row(i).set(own.map((p) => p / total));
    }
    return out;
  }

  /** Mean and variance of f of the rows of X, by process; of two classes there is one. */
  latentMeanAndVariance(X: MatrixLike): { mean: Float64Array; variance: Float64Array }[] {
    const queries = this.checked("latentMeanAndVariance", X);
    return this.processes_.map((process) => this.#latent(process, queries));
  }

  protected learn({ X, y, classes, onProgress }: Classified): void {
    this.XTrain_ = new Matrix(X.data.slice(), [X.rows, X.cols]);
    const targets = classes.length === 2 ? [1] : classes.map((_, k) => k);
    this.processes_ = targets.map((target, at) => {
      const process = this.#process(
        Float64Array.from(y, (code) => Number(code === target)),
        at,
      );
      onProgress(at + 1, targets.length);
      return process;
    });
    this.logMarginalLikelihoodValue_ =
      this.processes_.reduce((sum, { likelihood }) => sum + likelihood, 0) / targets.length;
  }

  protected codes(X: Matrix): Int32Array {
    if (this.classes_.length > 2) return argmaxRows(this.predictProba(X));
    const { mean } = this.#latent(this.processes_[0]!, X);
    return Int32Array.from(mean, (f) => Number(f > 0));
  }

  #process(y: Float64Array, at: number): Process {
    const { optimizer, nRestartsOptimizer, randomState, maxIter } = this.params;
    let kernel = this.params.kernel ?? usualKernel("fixed");
    if (optimizer !== null && thetaOf(kernel).length > 0) {
      const best = maximizeTheta(kernel, (candidate, gradient) => this.#likelihood(candidate, y, gradient), {
        restarts: nRestartsOptimizer,
        rng: new Philox(randomState).fork(at),
        maxIter,
      });
      kernel = best.kernel;
      if (best.atBound.length > 0)
        this.warn(
          `θ ended at its bounds in place ${best.atBound.join(", ")} of ${showKernel(kernel)}; wider bounds, or another kernel`,
        );
      else if (!best.converged)
        this.warn(
          `the search for θ stopped after ${maxIter} steps at most, an end before is needed; a larger maxIter helps`,
        );
    }
    const mode = this.#mode(covarianceMatrix(kernel, this.XTrain_), y);
    if (!mode.converged)
      this.warn(
        `Newton's steps to the mode stopped after ${this.params.maxIterPredict} while the likelihood still rose, a rise of less than 1e-10 is needed; a larger maxIterPredict helps`,
      );
    const { pi, rootW, L, likelihood } = mode;
    return { kernel, y, pi, rootW, L, likelihood };
  }

  #mode(K: Matrix, y: Float64Array): Mode {
    return findMode(K, y, this.params.maxIterPredict);
  }

  #likelihood(kernel: Covariance, y: Float64Array, gradient: Float64Array): number {
    const { K, gradients } = covarianceGradient(kernel, this.XTrain_);
    const mode = this.#mode(K, y);
    laplaceGradient({ K, gradients, y }, mode, gradient);
    return mode.likelihood;
  }

  #latent(process: Process, X: Matrix): { mean: Float64Array; variance: Float64Array } {
    const across = covarianceMatrix(process.kernel, this.XTrain_, X);
    return latent(process, { across, prior: covarianceDiagonal(process.kernel, X) });
  }
}
