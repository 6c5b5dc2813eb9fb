/**
 * The matrix of a covariance between rows, and its derivatives by θ. Of joined kernels:
 *
 *   ∂(k₁ + k₂) = ∂k₁ + ∂k₂,   ∂(k₁ k₂) = k₂ ∂k₁ + k₁ ∂k₂,   ∂kᵖ = p k^{p−1} ∂k
 */
import { Matrix } from "../../matrix/matrix.ts";
import type { Covariance } from "./covariance.ts";
import { constantMatrix, dotProductMatrix, periodicMatrix, whiteMatrix } from "./other-kernels.ts";
import { stationary } from "./stationary.ts";

/** k between the rows of X, [N, N], or of X and Z, [N, M]. Rows of X and Z count as different, also where they are equal. */
export function covarianceMatrix(kernel: Covariance, X: Matrix, Z?: Matrix): Matrix {
  return new Matrix(compute(kernel, { X, Z: Z ?? X, same: Z === undefined }, null), [X.rows, (Z ?? X).rows]);
}

/** K, [N, N], and ∂K/∂θ, one matrix for each number of `thetaOf`. */
export function covarianceGradient(kernel: Covariance, X: Matrix): { K: Matrix; gradients: Float64Array[] } {
  const gradients: Float64Array[] = [];
  const K = compute(kernel, { X, Z: X, same: true }, gradients);
  return { K: new Matrix(K, [X.rows, X.rows]), gradients };
}

/** The diagonal of K, [N]. */
export function covarianceDiagonal(kernel: Covariance, X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => covarianceMatrix(kernel, X.takeRows([i])).data[0]!);
}

interface Rows {
  X: Matrix;
  Z: Matrix;
  same: boolean;
}

/** Appends to `gradients`, where there is such a list. */
function compute(kernel: Covariance, rows: Rows, gradients: Float64Array[] | null): Float64Array {
  const { X, Z, same } = rows;
  switch (kernel.kind) {
    case "rbf":
    case "matern":
    case "rationalQuadratic":
      return stationary(kernel, [X, Z], gradients);
    case "constantKernel":
      return constantMatrix(kernel, X.rows * Z.rows, gradients);
    case "whiteKernel":
      return whiteMatrix(kernel, { N: X.rows, M: Z.rows, same }, gradients);
    case "dotProduct":
      return dotProductMatrix(kernel, [X, Z], gradients);
    case "expSineSquared":
      return periodicMatrix(kernel, [X, Z], gradients);
    case "sumKernel":
      return kernel.parts.map((part) => compute(part, rows, gradients)).reduce(added);
    case "productKernel":
      return product(kernel.parts, rows, gradients);
    case "exponentiation":
      return power(kernel, rows, gradients);
  }
}

function product(parts: readonly Covariance[], rows: Rows, gradients: Float64Array[] | null): Float64Array {
  const found = parts.map((part) => {
    const own: Float64Array[] | null = gradients ? [] : null;
    return { K: compute(part, rows, own), own };
  });
  for (const [at, { own }] of found.entries()) {
    const others = found.flatMap(({ K }, other) => (other === at ? [] : [K])).reduce(multiplied);
    for (const slope of own ?? []) gradients!.push(multiplied(slope, others));
  }
  return found.map(({ K }) => K).reduce(multiplied);
}

function power(
  { parts, constant: p }: Covariance,
  rows: Rows,
  gradients: Float64Array[] | null,
): Float64Array {
  const own: Float64Array[] | null = gradients ? [] : null;
  const K = compute(parts[0]!, rows, own);
  for (const slope of own ?? []) gradients!.push(slope.map((d, at) => p * K[at]! ** (p - 1) * d));
  return K.map((k) => k ** p);
}

function added(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value + b[at]!);
}

function multiplied(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value * b[at]!);
}
