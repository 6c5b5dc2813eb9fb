/**
 * Linear systems, inverse and determinant from A = P L U.
 *
 *   A X = B:  L Y = Pᵀ B,  U X = Y;     A⁻¹ solves A X = I
 *   det A = det P · Π u_ii,   log |det A| = Σ log |u_ii|
 *   ∂L/∂B = A⁻ᵀ G,   ∂L/∂A = −(∂L/∂B) Xᵀ;   inverse: −A⁻ᵀ G A⁻ᵀ
 *   det: g · det A · A⁻ᵀ;   log |det|: g · A⁻ᵀ
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.
 */

import { eye } from "../creation.ts";
import { mul, neg } from "../ops/arithmetic.ts";
import { expand } from "../ops/broadcast.ts";
import { matmul } from "../ops/matmul.ts";
import { unsqueeze } from "../ops/reshape.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { eliminate } from "./elimination.ts";
import { batchOf, eachMatrix, inBatch, requireSquare, sidesOf, withSystem } from "./matrices.ts";
import { mT } from "./parts.ts";
import { backSubstitute, forwardSubstitute } from "./solve-triangular.ts";

/** The X with A X = B. */
export function solve(a: Tensor, b: Tensor): Tensor {
  const left = requireSquare("solve", a);
  return withSystem("solve", { a: left, b, rows: sidesOf(left)[0] }, (p, q) => solveAs("solve", p, q));
}

/** A⁻¹. To apply it to something, `solve` is faster and more accurate. */
export function inv(x: Tensor): Tensor {
  const a = requireSquare("inv", x);
  return solveAs("inv", a, expand(eye(sidesOf(a)[0], { dtype: a.dtype }), a.shape));
}

/** The determinant; 0 for a singular matrix, whose gradient is refused since it needs A⁻¹. */
export function det(x: Tensor): Tensor {
  const a = requireSquare("det", x);
  const y = overPivots("det", a, (pivots, parity) => pivots.reduce((product, u) => product * u, parity));
  return record("det", y, [[a, (g) => mul(scale(mul(g, y)), inverseTransposed("det", a)), a, y]]);
}

export interface LogDeterminant {
  /** −1, 0 or 1. */
  sign: Tensor;
  /** log |det A|, −∞ for a singular matrix. */
  logabsdet: Tensor;
}

/** The determinant as sign and logarithm: no overflow. */
export function slogdet(x: Tensor): LogDeterminant {
  const a = requireSquare("slogdet", x);
  const sign = overPivots("slogdet", a, (pivots, parity) =>
    pivots.reduce((product, u) => product * Math.sign(u), parity),
  );
  const logabsdet = overPivots("slogdet", a, (pivots) =>
    pivots.reduce((sum, u) => sum + Math.log(Math.abs(u)), 0),
  );
  record("slogdet", logabsdet, [[a, (g) => mul(scale(g), inverseTransposed("slogdet", a)), a]]);
  return { sign, logabsdet };
}

function solveAs(where: string, a: Tensor, b: Tensor): Tensor {
  const x = compute(where, [a, b], b, (out, p, q) => {
    const [n, columns] = sidesOf(b);
    const solution = new Float64Array(q.length);
    eachMatrix(Float64Array.from(p), a, (matrix, index) => {
      const { order, zeroPivot } = eliminate(matrix, [n, n]);
      if (zeroPivot >= 0) {
        throw new RangeError(
          `${where}: pivot ${zeroPivot} is 0${inBatch(index, a)}, a regular matrix is needed; pinv and lstsq take singular ones`,
        );
      }
      const start = index * n * columns;
      order.forEach((row, k) => {
        const from = start + row * columns;
        solution.set(q.subarray(from, from + columns), start + k * columns);
      });
      const rows = solution.subarray(start, start + n * columns);
      forwardSubstitute(matrix, rows, { n, columns, unit: true });
      backSubstitute(matrix, rows, { n, columns, unit: false });
    });
    out.set(solution);
  });
  const toB = (g: Tensor): Tensor => solveAs(where, mT(a), g);
  return record(where, x, [
    [a, (g) => neg(matmul(toB(g), mT(x))), a, x],
    [b, toB, a],
  ]);
}

/** One number for each matrix, from the diagonal of its U and the parity of its P. */
function overPivots(where: string, a: Tensor, fold: (pivots: number[], parity: number) => number): Tensor {
  return compute(where, [a], { shape: batchOf(a), dtype: a.dtype }, (out, p) => {
    const [n] = sidesOf(a);
    eachMatrix(Float64Array.from(p), a, (matrix, index) => {
      const { parity } = eliminate(matrix, [n, n]);
      const pivots = Array.from({ length: n }, (_, i) => matrix[i * n + i]!);
      out[index] = fold(pivots, parity);
    });
  });
}

function inverseTransposed(where: string, a: Tensor): Tensor {
  return mT(solveAs(`${where} gradient`, a, expand(eye(sidesOf(a)[0], { dtype: a.dtype }), a.shape)));
}

/** One number a matrix, ready to multiply matrices. */
function scale(g: Tensor): Tensor {
  return unsqueeze(unsqueeze(g, -1), -1);
}
