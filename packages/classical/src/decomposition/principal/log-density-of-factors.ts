import { cholesky, solveTriangular } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";

/**
 * log N(d; 0, W Wᵀ + Ψ) of each row d, [N], with K factors Wᵀ, [K, F], and the noise variances Ψ of the columns, [F].
 *
 *   A = I + Wᵀ Ψ⁻¹ W,   b = Wᵀ Ψ⁻¹ d
 *   dᵀ C⁻¹ d = dᵀ Ψ⁻¹ d − bᵀ A⁻¹ b        (Woodbury)
 *   log |C| = log |A| + Σ log ψ_j          (Sylvester)
 *
 * so that no matrix of F × F is needed. With A = L Lᵀ the quadratic form is ‖d/√ψ‖² − ‖L⁻¹ b‖².
 */
export function logDensityOfFactors(D: Matrix, components: Matrix, noise: Float64Array): Float64Array {
  const { rows: N, cols: F } = D;
  const K = components.rows;
  const roots = noise.map(Math.sqrt);
  const W = divideColumns(components, roots);
  const whitened = divideColumns(D, roots);
  const A = multiplyTransposed(W, W);
  for (let k = 0; k < K; k++) A.data[k * K + k]! += 1;
  const L = cholesky(A.toTensor());
  const b = multiplyTransposed(W, whitened); // [K, N]
  const solved = N > 0 ? (solveTriangular(L, b.toTensor(), { upper: false }).data as Float64Array) : b.data;
  let constant = F * Math.log(2 * Math.PI);
  for (const root of roots) constant += 2 * Math.log(root);
  for (let k = 0; k < K; k++) constant += 2 * Math.log(L.data[k * K + k] as number);
  return Float64Array.from({ length: N }, (_, i) => {
    let distance = 0;
    for (let j = 0; j < F; j++) distance += whitened.data[i * F + j]! ** 2;
    for (let k = 0; k < K; k++) distance -= solved[k * N + i]! ** 2;
    return -0.5 * (constant + distance);
  });
}

/** Each column over its divisor, a copy. */
export function divideColumns({ data, rows, cols }: Matrix, divisors: ArrayLike<number>): Matrix {
  const out = new Float64Array(data.length);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, at++) out[at] = data[at]! / divisors[j]!;
  return new Matrix(out, [rows, cols]);
}
