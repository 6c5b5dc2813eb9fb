import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import type { EuclideanOptions } from "./pairwise-distances.ts";
import { requirePair } from "./row-distance.ts";

/**
 * `euclideanDistances` by one matrix product, d² = ‖x‖² − 2 x·y + ‖y‖², several times as fast from some ten columns on.
 *
 * d² has an absolute error of about ε (F + 4) (‖x‖² + ‖y‖²) / 2, ε = 2⁻⁵²: rows that are much nearer to each other than
 * to the origin lose digits, and a distance below √ε ‖x‖ is noise. Negative d² are set to 0, and without Y so is the
 * diagonal.
 */
export function euclideanDistancesFast(
  X: MatrixLike,
  Y?: MatrixLike,
  { squared = false }: EuclideanOptions = {},
): Matrix {
  const [A, B] = requirePair("euclideanDistancesFast", X, Y);
  const out = multiplyTransposed(A, B);
  toSquaredDistances(out.data, squaredNorms(A), squaredNorms(B));
  if (A === B) for (let i = 0; i < A.rows; i++) out.data[i * A.rows + i] = 0;
  if (!squared) for (let at = 0; at < out.data.length; at++) out.data[at] = Math.sqrt(out.data[at]!);
  return out;
}

/** x·y → max(0, (‖x‖² + ‖y‖²) − 2 x·y), in place; summed so that (x, y) and (y, x) are equal. */
function toSquaredDistances(products: Float64Array, xx: Float64Array, yy: Float64Array): void {
  for (let i = 0, at = 0; i < xx.length; i++) {
    for (let j = 0; j < yy.length; j++, at++) {
      products[at] = Math.max(0, xx[i]! + yy[j]! - 2 * products[at]!);
    }
  }
}

/** ‖x_i‖² of each row. */
export function squaredNorms({ data, rows, cols }: Matrix): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++)
    for (let f = 0; f < cols; f++, at++) out[i]! += data[at]! * data[at]!;
  return out;
}
