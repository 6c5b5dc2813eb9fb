/**
 * Gaussian elimination with partial pivoting: A = P L U, L unit lower triangular with |l_ij| ≤ 1, U upper triangular.
 *
 *   step k: the row with the largest |a_ik|, i ≥ k, is swapped to k; then for i > k
 *   l_ik = a_ik / a_kk,   a_ij ← a_ij − l_ik a_kj   for j > k
 *   ∂L/∂A = P L⁻ᵀ (tril₋₁(Lᵀ G_L) + triu(G_U Uᵀ)) U⁻ᵀ
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithm 3.4.1. ‖A − P L U‖ is of order n ε max |L| |U|, and the
 * pivoting keeps |U| small on all but contrived matrices (Higham, Accuracy and Stability of Numerical Algorithms,
 * chapter 9). P is constant where the choice of pivots is.
 */

import { matmul } from "../ops/matmul.ts";
import { tril, triu } from "../ops/shape/triangle.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { eachMatrix, jointly, requireSquare, sidesOf } from "./matrices.ts";
import { mT } from "./parts.ts";
import { solveTriangular } from "./solve-triangular.ts";

export interface LU {
  /** The permutation, [..., n, n]. */
  P: Tensor;
  L: Tensor;
  U: Tensor;
}

export function lu(x: Tensor): LU {
  const a = requireSquare("lu", x);
  const [n] = sidesOf(a);
  const eliminated = jointly((data) => {
    const factors = Float64Array.from(data);
    const orders: number[][] = [];
    eachMatrix(factors, a, (matrix) => orders.push(eliminate(matrix, n).order));
    return { factors, orders };
  });
  const P = compute("lu", [a], a, (out, p) => {
    eliminated(p).orders.forEach((order, index) => {
      order.forEach((row, k) => {
        out[index * n * n + row * n + k] = 1;
      });
    });
  });
  const part = (name: string, choose: (i: number, j: number, value: number) => number): Tensor =>
    compute(name, [a], a, (out, p) => {
      const { factors } = eliminated(p);
      for (let at = 0; at < out.length; at++) {
        out[at] = choose(Math.floor(at / n) % n, at % n, factors[at]!);
      }
    });
  const L = part("lu", (i, j, value) => (i === j ? 1 : i > j ? value : 0));
  const U = part("lu", (i, j, value) => (i <= j ? value : 0));
  const toA = (inner: Tensor): Tensor => {
    const left = solveTriangular(mT(L), inner, { upper: true, unitriangular: true });
    return matmul(P, solveTriangular(mT(U), left, { upper: false, left: false }));
  };
  record("lu", L, [[a, (g) => toA(tril(matmul(mT(L), g), { diagonal: -1 })), P, L, U]]);
  record("lu", U, [[a, (g) => toA(triu(matmul(g, mT(U)))), P, L, U]]);
  return { P, L, U };
}

export interface Elimination {
  /** Row k of L and U comes from row order[k] of A. */
  order: number[];
  /** 1 for an even permutation, −1 for an odd one. */
  parity: number;
  /** The first k with u_kk = 0, or −1: then A is regular. */
  zeroPivot: number;
}

/** L and U replace A: U on and above the diagonal, L without its ones below. */
export function eliminate(a: Float64Array, n: number): Elimination {
  const order = Array.from({ length: n }, (_, i) => i);
  let [parity, zeroPivot] = [1, -1];
  for (let k = 0; k < n; k++) {
    const p = pivotRow(a, n, k);
    if (p !== k) {
      swapRows(a, n, [k, p]);
      [order[k], order[p]] = [order[p]!, order[k]!];
      parity = -parity;
    }
    const pivot = a[k * n + k]!;
    if (pivot === 0) {
      // The column below is 0 too, so nothing is left to eliminate.
      if (zeroPivot < 0) zeroPivot = k;
      continue;
    }
    for (let i = k + 1; i < n; i++) {
      const l = a[i * n + k]! / pivot;
      a[i * n + k] = l;
      if (l === 0) continue;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= l * a[k * n + j]!;
    }
  }
  return { order, parity, zeroPivot };
}

function pivotRow(a: Float64Array, n: number, k: number): number {
  let best = k;
  for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[best * n + k]!)) best = i;
  return best;
}

function swapRows(a: Float64Array, n: number, [i, j]: [number, number]): void {
  const row = a.slice(i * n, (i + 1) * n);
  a.copyWithin(i * n, j * n, (j + 1) * n);
  a.set(row, j * n);
}
