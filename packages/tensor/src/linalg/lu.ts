/**
 * Gaussian elimination with partial pivoting: A = P L U, L unit lower triangular with |l_ij| ≤ 1, U upper triangular.
 *
 *   step k: the row with the largest |a_ik|, i ≥ k, is swapped to k; then for i > k
 *   l_ik = a_ik / a_kk,   a_ij ← a_ij − l_ik a_kj   for j > k
 *
 * A is [m, n], L [m, k], U [k, n], k = min(m, n). Gradients, with the square parts L₁, U₁ above and left and the rests L₂, U₂:
 *
 *   ∂L/∂A = P [G₁₁ G₁₂; G₂₁],   G₁₂ = L₁⁻ᵀ G_U₂,   G₂₁ = G_L₂ U₁⁻ᵀ
 *   G₁₁ = L₁⁻ᵀ (tril₋₁(L₁ᵀ G_L₁ − G_U₂ U₂ᵀ) + triu(G_U₁ U₁ᵀ − L₂ᵀ G_L₂)) U₁⁻ᵀ
 *
 * since L₁ U₁ = (PᵀA)₁₁, U₂ = L₁⁻¹ (PᵀA)₁₂ and L₂ = (PᵀA)₂₁ U₁⁻¹.
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithm 3.4.1. ‖A − P L U‖ is of order n ε max |L| |U|, and the
 * pivoting keeps |U| small on all but contrived matrices (Higham, Accuracy and Stability of Numerical Algorithms,
 * chapter 9). P is constant where the choice of pivots is.
 */

import { sub } from "../ops/arithmetic.ts";
import { cat } from "../ops/join.ts";
import { matmul } from "../ops/matmul.ts";
import { pad } from "../ops/shape/pad.ts";
import { tril, triu } from "../ops/shape/triangle.ts";
import { type Range, slice } from "../ops/slice.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { eliminate } from "./elimination.ts";
import { batchOf, eachMatrix, jointly, requireMatrices, sidesOf } from "./matrices.ts";
import { mT } from "./parts.ts";
import { solveTriangular } from "./solve-triangular.ts";

export interface LU {
  /** The permutation, [..., m, m]. */
  P: Tensor;
  /** [..., m, k]. */
  L: Tensor;
  /** [..., k, n]. */
  U: Tensor;
}

export function lu(x: Tensor): LU {
  const a = requireMatrices("lu", x);
  const [m, n] = sidesOf(a);
  const k = Math.min(m, n);
  const eliminated = jointly((data) => {
    const factors = Float64Array.from(data);
    const orders: number[][] = [];
    eachMatrix(factors, a, (matrix) => orders.push(eliminate(matrix, [m, n]).order));
    return { factors, orders };
  });
  const like = (rows: number, columns: number) => ({ shape: [...batchOf(a), rows, columns], dtype: a.dtype });
  const P = compute("lu", [a], like(m, m), (out, p) => {
    eliminated(p).orders.forEach((order, index) => {
      order.forEach((row, step) => {
        out[(index * m + row) * m + step] = 1;
      });
    });
  });
  const L = compute("lu", [a], like(m, k), (out, p) => {
    const { factors } = eliminated(p);
    for (let at = 0; at < out.length; at++) {
      const [row, j] = [Math.floor(at / k), at % k];
      out[at] = row % m > j ? factors[row * n + j]! : row % m === j ? 1 : 0;
    }
  });
  const U = compute("lu", [a], like(k, n), (out, p) => {
    const { factors } = eliminated(p);
    for (let at = 0; at < out.length; at++) {
      const [row, j] = [Math.floor(at / n), at % n];
      const i = row % k;
      if (i <= j) out[at] = factors[((row - i) / k) * m * n + i * n + j]!;
    }
  });
  record("lu", L, [[a, (g) => matmul(P, throughL({ L, U }, g)), P, L, U]]);
  record("lu", U, [[a, (g) => matmul(P, throughU({ L, U }, g)), P, L, U]]);
  return { P, L, U };
}

type Factors = Pick<LU, "L" | "U">;

/** ∂L/∂(PᵀA) from ∂L/∂L. */
function throughL({ L, U }: Factors, g: Tensor): Tensor {
  const [[m, k], n] = [sidesOf(L), U.shape.at(-1)!];
  const lower = matmul(mT(rows(L, 0, k)), rows(g, 0, k));
  if (m <= n) {
    const square = between({ L, U }, tril(lower, { diagonal: -1 }));
    return m === n ? square : pad(square, [0, n - m]);
  }
  const [L2, g2] = [rows(L, k, m), rows(g, k, m)];
  const inner = sub(tril(lower, { diagonal: -1 }), triu(matmul(mT(L2), g2)));
  const below = solveTriangular(mT(U), g2, { upper: false, left: false });
  return cat([between({ L, U }, inner), below], { dim: -2 });
}

/** ∂L/∂(PᵀA) from ∂L/∂U. */
function throughU({ L, U }: Factors, g: Tensor): Tensor {
  const [m, [k, n]] = [L.shape.at(-2)!, sidesOf(U)];
  const upper = triu(matmul(columns(g, 0, k), mT(columns(U, 0, k))));
  if (m >= n) {
    const square = between({ L, U }, upper);
    return m === n ? square : pad(square, [0, 0, 0, m - n]);
  }
  const [U2, g2] = [columns(U, k, n), columns(g, k, n)];
  const inner = sub(upper, tril(matmul(g2, mT(U2)), { diagonal: -1 }));
  const beside = solveTriangular(mT(L), g2, { upper: true, unitriangular: true });
  return cat([between({ L, U }, inner), beside], { dim: -1 });
}

/** L₁⁻ᵀ M U₁⁻ᵀ. */
function between({ L, U }: Factors, inner: Tensor): Tensor {
  const k = U.shape.at(-2)!;
  const left = solveTriangular(mT(rows(L, 0, k)), inner, { upper: true, unitriangular: true });
  return solveTriangular(mT(columns(U, 0, k)), left, { upper: false, left: false });
}

function rows(x: Tensor, from: number, to: number): Tensor {
  if (from === 0 && to === x.shape.at(-2)) return x;
  return slice(x, ...batchOf(x).map((): Range => null), [from, to]);
}

function columns(x: Tensor, from: number, to: number): Tensor {
  if (from === 0 && to === x.shape.at(-1)) return x;
  return slice(x, ...batchOf(x).map((): Range => null), null, [from, to]);
}
