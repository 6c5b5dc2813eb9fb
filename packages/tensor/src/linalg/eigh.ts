/**
 * Eigenvalues and eigenvectors of a symmetric matrix: A = V Λ Vᵀ, λ₁ ≤ … ≤ λ_n, V orthogonal.
 *
 *   ∂L/∂A = V (diag(g_λ) + sym((Vᵀ G_V) ∘ F)) Vᵀ,   f_ij = 1 / (λ_j − λ_i), 0 on the diagonal
 *
 * By tridiagonalisation and implicit QR (`tridiagonal.ts`): 9 n³ operations with vectors, where Jacobi's rotations of the
 * full matrix take about five times as many for the same backward error of n ε ‖A‖. Jacobi would give small eigenvalues of
 * a graded positive definite matrix to more digits; `svd`, which is by Jacobi, does that where it is needed.
 * Gradient: Giles 2008, An extended collection of matrix derivative results, section 3.1.
 *
 * Only the lower triangle of A is read, as in PyTorch. An eigenvector is determined up to its sign, and where eigenvalues
 * coincide only their common space is: there the gradient through V does not exist, and that through λ does.
 */
import type { TypedArray } from "../dtype.ts";
import { add, div, mul, sub } from "../ops/arithmetic.ts";
import { matmul } from "../ops/matmul.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { where } from "../ops/select.ts";
import { compute, isGradEnabled, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { batchOf, eachMatrix, inBatch, jointly, requireFinite, requireSquare, sidesOf } from "./matrices.ts";
import { diagonalMatrix, mask, mT } from "./parts.ts";
import { applyReflections } from "./reflections.ts";
import { diagonalize, diagonalizeValues, tridiagonalize } from "./tridiagonal.ts";

export interface Eigh {
  /** [..., n], from the smallest. */
  eigenvalues: Tensor;
  /** [..., n, n], in columns. */
  eigenvectors: Tensor;
}

export function eigh(x: Tensor): Eigh {
  const a = requireSquare("eigh", x);
  requireFinite("eigh", a);
  const [n] = sidesOf(a);
  const decomposed = jointly((data) => decompose(data, a));
  const like = { shape: [...batchOf(a), n], dtype: a.dtype };
  const eigenvalues = compute("eigh", [a], like, (out, p) => out.set(decomposed(p).values));
  const V = compute("eigh", [a], a, (out, p) => out.set(decomposed(p).vectors));
  const toA = (inner: Tensor): Tensor => matmul(V, matmul(inner, mT(V)));
  record("eigh", eigenvalues, [[a, (g) => toA(diagonalMatrix(g)), V]]);
  record("eigh", V, [
    [
      a,
      (g) => {
        const k = mul(matmul(mT(V), g), inverseGaps(eigenvalues));
        return toA(mul(add(k, mT(k)), 0.5));
      },
      V,
      eigenvalues,
    ],
  ]);
  return { eigenvalues, eigenvectors: V };
}

function decompose(data: TypedArray, a: Tensor): { values: Float64Array; vectors: Float64Array } {
  const [n] = sidesOf(a);
  const values = new Float64Array(data.length / Math.max(n, 1));
  const vectors = new Float64Array(data.length);
  eachMatrix(Float64Array.from(data), a, (matrix, index) => {
    const t = tridiagonalize(matrix, n);
    const rows = diagonalize(t);
    if (!rows) throw noConvergence(inBatch(index, a));
    const order = Array.from(t.d.keys()).sort((i, j) => t.d[i]! - t.d[j]!);
    const columns = vectors.subarray(index * n * n, (index + 1) * n * n);
    order.forEach((from, k) => {
      values[index * n + k] = t.d[from]!;
      for (let i = 0; i < n; i++) columns[i * n + k] = rows[from * n + i]!;
    });
    applyReflections(t.reflections, columns, n);
  });
  return { values, vectors };
}

/** The eigenvalues alone, from the smallest. */
export function eigvalsh(x: Tensor): Tensor {
  const a = requireSquare("eigh", x);
  if (isGradEnabled() && a.requiresGrad) return eigh(a).eigenvalues;
  requireFinite("eigh", a);
  const [n] = sidesOf(a);
  return compute("eigh", [a], { shape: [...batchOf(a), n], dtype: a.dtype }, (out, p) => {
    eachMatrix(Float64Array.from(p), a, (matrix, index) => {
      const t = tridiagonalize(matrix, n);
      if (!diagonalizeValues(t)) throw noConvergence(inBatch(index, a));
      out.set(t.d.sort(), index * n);
    });
  });
}

function noConvergence(place: string): RangeError {
  return new RangeError(
    `eigh: no convergence after 50 steps for one eigenvalue${place}, finite numbers far from overflow are needed`,
  );
}

/** f_ij = 1 / (λ_j − λ_i). */
function inverseGaps(values: Tensor): Tensor {
  const n = values.shape.at(-1)!;
  const diagonal = mask([n, n], (i, j) => i === j);
  const gaps = sub(unsqueeze(values, -2), unsqueeze(values, -1));
  // 1 in place of the diagonal's 0, so that no infinity enters second derivatives.
  return where(diagonal, 0, div(1, where(diagonal, 1, gaps)));
}
