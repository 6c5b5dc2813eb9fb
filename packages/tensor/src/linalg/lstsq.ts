/**
 * Least squares: the X that makes ‖A X − B‖ smallest, for tall A of full column rank.
 *
 *   A = Q R:  R X = Qᵀ B
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 5.3.3. Written in tensor operations, so its gradient is
 * theirs. The normal equations AᵀA X = AᵀB would square the condition number; this does not. A matrix of lower rank, or a
 * wide one, has many solutions: `pinv(A)` times B is the shortest.
 */
import { sub } from "../ops/arithmetic.ts";
import { sum } from "../ops/broadcast.ts";
import { matmul } from "../ops/matmul.ts";
import { pow } from "../ops/powers.ts";
import { showShape } from "../shape.ts";
import { inspect } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { eachMatrix, inBatch, largest, requireMatrices, sidesOf, withSystem } from "./matrices.ts";
import { mT } from "./parts.ts";
import { qr } from "./qr.ts";
import { solveTriangular } from "./solve-triangular.ts";

export interface LeastSquares {
  solution: Tensor;
  /** ‖A x − b‖² of each column. */
  residuals: Tensor;
}

export function lstsq(x: Tensor, b: Tensor): LeastSquares {
  const a = requireMatrices("lstsq", x);
  const [m, n] = sidesOf(a);
  if (m < n) {
    throw new RangeError(
      `lstsq: shape ${showShape(a.shape)}, at least as many rows as columns are needed; matmul(pinv(A), B) is the shortest solution`,
    );
  }
  const { Q, R } = qr(a);
  requireFullRank(R, m);
  const solution = withSystem("lstsq", { a, b, rows: m }, (_, right) =>
    solveTriangular(R, matmul(mT(Q), right), { upper: true }),
  );
  const residuals = withSystem("lstsq", { a, b, rows: m }, (_, right) =>
    sum(pow(sub(matmul(Q, matmul(mT(Q), right)), right), 2), { dim: -2 }),
  );
  return { solution, residuals };
}

/** |r_kk| up to m n ε max |R| is what roundings can make of 0: the bound of qr's backward error. */
function requireFullRank(R: Tensor, m: number): void {
  const [n] = sidesOf(R);
  const eps = R.dtype === "float32" ? 2 ** -23 : 2 ** -52;
  const look = (matrix: Float64Array, index: number): void => {
    const diagonal = Array.from({ length: n }, (_, i) => Math.abs(matrix[i * n + i]!));
    const limit = m * n * eps * largest(matrix);
    const bad = diagonal.findIndex((r) => r <= limit);
    if (bad < 0) return;
    throw new RangeError(
      `lstsq: column ${bad} depends on those before it${inBatch(index, R)}, full column rank is needed; matmul(pinv(A), B) is the shortest solution`,
    );
  };
  inspect([R], (data) => eachMatrix(Float64Array.from(data), R, look));
}
