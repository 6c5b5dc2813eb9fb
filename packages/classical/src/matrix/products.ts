import { matmul } from "@blankfile/tensor";
import { Matrix } from "./matrix.ts";

/** A · B, [M, K] × [K, N] → [M, N]. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return wrap(matmul(a.toTensor(), b.toTensor()).data, a.rows, b.cols);
}

/** A · Bᵀ, [M, K] × [N, K] → [M, N], without moving B. */
export function multiplyTransposed(a: Matrix, b: Matrix): Matrix {
  return wrap(matmul(a.toTensor(), b.toTensor().transpose(0, 1)).data, a.rows, b.rows);
}

/** Aᵀ · B, [N, M] × [N, K] → [M, K], without moving A. */
export function transposedMultiply(a: Matrix, b: Matrix): Matrix {
  return wrap(matmul(a.toTensor().transpose(0, 1), b.toTensor()).data, a.cols, b.cols);
}

/** A · v, [M, K] × [K] → [M]. */
export function timesVector(a: Matrix, v: ArrayLike<number>): Float64Array {
  const { data, rows, cols } = a;
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += data[at++]! * v[j]!;
    out[i] = sum;
  }
  return out;
}

/** Aᵀ · v, [N, M] × [N] → [M]. */
export function transposedTimesVector(a: Matrix, v: ArrayLike<number>): Float64Array {
  const { data, rows, cols } = a;
  const out = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++) {
    const factor = v[i]!;
    for (let j = 0; j < cols; j++) out[j]! += data[at++]! * factor;
  }
  return out;
}

function wrap(data: unknown, rows: number, cols: number): Matrix {
  return new Matrix(data as Float64Array, [rows, cols]);
}
