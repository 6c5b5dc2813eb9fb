/**
 * Principal components of images φ(x) that are known only through their inner products k(x, y) = ⟨φ(x), φ(y)⟩.
 *
 *   K̃ = K centred,   K̃ a_k = λ_k a_k                      a_k gives the axis v_k = Σ_i a_ki φ̃(x_i) / √λ_k
 *   z_k(x) = ⟨v_k, φ̃(x)⟩ = Σ_i a_ki k̃(x, x_i) / √λ_k       √λ_k a_ki on the rows of fit
 *
 * Schölkopf, Smola and Müller 1998, https://doi.org/10.1162/089976698300017467. The way back has no exact answer: x is learnt from z by kernel ridge
 * regression on the rows of fit, x̂(z) = k(z, Z) (k(Z, Z) + α I)⁻¹ X: Bakır, Weston and Schölkopf 2004, Learning to find pre-images, NIPS 16.
 */

import { solve } from "@blankfile/tensor";
import { nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { largestEigenpairs } from "../../matrix/largest-eigenpairs.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiply, timesVector } from "../../matrix/products.ts";
import { pairwiseKernels } from "../../metrics/pairwise/pairwise-kernels.ts";
import { flipByColumns } from "../factorisations/flip-signs.ts";
import { firstColumns, symmetricAxes } from "../factorisations/thin-svd.ts";
import { centerKernel, type KernelMeans, kernelMeans } from "./center-kernel.ts";
import { validateComponents } from "./principal-projection.ts";

const parameters = {
  /** K; null for all with an eigenvalue above 0. */
  nComponents: optional(integer(2, { min: 1 })),
  /** "precomputed": X is the kernel matrix itself. */
  kernel: choice("linear", "poly", "rbf", "sigmoid", "cosine", "precomputed"),
  /** γ of rbf, poly and sigmoid; null for 1/F. */
  gamma: optional(real(1, { min: 0 })),
  /** Of poly. */
  degree: real(3, { min: 0 }),
  /** c of poly and sigmoid. */
  coef0: real(1),
  /** α of the ridge regression back. */
  alpha: real(1, { min: 0 }),
  /** Whether inverseTransform is wanted. */
  fitInverseTransform: boolean(false),
  /** Drops components without variance even where nComponents is given. */
  removeZeroEig: boolean(false),
  randomState,
};

export type KernelPCAOptions = Options<typeof parameters>;

/** Eigenvalues up to this share of the largest are roundings of 0. */
const roundings = 1e-12;

export class KernelPCA extends Transformer<typeof parameters> {
  static {
    nameClass("KernelPCA", KernelPCA);
  }

  /** λ of the centred kernel matrix, from the largest, [K]. */
  declare eigenvalues_: Float64Array;
  /** a, orthonormal columns whose element largest in size is above 0, [N, K]. */
  declare eigenvectors_: Matrix;
  /** γ as it was used. */
  declare gamma_: number;
  /** The rows of fit, [N, F]. */
  declare XFit_: Matrix;
  declare kernelMeans_: KernelMeans;
  /** Of the regression back: (k(Z, Z) + α I)⁻¹ X, [N, F]. */
  declare dualCoef_?: Matrix;
  /** Z, the rows of fit, transformed, [N, K]. */
  declare XTransformedFit_?: Matrix;

  constructor(options: KernelPCAOptions = {}) {
    super(parameters, options);
  }

  /** The x that each z, [N, K], most likely came from, [N, F]; fitInverseTransform must have been true. */
  inverseTransform(Z: MatrixLike): Matrix {
    const matrix = validateComponents(
      this,
      Z,
      this.isFitted ? this.eigenvectors_.transpose() : Matrix.zeros(0, 0),
    );
    if (!this.dualCoef_ || !this.XTransformedFit_)
      this.refuse("inverseTransform", "fitInverseTransform is false, true is needed before fit");
    return multiply(this.#kernel(matrix, this.XTransformedFit_), this.dualCoef_).withNames(this.namesIn());
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("kernelpca", this.eigenvalues_.length);
  }

  protected learn({ X }: Unlabelled): void {
    const { kernel, gamma, fitInverseTransform } = this.params;
    if (kernel === "precomputed" && X.rows !== X.cols)
      this.refuse("fit", `X is ${X.rows} × ${X.cols}, a square kernel matrix is needed for "precomputed"`);
    if (kernel === "precomputed" && fitInverseTransform)
      this.refuse(
        "fit",
        'kernel is "precomputed", one that is computed from rows is needed for fitInverseTransform',
      );
    this.gamma_ = gamma ?? 1 / X.cols;
    const K = this.#kernel(X, X);
    this.kernelMeans_ = kernelMeans(K);
    this.#decompose(centerKernel(K, this.kernelMeans_));
    this.XFit_ = new Matrix(X.data.slice(), [X.rows, X.cols]);
    if (fitInverseTransform) this.#learnWayBack(X);
  }

  protected change(X: Matrix): Matrix {
    const K = centerKernel(this.#kernel(X, this.XFit_), this.kernelMeans_);
    const { data, cols } = this.eigenvectors_;
    const scaled = data.map((value, at) => {
      const λ = this.eigenvalues_[at % cols]!;
      return λ > 0 ? value / Math.sqrt(λ) : 0;
    });
    return multiply(K, new Matrix(scaled, [this.eigenvectors_.rows, cols]));
  }

  /** k of each row of A with each of B, a new matrix. */
  #kernel(A: Matrix, B: Matrix): Matrix {
    const { kernel, degree, coef0 } = this.params;
    if (A.rows === 0) return Matrix.zeros(0, B.rows);
    if (kernel === "precomputed") return new Matrix(A.data.slice(), [A.rows, A.cols]);
    return pairwiseKernels(A, B, { metric: kernel, gamma: this.gamma_, degree, coef0 });
  }

  #decompose(K: Matrix): void {
    const { nComponents, removeZeroEig, randomState } = this.params;
    const N = K.rows;
    if (nComponents !== null && nComponents > N)
      this.refuse("fit", `nComponents is ${nComponents} of ${N} rows, at most ${N} is needed`);
    const { values, vectors } =
      nComponents === null ? everyEigenpair(K) : leading(K, nComponents, randomState);
    const largest = Math.max(values[0]!, 0);
    const lowest = values.reduce((low, value) => Math.min(low, value), 0);
    if (lowest < -1e-5 * Math.max(largest, Number.MIN_VALUE) && lowest < -roundings)
      this.refuse(
        "fit",
        `the centred kernel matrix has an eigenvalue of ${lowest}, none below 0 is needed; a positive definite kernel, or fewer components`,
      );
    const cleaned = values.map((λ) => (λ > roundings * largest ? λ : 0));
    const isCut = nComponents === null || removeZeroEig;
    const kept = Array.from(cleaned.keys()).filter((k) => !isCut || cleaned[k]! > 0);
    if (kept.length === 0) this.refuse("fit", "all rows have the same image, rows that differ are needed");
    this.eigenvalues_ = Float64Array.from(kept, (k) => cleaned[k]!);
    this.eigenvectors_ = vectors.takeColumns(kept);
  }

  #learnWayBack(X: Matrix): void {
    const { data, rows, cols } = this.eigenvectors_;
    const Z = new Matrix(
      data.map((value, at) => value * Math.sqrt(this.eigenvalues_[at % cols]!)),
      [rows, cols],
    );
    const K = this.#kernel(Z, Z);
    for (let i = 0; i < rows; i++) K.data[i * rows + i]! += this.params.alpha;
    this.dualCoef_ = new Matrix(solve(K.toTensor(), X.toTensor()).data as Float64Array, [rows, X.cols]);
    this.XTransformedFit_ = Z;
  }
}

function everyEigenpair(K: Matrix): { values: Float64Array; vectors: Matrix } {
  const { values, Vt } = symmetricAxes(K);
  const vectors = Vt.transpose();
  flipByColumns(vectors);
  return { values, vectors };
}

/** The `count` largest, through products where they are few. */
function leading(K: Matrix, count: number, seed: number): { values: Float64Array; vectors: Matrix } {
  const N = K.rows;
  // Where largestEigenpairs would decompose the whole matrix too.
  if (N <= 160 || count > N / 4) {
    const { values, vectors } = everyEigenpair(K);
    return { values: values.slice(0, count), vectors: firstColumns(vectors, count) };
  }
  const product = (x: Float64Array, y: Float64Array): void => {
    y.set(timesVector(K, x));
  };
  return largestEigenpairs(N, product, count, { seed });
}
