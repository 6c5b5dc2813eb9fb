import { eigh, type Tensor } from "@blankfile/tensor";

/**
 * A^(−1/p) of a symmetric positive definite matrix [n, n], from its eigenvalues.
 *
 *   A = V Λ Vᵀ,   A^(−1/p) = V Λ^(−1/p) Vᵀ
 *
 * Eigenvalues that rounding has put below `least`, which A's cannot be, count as `least`.
 */
export function inverseRoot(A: Tensor, p: number, least: number): Tensor {
  const { eigenvalues, eigenvectors: V } = eigh(A);
  const powers = eigenvalues.clamp({ min: least }).pow(-1 / p);
  return V.mul(powers).matmul(V.transpose(0, 1));
}
