import type { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import type { Assignment } from "./assign.ts";

/** ‖xᵢ‖², [N]. */
export function squaredNorms({ data, rows, cols }: Matrix): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++, at++) sum += data[at]! * data[at]!;
    out[i] = sum;
  }
  return out;
}

/**
 * What `assignToCentres` gives, through one product of matrices: ‖x − c‖² = ‖x‖² − 2 x · c + ‖c‖².
 *
 * A row may go to another centre where two are equally near up to rounding, and distances have an error of some ε (‖x‖² + ‖c‖²), so that those near 0
 * are not to be relied on.
 */
export function assignByProduct(X: Matrix, norms: Float64Array, centres: Matrix, out: Assignment): void {
  const K = centres.rows;
  const products = multiplyTransposed(X, centres).data;
  const half = squaredNorms(centres).map((norm) => norm / 2);
  for (let i = 0, at = 0; i < X.rows; i++) {
    let [best, least] = [0, half[0]! - products[at++]!];
    for (let k = 1; k < K; k++) {
      const value = half[k]! - products[at++]!;
      if (value < least) {
        least = value;
        best = k;
      }
    }
    out.labels[i] = best;
    out.distances[i] = Math.max(0, norms[i]! + 2 * least);
  }
}
