import { eigh } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, optional, real, withDefault } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { Matrix } from "../matrix/matrix.ts";
import { timesVector, transposedTimesVector } from "../matrix/products.ts";
import {
  type Kernel,
  type KernelOptions,
  kernelMatrix,
  kernelOf,
  kernelParameter,
  kernelParameters,
  requireSquareKernel,
} from "../svm/kernels/kernel-function.ts";
import { solveGaussian } from "./gaussian-likelihood.ts";

const parameters = {
  /** λ, the weight of the penalty. */
  alpha: real(1, { min: 0 }),
  kernel: withDefault<KernelOptions["kernel"]>("linear", kernelParameter),
  /** γ of rbf, poly and sigmoid; null is 1 / F. */
  gamma: optional(real(1, { min: 0 })),
  degree: withDefault(3, kernelParameters.degree),
  coef0: real(1),
};
export type KernelRidgeOptions = Options<typeof parameters>;

/**
 * Ridge regression in the space of a kernel: min Σ wᵢ (yᵢ − w·φ(xᵢ))² + λ ‖w‖² has w = Σ βᵢ φ(xᵢ) with
 *
 *   (W^½ K W^½ + λ I) W^{−½} β = W^½ y,   ŷ = Σ βᵢ k(xᵢ, x)
 *
 * without an intercept. It is the mean of a Gaussian process with noise λ. Saunders, Gammerman and Vovk 1998.
 */
export class KernelRidge extends Regressor<typeof parameters> {
  static {
    nameClass("KernelRidge", KernelRidge);
  }
  /** β, [N]. */
  declare dualCoef_: Float64Array;
  /** The rows of fit, [N, F]. */
  declare XFit_: Matrix;
  /** The kernel with γ as it is used. */
  declare kernel_: Kernel;

  constructor(options: KernelRidgeOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn({ X, y, sampleWeight }: Measured): void {
    const { gamma } = this.params;
    this.kernel_ = kernelOf({ ...this.params, gamma: gamma ?? "auto" }, X);
    requireSquareKernel(`${this.name}.fit`, this.kernel_, X);
    const root = sampleWeight?.map(Math.sqrt) ?? new Float64Array(X.rows).fill(1);
    const N = X.rows;
    const K = kernelMatrix(this.kernel_, X, X).data.map(
      (k, at) => k * root[Math.floor(at / N)]! * root[at % N]!,
    );
    const target = y.map((value, i) => value * root[i]!);
    this.dualCoef_ = this.#solve(new Matrix(K, [N, N]), target).map((b, i) => b * root[i]!);
    this.XFit_ = new Matrix(X.data.slice(), [N, X.cols]);
  }

  /** By Cholesky; where K + λ I is not positive definite, the shortest of the least squares solutions, by eigenvectors. */
  #solve(K: Matrix, target: Float64Array): Float64Array {
    const { alpha } = this.params;
    try {
      return solveGaussian(K, target, alpha).a;
    } catch {
      this.warn(`K + ${alpha} I is not positive definite, least squares are used; a larger alpha helps`);
    }
    const N = K.rows;
    const penalised = new Matrix(K.data.slice(), [N, N]);
    for (let i = 0; i < N; i++) penalised.data[i * N + i]! += alpha;
    const { eigenvalues, eigenvectors } = eigh(penalised.toTensor());
    const [lambda, V] = [eigenvalues.data, new Matrix(eigenvectors.data as Float64Array, [N, N])];
    const most = Array.from(lambda, Math.abs).reduce((a, b) => Math.max(a, b), 0);
    const along = transposedTimesVector(V, target);
    const inverted = along.map((value, i) =>
      Math.abs(Number(lambda[i])) > N * 2 ** -52 * most ? value / Number(lambda[i]) : 0,
    );
    return timesVector(V, inverted);
  }

  protected values(X: Matrix): Float64Array {
    return timesVector(kernelMatrix(this.kernel_, X, this.XFit_), this.dualCoef_);
  }
}
