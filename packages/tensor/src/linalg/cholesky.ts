/**
 * The Cholesky factor of a symmetric positive definite matrix: A = L Lᵀ, L lower triangular with a positive diagonal.
 *
 *   l_jj = √(a_jj − Σ_{k<j} l_jk²),   l_ij = (a_ij − Σ_{k<j} l_ik l_jk) / l_jj   for i > j
 *   ∂L/∂A = sym(L⁻ᵀ Φ(Lᵀ G) L⁻¹),   Φ: the lower triangle with half the diagonal, sym(M) = (M + Mᵀ) / 2
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.5. Gradient: Murray 2016,
 * https://arxiv.org/abs/1602.07527. ‖A − L Lᵀ‖ is of order n ε ‖A‖ without pivoting (Higham, Accuracy and Stability of
 * Numerical Algorithms, theorem 10.3).
 *
 * Only the lower triangle of A is read, as in PyTorch.
 */
import { add, mul } from "../ops/arithmetic.ts";
import { matmul } from "../ops/matmul.ts";
import { tril } from "../ops/shape/triangle.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { BLOCK, type Block, subtractProduct } from "./blocks.ts";
import { eachMatrix, inBatch, requireSquare, sidesOf } from "./matrices.ts";
import { mT } from "./parts.ts";
import { solveTriangular } from "./solve-triangular.ts";

export function cholesky(x: Tensor): Tensor {
  const a = requireSquare("cholesky", x);
  const l = compute("cholesky", [a], a, (out, p) => {
    const [n] = sidesOf(a);
    const factors = Float64Array.from(p);
    eachMatrix(factors, a, (matrix, index) => {
      const bad = factor(matrix, n);
      if (bad >= 0) {
        throw new RangeError(
          `cholesky: the leading minor of order ${bad + 1} is not positive${inBatch(index, a)}, a positive definite matrix is needed`,
        );
      }
    });
    out.set(factors);
  });
  return record("cholesky", l, [
    [
      a,
      (g) => {
        const phi = halfDiagonal(matmul(mT(l), g));
        // L⁻ᵀ Φ L⁻¹ by two triangular solves.
        const left = solveTriangular(mT(l), phi, { upper: true });
        const s = solveTriangular(l, left, { upper: false, left: false });
        return mul(add(s, mT(s)), 0.5);
      },
      l,
    ],
  ]);
}

/**
 * L replaces A, by blocks of columns: [L₁₁; L₂₁] from those of A, then A₂₂ ← A₂₂ − L₂₁ L₂₁ᵀ. Returns the row whose diagonal
 * is not positive, or −1.
 */
function factor(a: Float64Array, n: number): number {
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(from + BLOCK, n);
    const bad = factorColumns(a, n, [from, to]);
    if (bad >= 0) return bad;
    const part = (column: number, columns: number): Block => {
      return { data: a, start: to * n + column, stride: n, rows: n - to, columns };
    };
    if (to < n) subtractProduct(part(to, n - to), part(from, to - from), part(from, to - from), true);
  }
  for (let i = 0; i < n; i++) a.fill(0, i * n + i + 1, (i + 1) * n);
  return -1;
}

/** The columns from … to − 1 of L, where what the columns before take away is gone. */
function factorColumns(a: Float64Array, n: number, [from, to]: readonly [number, number]): number {
  for (let i = from; i < n; i++) {
    for (let j = from; j < Math.min(i + 1, to); j++) {
      let rest = a[i * n + j]!;
      for (let k = from; k < j; k++) rest -= a[i * n + k]! * a[j * n + k]!;
      if (j < i) a[i * n + j] = rest / a[j * n + j]!;
      // Written so that NaN fails too.
      else if (rest > 0 && rest < Infinity) a[i * n + i] = Math.sqrt(rest);
      else return i;
    }
  }
  return -1;
}

function halfDiagonal(m: Tensor): Tensor {
  return mul(add(tril(m), tril(m, { diagonal: -1 })), 0.5);
}
