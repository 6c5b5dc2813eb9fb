import type { Matrix } from "../../matrix/matrix.ts";

/**
 * A pair of singular vectors may be turned to (−u, −v). Here v is turned so that its element largest in size is above 0, the first of equals, and u with it:
 * scikit-learn's `svd_flip` with `u_based_decision=False`. In place.
 */
export function flipByRows(Vt: Matrix, U?: Matrix): void {
  const { data, rows, cols } = Vt;
  for (let k = 0; k < rows; k++) {
    if (!pointsDown(data, k * cols, 1, cols)) continue;
    negate(data, k * cols, 1, cols);
    if (U) negate(U.data, k, U.cols, U.rows);
  }
}

/** The same by the columns of U, `u_based_decision=True`. */
export function flipByColumns(U: Matrix, Vt?: Matrix): void {
  const { data, rows, cols } = U;
  for (let k = 0; k < cols; k++) {
    if (!pointsDown(data, k, cols, rows)) continue;
    negate(data, k, cols, rows);
    if (Vt) negate(Vt.data, k * Vt.cols, 1, Vt.cols);
  }
}

function pointsDown(data: Float64Array, from: number, step: number, count: number): boolean {
  let largest = 0;
  for (let i = 0, at = from; i < count; i++, at += step)
    if (Math.abs(data[at]!) > Math.abs(largest)) largest = data[at]!;
  return largest < 0;
}

function negate(data: Float64Array, from: number, step: number, count: number): void {
  for (let i = 0, at = from; i < count; i++, at += step) data[at] = -data[at]!;
}
