/**
 * Kernels: inner products after a mapping that need not be written out (Aizerman et al. 1964; Boser, Guyon, Vapnik 1992,
 * https://doi.org/10.1145/130385.130401).
 *
 *   linear  x·z      poly  (γ x·z + c₀)^degree      rbf  exp(−γ ‖x − z‖²)      sigmoid  tanh(γ x·z + c₀)
 */

import { choice, custom, either, integer, real } from "../../estimator/parameters.ts";
import { requireFiniteResult } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { expInPlace } from "./exp-table.ts";

/** A kernel of the caller's own. */
export type OwnKernel = (x: Float64Array, z: Float64Array) => number;

/** A kernel with all its numbers. */
export interface Kernel {
  kind: "linear" | "poly" | "rbf" | "sigmoid" | "precomputed" | "function";
  gamma: number;
  coef0: number;
  degree: number;
  /** Where the kind is function. */
  own: OwnKernel | null;
}

export const kernelParameter = either(
  choice("rbf", "linear", "poly", "sigmoid", "precomputed"),
  custom<OwnKernel>(
    (x, z) => x.reduce((sum, value, j) => sum + value * z[j]!, 0),
    (value) => typeof value === "function",
    "a function of two points",
  ),
);

/** What kernel machines are told about their kernel. */
export const kernelParameters = {
  /** By name or as a function of two points. With "precomputed", X holds the kernel's values. */
  kernel: kernelParameter,
  /** Of poly. */
  degree: integer(3, { min: 0 }),
  /** γ: scale is 1 / (F · variance of all numbers of X), by sampleWeight where scikit-learn takes each row once; auto 1 / F. */
  gamma: either(choice("scale", "auto"), real(1, { min: 0 })),
  /** c₀ of poly and sigmoid. */
  coef0: real(0),
};

export interface KernelOptions {
  kernel: "rbf" | "linear" | "poly" | "sigmoid" | "precomputed" | OwnKernel;
  degree: number;
  gamma: "scale" | "auto" | number;
  coef0: number;
}

/** The kernel for X, [N, F], whose variance, of all numbers by the rows' weights, "scale" looks at. */
export function kernelOf(
  { kernel, degree, gamma, coef0 }: KernelOptions,
  X: Matrix,
  weight?: Float64Array,
): Kernel {
  const own = typeof kernel === "function" ? kernel : null;
  const kind = typeof kernel === "function" ? "function" : kernel;
  return { kind, degree, coef0, own, gamma: gammaOf(gamma, X, weight) };
}

function gammaOf(gamma: "scale" | "auto" | number, { data, cols }: Matrix, weight?: Float64Array): number {
  if (typeof gamma === "number") return gamma;
  if (gamma === "auto") return 1 / cols;
  let [total, mean, variance] = [0, 0, 0];
  const weightOf = (at: number): number => (weight ? weight[Math.floor(at / cols)]! : 1);
  for (let at = 0; at < data.length; at++) {
    total += weightOf(at);
    mean += weightOf(at) * data[at]!;
  }
  mean /= total;
  for (let at = 0; at < data.length; at++) variance += weightOf(at) * (data[at]! - mean) ** 2;
  variance /= total;
  return variance > 0 ? 1 / (cols * variance) : 1;
}

/** K, [M, N], between the rows of A, [M, F], and B, [N, F]. With "precomputed" A is K already. */
export function kernelMatrix(kernel: Kernel, A: Matrix, B: Matrix): Matrix {
  if (kernel.kind === "precomputed") return A;
  if (kernel.kind === "function") {
    const out = Matrix.zeros(A.rows, B.rows);
    for (let i = 0, at = 0; i < A.rows; i++)
      for (let j = 0; j < B.rows; j++) out.data[at++] = kernel.own!(A.row(i), B.row(j));
    requireFiniteResult("kernel", "the value of samples", out);
    return out;
  }
  const K = multiplyTransposed(A, B);
  const [left, right] = [squaredLengths(A), squaredLengths(B)];
  for (let i = 0; i < A.rows; i++) fromDots(kernel, K.row(i), { own: left[i]!, theirs: right });
  if (kernel.kind === "poly") requireFiniteResult("kernel", "the value of samples", K);
  return K;
}

/** Replaces x·zⱼ by k(x, zⱼ). `own` is ‖x‖², `theirs` ‖zⱼ‖². */
export function fromDots(
  { kind, gamma, coef0, degree }: Kernel,
  dots: Float64Array,
  { own, theirs }: { own: number; theirs: Float64Array },
): void {
  if (kind === "poly") for (let j = 0; j < dots.length; j++) dots[j] = (gamma * dots[j]! + coef0) ** degree;
  if (kind === "sigmoid") for (let j = 0; j < dots.length; j++) dots[j] = Math.tanh(gamma * dots[j]! + coef0);
  if (kind !== "rbf") return;
  for (let j = 0; j < dots.length; j++) {
    // Rounding may bring a distance of 0 below it.
    const squared = own + theirs[j]! - 2 * dots[j]!;
    dots[j] = squared > 0 ? -gamma * squared : 0;
  }
  expInPlace(dots);
}

/** ‖x‖² of each row. */
export function squaredLengths({ data, rows, cols }: Matrix): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) out[i]! += data[at]! * data[at]!;
  }
  return out;
}

/** Refuses a precomputed kernel of fit that is not square. */
export function requireSquareKernel(where: string, { kind }: Kernel, X: Matrix): void {
  if (kind !== "precomputed" || X.rows === X.cols) return;
  throw new RangeError(
    `${where}: X is ${X.rows} × ${X.cols} with kernel "precomputed", the square matrix of all rows with all rows is needed`,
  );
}
