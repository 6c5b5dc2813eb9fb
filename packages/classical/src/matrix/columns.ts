import { Matrix } from "./matrix.ts";

/** The mean of each column, Σᵢ wᵢ xᵢⱼ / Σᵢ wᵢ, [F]. */
export function columnMeans({ data, rows, cols }: Matrix, weight?: ArrayLike<number>): Float64Array {
  const out = new Float64Array(cols);
  let total = rows;
  if (weight === undefined) {
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j]! += data[at++]!;
  } else {
    total = 0;
    for (let i = 0, at = 0; i < rows; i++) {
      const w = weight[i]!;
      total += w;
      for (let j = 0; j < cols; j++) out[j]! += w * data[at++]!;
    }
  }
  for (let j = 0; j < cols; j++) out[j]! /= total;
  return out;
}

/** X with `shift[j]` taken from each column j, a copy. */
export function subtractColumns(X: Matrix, shift: ArrayLike<number>): Matrix {
  const { data, rows, cols } = X;
  const out = new Float64Array(data.length);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) out[at] = data[at]! - shift[j]!;
  return new Matrix(out, [rows, cols]);
}
