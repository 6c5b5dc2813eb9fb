/**
 * The likelihood of targets y, [N], under a Gaussian process with covariance K and noise on its diagonal:
 *
 *   K + diag(α) = L Lᵀ,   a = K⁻¹ y,   ln p = −½ yᵀa − Σ ln Lᵢᵢ − N/2 ln 2π
 *   ∂ ln p / ∂θⱼ = ½ tr((a aᵀ − K⁻¹) ∂K/∂θⱼ)
 *
 * Rasmussen and Williams 2006, algorithm 2.1 and equation 5.9.
 */
import { cholesky, solveTriangular, Tensor } from "@blankfile/tensor";
import { Matrix } from "../matrix/matrix.ts";
import { transposedMultiply } from "../matrix/products.ts";

export interface Solved {
  /** [N, N], lower. */
  L: Matrix;
  /** K⁻¹ y, [N]. */
  a: Float64Array;
  likelihood: number;
}

/** `noise` is added to the diagonal of K: one number, or one for each row. A K that is not positive definite throws. */
export function solveGaussian(K: Matrix, y: Float64Array, noise: number | ArrayLike<number>): Solved {
  const N = K.rows;
  const noisy = new Matrix(K.data.slice(), [N, N]);
  for (let i = 0; i < N; i++) noisy.data[i * N + i]! += typeof noise === "number" ? noise : noise[i]!;
  const L = new Matrix(cholesky(noisy.toTensor()).data as Float64Array, [N, N]);
  const a = solveWithFactor(L, y);
  let likelihood = (-N / 2) * Math.log(2 * Math.PI);
  for (let i = 0; i < N; i++) likelihood -= 0.5 * y[i]! * a[i]! + Math.log(L.at(i, i));
  return { L, a, likelihood };
}

/** Writes the derivatives of the likelihood by θ. */
export function gaussianGradient(
  { L, a }: Solved,
  gradients: readonly Float64Array[],
  out: Float64Array,
): void {
  const inverse = inverseOf(L).data;
  const N = a.length;
  for (const [j, slope] of gradients.entries()) {
    let sum = 0;
    for (let i = 0, at = 0; i < N; i++)
      for (let k = 0; k < N; k++, at++) sum += (a[i]! * a[k]! - inverse[at]!) * slope[at]!;
    out[j] = sum / 2;
  }
}

/** L⁻¹ B, [N, M]. */
export function solveLower(L: Matrix, B: Matrix): Matrix {
  const solved = solveTriangular(L.toTensor(), B.toTensor(), { upper: false });
  return new Matrix(solved.data as Float64Array, [B.rows, B.cols]);
}

/** (L Lᵀ)⁻¹ b, [N]. */
export function solveWithFactor(L: Matrix, b: Float64Array): Float64Array {
  const half = solveTriangular(L.toTensor(), new Tensor(b, [b.length, 1], "float64"), { upper: false });
  return solveTriangular(L.toTensor().transpose(0, 1), half, { upper: true }).data as Float64Array;
}

/** (L Lᵀ)⁻¹ = L⁻ᵀ L⁻¹, [N, N]. */
export function inverseOf(L: Matrix): Matrix {
  const half = lowerInverse(L);
  return transposedMultiply(half, half);
}

/** L⁻¹ row by row, which is lower triangular too: row i is (eᵢ − Σ_{k < i} l_ik · row k) / l_ii. */
function lowerInverse({ data: l, rows: N }: Matrix): Matrix {
  const out = Matrix.zeros(N, N);
  const inverse = out.data;
  for (let i = 0; i < N; i++) {
    const row = i * N;
    for (let k = 0; k < i; k++) {
      const factor = l[row + k]!;
      for (let j = 0, from = k * N; j <= k; j++) inverse[row + j]! -= factor * inverse[from + j]!;
    }
    inverse[row + i] = 1;
    for (let j = 0; j <= i; j++) inverse[row + j]! /= l[row + i]!;
  }
  return out;
}
