import { type Eigh, eigh, svd } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";

/** X = U diag(S) Vᵀ. */
export interface ThinSvd {
  /** Orthonormal columns, [N, K]. */
  U: Matrix;
  /** From the largest, none below 0, [K]. */
  S: Float64Array;
  /** Orthonormal rows, [K, F]. */
  Vt: Matrix;
}

/** All singular triplets, K = min(N, F): tensor's svd, to all digits of float64, at about 20 N F² operations. */
export function thinSvd(X: Matrix): ThinSvd {
  const { U, S, Vh } = svd(X.toTensor());
  const K = Math.min(X.rows, X.cols);
  return {
    U: new Matrix(U.data as Float64Array, [X.rows, K]),
    S: S.data as Float64Array,
    Vt: new Matrix(Vh.data as Float64Array, [K, X.cols]),
  };
}

/** Eigenvalues of a symmetric matrix from the largest, and its axes in rows. */
export function symmetricAxes(A: Matrix): { values: Float64Array; Vt: Matrix } {
  const n = A.rows;
  const { eigenvalues, eigenvectors, shift } = decompose(A);
  const V = eigenvectors.data as Float64Array;
  const values = new Float64Array(n);
  const Vt = Matrix.zeros(n, n);
  for (let k = 0; k < n; k++) {
    values[k] = (eigenvalues.data[n - 1 - k] as number) - shift;
    for (let j = 0; j < n; j++) Vt.data[k * n + j] = V[j * n + n - 1 - k]!;
  }
  return { values, Vt };
}

/**
 * tensor's eigh; where it does not converge, as on smooth kernels whose eigenvalues fall below all roundings, that of A + c I, c the largest sum of sizes in a
 * row. The error of c ε is the one that eigh promises anyway.
 */
function decompose(A: Matrix): Eigh & { shift: number } {
  try {
    return { ...eigh(A.toTensor()), shift: 0 };
  } catch (reason) {
    if (!(reason instanceof RangeError) || !reason.message.includes("no convergence")) throw reason;
  }
  let shift = 0;
  for (let i = 0; i < A.rows; i++)
    shift = Math.max(
      shift,
      A.row(i).reduce((sum, value) => sum + Math.abs(value), 0),
    );
  const shifted = new Matrix(A.data.slice(), [A.rows, A.cols]);
  for (let i = 0; i < A.rows; i++) shifted.data[i * A.cols + i]! += shift;
  return { ...eigh(shifted.toTensor()), shift };
}

/**
 * The same of a covariance, whose eigenvalues below 0 are roundings and become 0.
 *
 * Through XᵀX the squares of singular values are found to ε σ₁²: a σ below √ε σ₁ ≈ 1.5e-8 σ₁ has no right digits, where `thinSvd` keeps half of them.
 */
export function covarianceAxes(C: Matrix): { values: Float64Array; Vt: Matrix } {
  const { values, Vt } = symmetricAxes(C);
  return { values: values.map((λ) => Math.max(0, λ)), Vt };
}

/** The first K rows, a copy. */
export function firstRows(X: Matrix, K: number): Matrix {
  return new Matrix(X.data.slice(0, K * X.cols), [K, X.cols]);
}

/** The first K columns, a copy. */
export function firstColumns(X: Matrix, K: number): Matrix {
  return X.takeColumns(Array.from({ length: K }, (_, k) => k));
}

export function identityMatrix(n: number): Matrix {
  const out = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}
