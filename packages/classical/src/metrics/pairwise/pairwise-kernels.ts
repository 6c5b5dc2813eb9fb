import { requireFiniteResult } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { euclideanDistancesFast, squaredNorms } from "./euclidean-distances-fast.ts";
import { manhattanDistances } from "./pairwise-distances.ts";
import { requirePair } from "./row-distance.ts";

export interface KernelOptions {
  /** γ, 1/F unless given; 1 for chi2. */
  gamma?: number | undefined;
  /** The degree of the polynomial. */
  degree?: number;
  /** c of the polynomial and the sigmoid. */
  coef0?: number;
}

/** x·y, [N, M]. Without Y all kernels compare the rows of X with each other. */
export function linearKernel(X: MatrixLike, Y?: MatrixLike): Matrix {
  return multiplyTransposed(...requirePair("linearKernel", X, Y));
}

/** (γ x·y + c)ᵈ, d = 3 and c = 1 unless given. */
export function polynomialKernel(X: MatrixLike, Y?: MatrixLike, options: KernelOptions = {}): Matrix {
  const { degree = 3, coef0 = 1 } = options;
  const [A, B] = requirePair("polynomialKernel", X, Y);
  const γ = gammaOf("polynomialKernel", options, 1 / A.cols);
  const K = mapInPlace(multiplyTransposed(A, B), (product) => (γ * product + coef0) ** degree);
  requireFiniteResult("polynomialKernel", "the value of rows", K);
  return K;
}

/** tanh(γ x·y + c), c = 1 unless given; not positive definite in general. */
export function sigmoidKernel(X: MatrixLike, Y?: MatrixLike, options: KernelOptions = {}): Matrix {
  const { coef0 = 1 } = options;
  const [A, B] = requirePair("sigmoidKernel", X, Y);
  const γ = gammaOf("sigmoidKernel", options, 1 / A.cols);
  return mapInPlace(multiplyTransposed(A, B), (product) => Math.tanh(γ * product + coef0));
}

/** exp(−γ ‖x − y‖²), the squares by products. */
export function rbfKernel(X: MatrixLike, Y?: MatrixLike, options: KernelOptions = {}): Matrix {
  const [A, B] = requirePair("rbfKernel", X, Y);
  const γ = gammaOf("rbfKernel", options, 1 / A.cols);
  return mapInPlace(euclideanDistancesFast(A, B, { squared: true }), (d2) => Math.exp(-γ * d2));
}

/** exp(−γ ‖x − y‖₁) */
export function laplacianKernel(X: MatrixLike, Y?: MatrixLike, options: KernelOptions = {}): Matrix {
  const [A, B] = requirePair("laplacianKernel", X, Y);
  const γ = gammaOf("laplacianKernel", options, 1 / A.cols);
  return mapInPlace(manhattanDistances(A, B), (d) => Math.exp(-γ * d));
}

/** x·y / (‖x‖ ‖y‖); 0 where a row is all zeros. */
export function cosineSimilarity(X: MatrixLike, Y?: MatrixLike): Matrix {
  const [A, B] = requirePair("cosineSimilarity", X, Y);
  const out = multiplyTransposed(A, B);
  const [x, y] = [squaredNorms(A).map(Math.sqrt), squaredNorms(B).map(Math.sqrt)];
  for (let i = 0, at = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++, at++)
      out.data[at] = x[i] === 0 || y[j] === 0 ? 0 : out.data[at]! / (x[i]! * y[j]!);
  }
  return out;
}

/** −Σ (x_f − y_f)² / (x_f + y_f), 0/0 = 0, of histograms: nothing below 0. */
export function additiveChi2Kernel(X: MatrixLike, Y?: MatrixLike): Matrix {
  return chi2Distances("additiveChi2Kernel", X, Y);
}

/**
 * exp(−γ Σ (x_f − y_f)² / (x_f + y_f)), γ = 1 unless given. Zhang et al. 2007,
 * https://doi.org/10.1007/s11263-006-9794-4
 */
export function chi2Kernel(X: MatrixLike, Y?: MatrixLike, options: KernelOptions = {}): Matrix {
  const γ = gammaOf("chi2Kernel", options, 1);
  return mapInPlace(chi2Distances("chi2Kernel", X, Y), (value) => Math.exp(γ * value));
}

const kernels = {
  linear: linearKernel,
  polynomial: polynomialKernel,
  poly: polynomialKernel,
  rbf: rbfKernel,
  laplacian: laplacianKernel,
  sigmoid: sigmoidKernel,
  cosine: cosineSimilarity,
  chi2: chi2Kernel,
  additive_chi2: additiveChi2Kernel,
} as const;

export type KernelName = keyof typeof kernels;

export interface PairwiseKernelOptions extends KernelOptions {
  metric?: KernelName | ((x: Float64Array, y: Float64Array) => number);
}

/** A kernel by its name, or a function of two rows, [N, M]. */
export function pairwiseKernels(
  X: MatrixLike,
  Y?: MatrixLike,
  { metric = "linear", ...options }: PairwiseKernelOptions = {},
): Matrix {
  if (typeof metric !== "function") {
    if (Object.hasOwn(kernels, metric)) return kernels[metric](X, Y, options);
    throw new RangeError(
      `pairwiseKernels: metric ${JSON.stringify(metric)}, a function of two rows or one of ${Object.keys(kernels).join(", ")} is needed`,
    );
  }
  const [A, B] = requirePair("pairwiseKernels", X, Y);
  const out = Matrix.zeros(A.rows, B.rows);
  for (let i = 0, at = 0; i < A.rows; i++)
    for (let j = 0; j < B.rows; j++) out.data[at++] = metric(A.row(i), B.row(j));
  return out;
}

function gammaOf(where: string, { gamma }: KernelOptions, otherwise: number): number {
  const γ = gamma ?? otherwise;
  if (γ >= 0 && γ < Number.POSITIVE_INFINITY) return γ;
  throw new RangeError(`${where}: gamma ${γ}, a finite number of at least 0 is needed`);
}

function mapInPlace(matrix: Matrix, f: (value: number) => number): Matrix {
  const { data } = matrix;
  for (let at = 0; at < data.length; at++) data[at] = f(data[at]!);
  return matrix;
}

function chi2Distances(where: string, X: MatrixLike, Y: MatrixLike | undefined): Matrix {
  const [A, B] = requirePair(where, X, Y);
  for (const [name, M] of Object.entries({ X: A, Y: B })) {
    const at = M.data.findIndex((value) => value < 0);
    if (at < 0) continue;
    const place = `${name}[${Math.floor(at / M.cols)}, ${at % M.cols}]`;
    throw new RangeError(`${where}: ${place} is ${M.data[at]}, a count or share of at least 0 is needed`);
  }
  const out = Matrix.zeros(A.rows, B.rows);
  const F = A.cols;
  for (let i = 0, at = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      let sum = 0;
      for (let f = 0; f < F; f++) {
        const x = A.data[i * F + f]!;
        const y = B.data[j * F + f]!;
        if (x !== y) sum -= ((x - y) * (x - y)) / (x + y);
      }
      out.data[at++] = sum;
    }
  }
  return out;
}
