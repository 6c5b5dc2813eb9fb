/**
 * Triangular systems T X = B by substitution.
 *
 *   lower: x_i = (b_i − Σ_{j<i} t_ij x_j) / t_ii for i = 1 … n;   upper: the same from the last row up
 *   ∂L/∂B = T⁻ᵀ G,   ∂L/∂T = −(∂L/∂B) Xᵀ on the triangle
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, algorithms 3.1.1 and 3.1.2. Each computed column solves
 * (T + E) x = b with |E| ≤ n ε |T| exactly (Higham, Accuracy and Stability of Numerical Algorithms, theorem 8.5), however
 * ill-conditioned T is.
 */

import { optionsOf, show } from "../arguments.ts";
import { neg } from "../ops/arithmetic.ts";
import { matmul } from "../ops/matmul.ts";
import { tril, triu } from "../ops/shape/triangle.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { eachMatrix, inBatch, requireMatrices, requireSquare, sidesOf, withSystem } from "./matrices.ts";
import { mT } from "./parts.ts";

export interface TriangularOptions {
  /** Which triangle holds T; the other is not read. */
  upper: boolean;
  /** False solves X T = B. */
  left?: boolean;
  /** The diagonal counts as ones and is not read. */
  unitriangular?: boolean;
}

export function solveTriangular(t: Tensor, b: Tensor, options: TriangularOptions): Tensor {
  const { upper, left = true, unitriangular = false } = optionsOf("solveTriangular", options);
  if (typeof upper !== "boolean") {
    throw new TypeError(`solveTriangular: ${show(upper)} as upper, true or false is needed`);
  }
  const a = requireSquare("solveTriangular", t);
  if (!left) {
    // X T = B is Tᵀ Xᵀ = Bᵀ.
    return mT(
      solveTriangular(mT(a), mT(requireMatrices("solveTriangular", b)), { upper: !upper, unitriangular }),
    );
  }
  return withSystem("solveTriangular", { a, b, rows: sidesOf(a)[0] }, (p, q) =>
    substitute(p, q, { upper, unitriangular }),
  );
}

function substitute(t: Tensor, b: Tensor, options: { upper: boolean; unitriangular: boolean }): Tensor {
  const { upper, unitriangular } = options;
  const x = compute("solveTriangular", [t, b], b, (out, p, q) => {
    const [n, columns] = sidesOf(b);
    const solution = Float64Array.from(q);
    eachMatrix(Float64Array.from(p), t, (matrix, index) => {
      const zero = unitriangular ? -1 : zeroOnDiagonal(matrix, n);
      if (zero >= 0) {
        throw new RangeError(
          `solveTriangular: diagonal element ${zero} is 0${inBatch(index, t)}, none is needed for a solution`,
        );
      }
      const rows = solution.subarray(index * n * columns, (index + 1) * n * columns);
      if (upper) backSubstitute(matrix, rows, { n, columns, unit: unitriangular });
      else forwardSubstitute(matrix, rows, { n, columns, unit: unitriangular });
    });
    out.set(solution);
  });
  const toB = (g: Tensor): Tensor => substitute(mT(t), g, { upper: !upper, unitriangular });
  const triangle = (g: Tensor): Tensor =>
    upper ? triu(g, { diagonal: unitriangular ? 1 : 0 }) : tril(g, { diagonal: unitriangular ? -1 : 0 });
  return record("solveTriangular", x, [
    [t, (g) => neg(triangle(matmul(toB(g), mT(x)))), t, x],
    [b, toB, t],
  ]);
}

export interface Columns {
  n: number;
  /** How many right sides. */
  columns: number;
  /** Whether the diagonal counts as ones. */
  unit: boolean;
}

/** Solves L X = B for lower triangular L; X replaces B. */
export function forwardSubstitute(l: Float64Array, x: Float64Array, { n, columns, unit }: Columns): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) subtractRow(x, { from: j, to: i, times: l[i * n + j]!, columns });
    if (!unit) divideRow(x, i, l[i * n + i]!, columns);
  }
}

/** Solves U X = B for upper triangular U; X replaces B. */
export function backSubstitute(u: Float64Array, x: Float64Array, { n, columns, unit }: Columns): void {
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtractRow(x, { from: j, to: i, times: u[i * n + j]!, columns });
    if (!unit) divideRow(x, i, u[i * n + i]!, columns);
  }
}

function subtractRow(
  x: Float64Array,
  { from, to, times, columns }: { from: number; to: number; times: number; columns: number },
): void {
  for (let c = 0; c < columns; c++) x[to * columns + c]! -= times * x[from * columns + c]!;
}

function divideRow(x: Float64Array, row: number, by: number, columns: number): void {
  for (let c = row * columns; c < (row + 1) * columns; c++) x[c]! /= by;
}

function zeroOnDiagonal(matrix: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) if (matrix[i * n + i] === 0) return i;
  return -1;
}
