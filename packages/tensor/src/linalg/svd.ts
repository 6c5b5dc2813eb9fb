/**
 * The singular value decomposition A = U Σ Vᵀ, σ₁ ≥ … ≥ σ_k ≥ 0, k = min(m, n), U and V with k orthonormal columns.
 *
 *   A = Q R if m > n;  R = P B Wᵀ, B bidiagonal, and B = U_B Σ V_Bᵀ (`bidiagonal.ts`):  U = Q P U_B,  V = W V_B
 *   ∂L/∂A = U (g_Σ + (skew(Uᵀ G_U) ∘ F) Σ + Σ (skew(Vᵀ G_V) ∘ F)) Vᵀ
 *         + (I − U Uᵀ) G_U Σ⁻¹ Vᵀ + U Σ⁻¹ G_Vᵀ (I − V Vᵀ),   f_ij = 1 / (σ_j² − σ_i²), skew(M) = M − Mᵀ
 *
 * So the singular values are those of a matrix n ε ‖A‖ away (Golub and Kahan 1965). Where norms of rows or columns differ
 * a thousandfold, small singular values may be determined better than that, and one-sided Jacobi after a QR step finds them
 * to nearly all digits (`jacobi.ts`): G R = Σ W, U = Q Gᵀ, Vᵀ = W. It takes about eight times as long. Drmač and Veselić 2008,
 * New fast and accurate Jacobi SVD algorithm. Gradient: Townsend 2016, Differentiating the singular value decomposition.
 *
 * Always the reduced form; PyTorch's default is the full one, whose additional columns are arbitrary and have no gradient.
 * A pair u, v is determined up to a common sign, and where singular values coincide only up to a rotation: there the
 * gradient through U and V does not exist, and that through Σ does.
 */
import { add, div, mul, sub } from "../ops/arithmetic.ts";
import { matmul } from "../ops/matmul.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { where } from "../ops/select.ts";
import { sizeOf } from "../shape.ts";
import { compute, isGradEnabled, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { bidiagonalize, diagonalizeBidiagonal, diagonalizeValues } from "./bidiagonal.ts";
import { orthogonalizeRows } from "./jacobi.ts";
import {
  batchOf,
  eachMatrix,
  inBatch,
  jointly,
  largest,
  requireFinite,
  requireMatrices,
  sidesOf,
} from "./matrices.ts";
import { diagonalMatrix, mask, mT } from "./parts.ts";
import { applyReflections, triangularize } from "./reflections.ts";

export interface SVD {
  /** [..., m, k], the left singular vectors in columns. */
  U: Tensor;
  /** [..., k], from the largest. */
  S: Tensor;
  /** [..., k, n], the right singular vectors in rows. */
  Vh: Tensor;
}

export function svd(x: Tensor): SVD {
  const a = requireMatrices("svd", x);
  requireFinite("svd", a);
  const [m, n] = sidesOf(a);
  if (m >= n) return tall(a);
  const { U, S, Vh } = tall(mT(a));
  return { U: mT(Vh), S, Vh: mT(U) };
}

/** The singular values alone, from the largest. */
export function svdvals(x: Tensor): Tensor {
  const a = requireMatrices("svd", x);
  if (isGradEnabled() && a.requiresGrad) return svd(a).S;
  requireFinite("svd", a);
  const [m, n] = sidesOf(a);
  const high = m >= n ? a : mT(a);
  const k = Math.min(m, n);
  return compute("svd", [high], { shape: [...batchOf(a), k], dtype: a.dtype }, (out, p) => {
    eachMatrix(Float64Array.from(p), high, (matrix, index) =>
      out.set(valuesOf(matrix, [Math.max(m, n), k], inBatch(index, a)), index * k),
    );
  });
}

/** What `decompose` finds, without vectors where that is a shorter way. */
function valuesOf(a: Float64Array, [m, n]: readonly [number, number], place: string): Float64Array {
  if (graded(a, [m, n])) return decompose(a, [m, n], place).sigma;
  const { r } = m > n ? triangularize(a, [m, n]) : { r: a };
  const scale = normalize(r);
  const b = bidiagonalize(r, n);
  if (!diagonalizeValues(b)) throw noConvergence(place);
  return b.d
    .map((value) => Math.abs(value) * scale)
    .sort()
    .reverse();
}

/** For m ≥ n, so k = n. */
function tall(a: Tensor): SVD {
  const [m, n] = sidesOf(a);
  const batch = batchOf(a);
  const count = sizeOf(batch);
  const decomposed = jointly((data) => {
    const us = new Float64Array(count * m * n);
    const sigmas = new Float64Array(count * n);
    const vs = new Float64Array(count * n * n);
    eachMatrix(Float64Array.from(data), a, (matrix, index) => {
      const { u, sigma, v } = decompose(matrix, [m, n], inBatch(index, a));
      us.set(u, index * m * n);
      sigmas.set(sigma, index * n);
      vs.set(v, index * n * n);
    });
    return { us, sigmas, vs };
  });
  const { dtype } = a;
  const U = compute("svd", [a], a, (out, p) => out.set(decomposed(p).us));
  const S = compute("svd", [a], { shape: [...batch, n], dtype }, (out, p) => out.set(decomposed(p).sigmas));
  const Vh = compute("svd", [a], { shape: [...batch, n, n], dtype }, (out, p) => out.set(decomposed(p).vs));

  const around = (inner: Tensor): Tensor => matmul(U, matmul(inner, Vh));
  const toA = {
    S: (g: Tensor): Tensor => around(diagonalMatrix(g)),
    U: (g: Tensor): Tensor => {
      const projected = matmul(mT(U), g);
      const inside = around(mul(mul(skew(projected), inverseGaps(S)), unsqueeze(S, -2)));
      if (m === n) return inside;
      const outside = div(sub(g, matmul(U, projected)), unsqueeze(S, -2));
      return add(inside, matmul(outside, Vh));
    },
    // V is square, so nothing lies outside its span.
    Vh: (g: Tensor): Tensor => around(mul(unsqueeze(S, -1), mul(skew(matmul(Vh, mT(g))), inverseGaps(S)))),
  };
  record("svd", U, [[a, toA.U, U, S, Vh]]);
  record("svd", S, [[a, toA.S, U, Vh]]);
  record("svd", Vh, [[a, toA.Vh, U, S, Vh]]);
  return { U, S, Vh };
}

interface Decomposition {
  u: Float64Array;
  sigma: Float64Array;
  v: Float64Array;
}

function decompose(a: Float64Array, [m, n]: readonly [number, number], place: string): Decomposition {
  const isGraded = graded(a, [m, n]);
  const { r, reflections } = m > n || isGraded ? triangularize(a, [m, n]) : { r: a, reflections: null };
  // Jacobi can go on turning rows that roundings keep from being orthogonal.
  const square = (isGraded ? byJacobi(r.slice(), n) : undefined) ?? byGolubKahan(r, n);
  if (!square) throw noConvergence(place);
  if (!reflections) return square;
  // U above zeros, then the reflections.
  const u = new Float64Array(m * n);
  u.set(square.u);
  applyReflections(reflections, u, n);
  return { ...square, u };
}

/** Norms of columns, or of rows, that differ this much may hide small singular values that Jacobi finds to all digits. */
const GRADED = 2 ** 10;

function graded(a: Float64Array, [m, n]: readonly [number, number]): boolean {
  const columns = new Float64Array(n);
  const rows = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const size = Math.abs(a[i * n + j]!);
      if (size > columns[j]!) columns[j] = size;
      if (size > rows[i]!) rows[i] = size;
    }
  }
  const spread = (sizes: Float64Array): number => largest(sizes) / sizes.reduce(smallerNonZero, Infinity);
  return Math.max(spread(columns), spread(rows)) > GRADED;
}

