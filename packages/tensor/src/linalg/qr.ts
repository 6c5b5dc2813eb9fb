/**
 * The QR factors by Householder reflections: A = Q R, Q with k = min(m, n) orthonormal columns, R [k, n] upper triangular.
 *
 *   step k, x = a_{k…m, k}:   α = −sign(x₁) ‖x‖,   v = (x − α e₁) / (x₁ − α),   τ = (α − x₁) / α
 *   H_k = I − τ v vᵀ sends x to α e₁, so R = H_k … H_1 A and Q = H_1 … H_k
 *   ∂L/∂A = (G_Q + Q copyltu(M)) R⁻ᵀ,   M = R G_Rᵀ − G_Qᵀ Q,   copyltu: the lower triangle, mirrored upwards
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithms 5.1.1 and 5.2.1; the signs are LAPACK's. Gradient:
 * Seeger et al. 2017, https://arxiv.org/abs/1710.08717, for full column rank. ‖A − Q R‖ and ‖QᵀQ − I‖ are of order m n ε
 * for every A (Higham, Accuracy and Stability of Numerical Algorithms, theorem 19.4).
 */
import { add, sub } from "../ops/arithmetic.ts";
import { cat } from "../ops/join.ts";
import { matmul } from "../ops/matmul.ts";
import { tril } from "../ops/shape/triangle.ts";
import { type Range, slice } from "../ops/slice.ts";
import { sizeOf } from "../shape.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { batchOf, eachMatrix, jointly, requireMatrices, sidesOf } from "./matrices.ts";
import { mT } from "./parts.ts";
import { solveTriangular } from "./solve-triangular.ts";

export interface QR {
  Q: Tensor;
  R: Tensor;
}

export function qr(x: Tensor): QR {
  const a = requireMatrices("qr", x);
  const [m, n] = sidesOf(a);
  if (m >= n) return reduced(a);
  // A = [A₁ A₂] with square A₁ = Q R₁, so R = [R₁ QᵀA₂].
  const all: Range[] = batchOf(a).map(() => null);
  const { Q, R } = reduced(slice(a, ...all, null, [0, m]));
  return { Q, R: cat([R, matmul(mT(Q), slice(a, ...all, null, [m]))], { dim: -1 }) };
}

/** For m ≥ n. */
function reduced(a: Tensor): QR {
  const [m, n] = sidesOf(a);
  const batch = batchOf(a);
  const reflected = jointly((data) => {
    const work = Float64Array.from(data);
    const taus = new Float64Array(sizeOf(batch) * n);
    eachMatrix(work, a, (matrix, index) =>
      reflect(matrix, taus.subarray(index * n, (index + 1) * n), [m, n]),
    );
    return { work, taus };
  });

  const Q = compute("qr", [a], a, (out, p) => {
    const { work, taus } = reflected(p);
    const q = new Float64Array(out.length);
    eachMatrix(q, a, (matrix, index) => {
      for (let j = 0; j < n; j++) matrix[j * n + j] = 1;
      const vectors = work.subarray(index * m * n, (index + 1) * m * n);
      const tau = taus.subarray(index * n, (index + 1) * n);
      for (let k = n - 1; k >= 0; k--) applyReflection({ vectors, tau, k, m, n }, matrix, n);
    });
    out.set(q);
  });
  const R = compute("qr", [a], { shape: [...batch, n, n], dtype: a.dtype }, (out, p) => {
    const { work } = reflected(p);
    for (let at = 0; at < out.length; at++) {
      const [index, i, j] = [Math.floor(at / (n * n)), Math.floor(at / n) % n, at % n];
      if (j >= i) out[at] = work[index * m * n + i * n + j]!;
    }
  });
  const divided = (g: Tensor): Tensor => solveTriangular(mT(R), g, { upper: false, left: false });
  record("qr", Q, [[a, (g) => divided(sub(g, matmul(Q, mirrored(matmul(mT(g), Q))))), Q, R]]);
  record("qr", R, [[a, (g) => divided(matmul(Q, mirrored(matmul(R, mT(g))))), Q, R]]);
  return { Q, R };
}

/** R replaces the upper triangle of A, the vectors v without their leading 1 the rest. */
export function reflect(a: Float64Array, tau: Float64Array, [m, n]: readonly [number, number]): void {
  for (let k = 0; k < Math.min(m, n); k++) {
    const alpha = reflector(a, tau, { k, m, n });
    applyReflection({ vectors: a, tau, k, m, n }, a, n, k + 1);
    a[k * n + k] = alpha;
  }
}

/** Writes v below a_kk and τ; returns α, the new a_kk. */
function reflector(
  a: Float64Array,
  tau: Float64Array,
  { k, m, n }: { k: number; m: number; n: number },
): number {
  // Scaled, so that no square overflows or vanishes.
  let scale = 0;
  for (let i = k; i < m; i++) scale = Math.max(scale, Math.abs(a[i * n + k]!));
  let below = 0;
  for (let i = k + 1; i < m; i++) below += (a[i * n + k]! / scale) ** 2;
  const first = a[k * n + k]!;
  // Already a multiple of e₁: LAPACK's H = I.
  if (scale === 0 || below === 0) {
    tau[k] = 0;
    return first;
  }
  const alpha = (first > 0 ? -scale : scale) * Math.sqrt((first / scale) ** 2 + below);
  for (let i = k + 1; i < m; i++) a[i * n + k]! /= first - alpha;
  tau[k] = (alpha - first) / alpha;
  return alpha;
}

export interface Reflection {
  /** [m, n], v of step k below the diagonal in column k. */
  vectors: Float64Array;
  tau: Float64Array;
  k: number;
  m: number;
  n: number;
}

/** b ← H_k b for the columns of b, [m, columns], from column `first` on. */
export function applyReflection(
  { vectors, tau, k, m, n }: Reflection,
  b: Float64Array,
  columns: number,
  first = 0,
): void {
  if (tau[k] === 0) return;
  // w = τ vᵀ b, row by row so that memory is read forwards.
  const w = b.slice(k * columns + first, (k + 1) * columns);
  for (let i = k + 1; i < m; i++) {
    const v = vectors[i * n + k]!;
    for (let j = first; j < columns; j++) w[j - first]! += v * b[i * columns + j]!;
  }
  for (let j = 0; j < w.length; j++) w[j]! *= tau[k]!;
  for (let j = first; j < columns; j++) b[k * columns + j]! -= w[j - first]!;
  for (let i = k + 1; i < m; i++) {
    const v = vectors[i * n + k]!;
    for (let j = first; j < columns; j++) b[i * columns + j]! -= v * w[j - first]!;
  }
}

function mirrored(x: Tensor): Tensor {
  return add(tril(x), mT(tril(x, { diagonal: -1 })));
}
