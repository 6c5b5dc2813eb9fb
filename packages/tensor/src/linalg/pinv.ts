/**
 * What the singular values tell: pseudoinverse, rank, condition number.
 *
 *   A⁺ = Σ over σ_i > τ of v_i u_iᵀ / σ_i,   rank A = the number of σ_i > τ,   τ = rtol · σ₁, rtol = max(m, n) ε
 *   cond₂ A = σ₁ / σ_k,   cond_p A = ‖A‖_p ‖A⁻¹‖_p
 *   with X = A⁺:  ∂L/∂A = −Xᵀ G Xᵀ + (I − A X) Gᵀ X Xᵀ + Xᵀ X Gᵀ (I − X A)
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 5.5. Gradient: Golub and Pereyra 1973, where the rank stays
 * what it is.
 */
import { optionsOf, show } from "../arguments.ts";
import type { TypedArray } from "../dtype.ts";
import { add, div, mul, neg, sub } from "../ops/arithmetic.ts";
import { matmul } from "../ops/matmul.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { showShape } from "../shape.ts";
import { compute, noGrad, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { batchOf, requireMatrices, requireSquare, sidesOf } from "./matrices.ts";
import { matrixNorm } from "./matrix-norm.ts";
import { mT } from "./parts.ts";
import { inv } from "./solve.ts";
import { svd, svdvals } from "./svd.ts";

export interface RankOptions {
  /** Singular values up to rtol · σ₁ count as 0; max(m, n) times the dtype's ε unless told. */
  rtol?: number;
}

/** A⁺: A⁺ b is the shortest x among those that make ‖A x − b‖ smallest. */
export function pinv(x: Tensor, options: RankOptions = {}): Tensor {
  const a = requireMatrices("pinv", x);
  const X = noGrad(() => {
    const { U, S, Vh } = svd(a);
    const rtol = tolerance("pinv", a, options);
    const inverse = compute("pinv", [S], S, (out, sigma) => {
      const limits = limitsOf(sigma, S, rtol);
      for (let at = 0; at < out.length; at++) out[at] = sigma[at]! > limits(at) ? 1 / sigma[at]! : 0;
    });
    return matmul(mT(Vh), mul(unsqueeze(inverse, -1), mT(U)));
  });
  const toA = (g: Tensor): Tensor => {
    const [xT, gT] = [mT(X), mT(g)];
    const inside = neg(matmul(xT, matmul(g, xT)));
    const left = matmul(gT, matmul(X, xT));
    const right = matmul(matmul(xT, X), gT);
    return add(inside, add(sub(left, matmul(a, matmul(X, left))), sub(right, matmul(matmul(right, X), a))));
  };
  return record("pinv", X, [[a, toA, a, X]]);
}

/** The number of linearly independent columns, as int32. */
export function matrixRank(x: Tensor, options: RankOptions = {}): Tensor {
  const a = requireMatrices("matrixRank", x);
  const rtol = tolerance("matrixRank", a, options);
  const S = noGrad(() => svdvals(a));
  const k = S.shape.at(-1)!;
  return compute("matrixRank", [S], { shape: batchOf(a), dtype: "int32" }, (out, sigma) => {
    const limits = limitsOf(sigma, S, rtol);
    for (let at = 0; at < sigma.length; at++) if (sigma[at]! > limits(at)) out[Math.floor(at / k)]! += 1;
  });
}

/** How many times larger the relative error of A⁻¹ b can be than that of b: ∞ for a singular matrix in the norm 2. */
export function cond(x: Tensor, options: { p?: 1 | 2 | "fro" | typeof Infinity } = {}): Tensor {
  const { p = 2 } = optionsOf("cond", options);
  if (!norms.includes(p)) {
    throw new RangeError(`cond: p ${show(p)}, one of 1, 2, Infinity and "fro" is needed`);
  }
  if (p !== 2) {
    const a = requireSquare("cond", x);
    return mul(matrixNorm(a, { ord: p }), matrixNorm(inv(a), { ord: p }));
  }
  const a = requireMatrices("cond", x);
  if (Math.min(...sidesOf(a)) === 0) {
    throw new RangeError(`cond: shape ${showShape(a.shape)}, matrices with elements are needed`);
  }
  const S = svdvals(a);
  const all = S.shape.slice(0, -1).map(() => null);
  return div(slice(S, ...all, 0), slice(S, ...all, -1));
}

const norms: readonly unknown[] = [1, 2, Infinity, "fro"];

function tolerance(where: string, a: Tensor, options: RankOptions): number {
  const { rtol } = optionsOf(where, options);
  const eps = a.dtype === "float32" ? 2 ** -23 : 2 ** -52;
  const value = rtol ?? Math.max(...sidesOf(a)) * eps;
  if (typeof value === "number" && value >= 0) return value;
  throw new RangeError(`${where}: rtol ${show(value)}, a number from 0 is needed`);
}

/** The limit for the singular value at a place of S: rtol times the first of its matrix. */
function limitsOf(sigma: TypedArray, { shape }: Tensor, rtol: number): (at: number) => number {
  const k = shape.at(-1)!;
  return (at) => rtol * sigma[at - (at % k)]!;
}