function smallerNonZero(least: number, size: number): number {
  return size > 0 && size < least ? size : least;
}

function byJacobi(r: Float64Array, n: number): Decomposition | undefined {
  const rows = orthogonalizeRows(r, n);
  return rows && { u: transposed(rows.g, n), sigma: rows.sigma, v: rows.w };
}

function byGolubKahan(r: Float64Array, n: number): Decomposition | undefined {
  const scale = normalize(r);
  const b = bidiagonalize(r, n);
  const vectors = diagonalizeBidiagonal(b);
  if (!vectors) return undefined;
  const order = Array.from(b.d.keys()).sort((i, j) => Math.abs(b.d[j]!) - Math.abs(b.d[i]!));
  const [u, v] = [new Float64Array(n * n), new Float64Array(n * n)];
  order.forEach((from, k) => {
    const sign = b.d[from]! < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) {
      u[i * n + k] = sign * vectors.u[from * n + i]!;
      v[i * n + k] = vectors.v[from * n + i]!;
    }
  });
  applyReflections(b.left, u, n);
  applyReflections(b.right, v, n);
  return { u, sigma: Float64Array.from(order, (from) => Math.abs(b.d[from]!) * scale), v: transposed(v, n) };
}

/** Divides by a power of two, which rounds nothing, so that squares stay in range; returns it. */
function normalize(r: Float64Array): number {
  const scale = 2 ** Math.floor(Math.log2(largest(r) || 1));
  for (let at = 0; at < r.length; at++) r[at]! /= scale;
  return scale;
}

function noConvergence(place: string): RangeError {
  return new RangeError(
    `svd: no convergence after 60 steps a singular value${place}, finite numbers far from overflow are needed`,
  );
}

function transposed(x: Float64Array, n: number): Float64Array {
  const y = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) y[j * n + i] = x[i * n + j]!;
  return y;
}

function skew(x: Tensor): Tensor {
  return sub(x, mT(x));
}

/** f_ij = 1 / (σ_j² − σ_i²), as (σ_j − σ_i)(σ_j + σ_i). */
function inverseGaps(s: Tensor): Tensor {
  const n = s.shape.at(-1)!;
  const diagonal = mask([n, n], (i, j) => i === j);
  const [row, column] = [unsqueeze(s, -2), unsqueeze(s, -1)];
  const gaps = mul(sub(row, column), add(row, column));
  // 1 in place of the diagonal's 0, so that no infinity enters second derivatives.
  return where(diagonal, 0, div(1, where(diagonal, 1, gaps)));
}
