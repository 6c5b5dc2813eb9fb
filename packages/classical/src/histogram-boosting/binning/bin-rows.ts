import type { Matrix } from "../../matrix/matrix.ts";
import type { Bins } from "./bins.ts";

/** The bin of each value, column after column: that of row i in column j is codes[j · N + i], [F · N]. */
export function binRows(X: Matrix, bins: Bins): Uint8Array {
  const { rows, cols } = X;
  const codes = new Uint8Array(rows * cols);
  const table = new Float64Array(256);
  for (let j = 0; j < cols; j++) {
    const out = codes.subarray(j * rows, (j + 1) * rows);
    const edges = bins.edges[j]!;
    if (bins.isCategorical[j] === 1) binCategories(X, j, edges, out);
    else binNumbers(X, j, fill(table, edges), out, bins.nBins[j]!);
  }
  return codes;
}

/** The place of a category among those seen in fit, −1 for NaN and for others. */
export function categoryPlace(categories: Float64Array, value: number): number {
  let [low, high] = [0, categories.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (categories[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return categories[low] === value ? low : -1;
}

/**
 * X with its categories as places, NaN for unknown ones, which then go the way of missing values. X itself where no column is one of
 * categories.
 */
export function placeCategories(X: Matrix, { edges, isCategorical }: Bins): Matrix {
  if (!isCategorical.includes(1)) return X;
  const out = X.takeRows(Int32Array.from({ length: X.rows }, (_, i) => i));
  for (let j = 0; j < X.cols; j++) {
    if (isCategorical[j] === 0) continue;
    for (let at = j; at < out.data.length; at += X.cols) {
      const place = categoryPlace(edges[j]!, out.data[at]!);
      out.data[at] = place < 0 ? Number.NaN : place;
    }
  }
  return out;
}

function binCategories({ data, cols }: Matrix, j: number, categories: Float64Array, out: Uint8Array): void {
  for (let i = 0, at = j; i < out.length; i++, at += cols) {
    const place = categoryPlace(categories, data[at]!);
    out[i] = place < 0 ? categories.length : place;
  }
}

/** How many edges lie below x, by eight halvings of 255 edges, those that are lacking at infinity. */
function binNumbers(
  { data, cols }: Matrix,
  j: number,
  edges: Float64Array,
  out: Uint8Array,
  missing: number,
): void {
  for (let i = 0, at = j; i < out.length; i++, at += cols) {
    const x = data[at]!;
    let bin = 0;
    for (let step = 128; step > 0; step >>= 1) if (x > edges[bin + step - 1]!) bin += step;
    out[i] = Number.isNaN(x) ? missing : bin;
  }
}

function fill(table: Float64Array, edges: Float64Array): Float64Array {
  table.fill(Number.POSITIVE_INFINITY);
  table.set(edges);
  return table;
}
