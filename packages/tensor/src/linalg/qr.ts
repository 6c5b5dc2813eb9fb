/**
 * The QR factors by Householder reflections: A = Q R, Q with k = min(m, n) orthonormal columns, R [k, n] upper triangular.
 *
 *   step k, x = a_{k…m, k}:   H_k = I − β v vᵀ sends x to α e₁, α = −sign(x₁) ‖x‖ (`reflections.ts`)
 *   R = H_n … H_1 A and Q = H_1 … H_n
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
import { applyReflections, triangularize } from "./reflections.ts";
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
    const qs = new Float64Array(data.length);
    const rs = new Float64Array(sizeOf(batch) * n * n);
    eachMatrix(Float64Array.from(data), a, (matrix, index) => {
      const { r, reflections } = triangularize(matrix, [m, n]);
      rs.set(r, index * n * n);
      const q = qs.subarray(index * m * n, (index + 1) * m * n);
      for (let j = 0; j < n; j++) q[j * n + j] = 1;
      applyReflections(reflections, q, n);
    });
    return { qs, rs };
  });
  const Q = compute("qr", [a], a, (out, p) => out.set(reflected(p).qs));
  const R = compute("qr", [a], { shape: [...batch, n, n], dtype: a.dtype }, (out, p) =>
    out.set(reflected(p).rs),
  );
  const divided = (g: Tensor): Tensor => solveTriangular(mT(R), g, { upper: false, left: false });
  record("qr", Q, [[a, (g) => divided(sub(g, matmul(Q, mirrored(matmul(mT(g), Q))))), Q, R]]);
  record("qr", R, [[a, (g) => divided(matmul(Q, mirrored(matmul(R, mT(g))))), Q, R]]);
  return { Q, R };
}

function mirrored(x: Tensor): Tensor {
  return add(tril(x), mT(tril(x, { diagonal: -1 })));
}
