/**
 * The matrix exponential e^A = I + A + A²/2! + …, by scaling and squaring with the Padé approximant of order 13.
 *
 *   s = max(0, ⌈log₂(‖A‖₁ / θ₁₃)⌉),   B = A / 2^s,   e^A ≈ r₁₃(B)^(2^s),   r₁₃ = (V − U)⁻¹ (V + U)
 *   U = B (B⁶ (b₁₃ B⁶ + b₁₁ B⁴ + b₉ B²) + b₇ B⁶ + b₅ B⁴ + b₃ B² + b₁ I)
 *   V =    B⁶ (b₁₂ B⁶ + b₁₀ B⁴ + b₈ B²) + b₆ B⁶ + b₄ B⁴ + b₂ B² + b₀ I
 *
 * Higham 2005, The scaling and squaring method for the matrix exponential revisited, algorithm 2.3 (order 13 only: the lower
 * orders save products, not digits). Up to θ₁₃ the approximant is e^(B + E) exactly with ‖E‖ ≤ 2⁻⁵³ ‖B‖. Computed in float64.
 *
 *   ∂L/∂A = L(Aᵀ, G),   the upper right block of exp [Aᵀ G; 0 Aᵀ]
 *
 * (Higham, Functions of Matrices, theorem 3.6 and section 10.6.) That form is one more exponential, so it can be differentiated
 * again; a gradient that will not be goes backwards through the products instead, at half the cost. s depends on numbers, so
 * each of the two is a single operation to `compile`.
 */

import { gradientsOf, kernelBy } from "../autograd/whole-operation.ts";
import { eye, zeros } from "../creation.ts";
import { add, div, mul, neg, sub } from "../ops/arithmetic.ts";
import { to } from "../ops/cast.ts";
import { gt } from "../ops/comparisons.ts";
import { cat } from "../ops/join.ts";
import { matmul } from "../ops/matmul.ts";
import { pow } from "../ops/powers.ts";
import { where } from "../ops/select.ts";
import { type Range, slice } from "../ops/slice.ts";
import { compute, isGradEnabled, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { batchOf, eachMatrix, largest, requireFinite, requireSquare, sidesOf } from "./matrices.ts";
import { mT } from "./parts.ts";
import { solve } from "./solve.ts";

/** Table 2.3 of the paper. */
const THETA_13 = 5.371920351148152;

/** b_k = (26 − k)! 13! / (26! k! (13 − k)!), times 26! / 13!. */
const b = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;

export function matrixExp(x: Tensor): Tensor {
  const given = requireSquare("matrixExp", x);
  requireFinite("matrixExp", given);
  return to(exponential(to(given, "float64")), given.dtype);
}

/** In float64. */
function exponential(a: Tensor): Tensor {
  const y = compute(
    "matrixExp",
    [a],
    a,
    kernelBy([a], (p) => [squared(p)]),
  );
  return record("matrixExp", y, [[a, (g) => (isGradEnabled() ? fromBlocks(a, g) : fromProducts(a, g)), a]]);
}

function fromProducts(a: Tensor, g: Tensor): Tensor {
  const kernel = kernelBy([a, g], (p, q) => gradientsOf(squared, [p], q));
  return compute("matrixExp gradient", [a, g], a, kernel);
}

function fromBlocks(a: Tensor, g: Tensor): Tensor {
  const [n] = sidesOf(a);
  const size = gradientSize(a, g);
  const transposed = mT(a);
  const blocks = cat(
    [
      cat([transposed, div(g, size)], { dim: -1 }),
      cat([zeros([...batchOf(a), n, n], { dtype: "float64" }), transposed], { dim: -1 }),
    ],
    { dim: -2 },
  );
  const all: Range[] = batchOf(a).map(() => null);
  return mul(slice(exponential(blocks), ...all, [0, n], [n, 2 * n]), size);
}

/**
 * ‖G‖ / max(‖A‖, 1) as a power of two, [..., 1, 1]: L is linear in G, and a G that is not larger than A needs no further
 * squarings. Constant to derivatives.
 */
function gradientSize(a: Tensor, g: Tensor): Tensor {
  const like = { shape: [...batchOf(a), 1, 1], dtype: a.dtype };
  return compute("matrixExp", [a, g], like, (out, p, q) => {
    const [of, by] = [norms(p as Float64Array, a), norms(q as Float64Array, g)];
    for (let i = 0; i < out.length; i++) {
      out[i] = by[i]! > 0 ? 2 ** Math.round(Math.log2(by[i]! / Math.max(of[i]!, 1))) : 1;
    }
  });
}

/** e^A by operations whose number depends on A. */
function squared(a: Tensor): Tensor {
  const s = halvings(a);
  let result = pade(mul(a, pow(2, neg(s))));
  for (let done = 0; done < largest(s.data); done++) {
    result = where(gt(s, done), matmul(result, result), result);
  }
  return result;
}

/** r₁₃(B). */
function pade(B: Tensor): Tensor {
  const I = eye(sidesOf(B)[0], { dtype: B.dtype });
  const B2 = matmul(B, B);
  const B4 = matmul(B2, B2);
  const B6 = matmul(B4, B2);
  const combine = (c6: number, c4: number, c2: number): Tensor =>
    add(add(mul(B6, c6), mul(B4, c4)), mul(B2, c2));
  const polynomial = (high: Tensor, low: Tensor, c0: number): Tensor =>
    add(add(matmul(B6, high), low), mul(I, c0));
  const U = matmul(B, polynomial(combine(b[13], b[11], b[9]), combine(b[7], b[5], b[3]), b[1]));
  const V = polynomial(combine(b[12], b[10], b[8]), combine(b[6], b[4], b[2]), b[0]);
  return solve(sub(V, U), add(V, U));
}

/** s for each matrix, [..., 1, 1]. */
function halvings(a: Tensor): Tensor {
  const like = { shape: [...batchOf(a), 1, 1], dtype: a.dtype };
  return compute("matrixExp", [a], like, (out, p) => {
    norms(p as Float64Array, a).forEach((norm, index) => {
      out[index] = norm > THETA_13 ? Math.ceil(Math.log2(norm / THETA_13)) : 0;
    });
  });
}

/** ‖A‖₁ of each matrix, the largest column sum. */
function norms(data: Float64Array, a: Tensor): number[] {
  const [n] = sidesOf(a);
  const found: number[] = [];
  eachMatrix(data, a, (matrix) => {
    const sums = new Float64Array(n);
    for (let at = 0; at < matrix.length; at++) sums[at % n]! += Math.abs(matrix[at]!);
    found.push(largest(sums));
  });
  return found;
}
