import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { squaredNorms } from "./euclidean-distances-fast.ts";
import { type DistanceOptions, type PreparedDistance, rowDistance } from "./row-distance.ts";
import { euclidean, squaredEuclidean } from "./row-distances.ts";

/** Products held at once, 16 MB: the memory does not grow with N · M. */
const CHUNK = 2 ** 21;

export interface Nearest {
  /** The nearest row of Y for each row of X, [N]; the first of several. */
  indices: Int32Array;
  /** How far away it is, [N]. */
  distances: Float64Array;
}

/** The nearest row of Y for each row of X, [N], without a matrix of all distances. */
export function pairwiseDistancesArgmin(
  X: MatrixLike,
  Y: MatrixLike,
  options: DistanceOptions = {},
): Int32Array {
  return nearest(rowDistance("pairwiseDistancesArgmin", X, Y, options)).indices;
}

/**
 * The same with the distances. Euclidean ones are searched by products, chunk by chunk, as in `euclideanDistancesFast`:
 * of rows that differ from the nearest by a rounding only, any can be chosen; its distance is that by differences.
 */
export function pairwiseDistancesArgminMin(
  X: MatrixLike,
  Y: MatrixLike,
  options: DistanceOptions = {},
): Nearest {
  return nearest(rowDistance("pairwiseDistancesArgminMin", X, Y, options));
}

function nearest(prepared: PreparedDistance): Nearest {
  const { distance, A, B } = prepared;
  const byProducts = (distance === euclidean || distance === squaredEuclidean) && A.cols >= 8;
  const indices = byProducts ? searchByProducts(A, B) : searchOneByOne(prepared);
  const F = A.cols;
  return {
    indices,
    distances: Float64Array.from(indices, (j, i) => distance(A.data, i * F, B.data, j * F, F)),
  };
}

function searchOneByOne({ distance, A, B }: PreparedDistance): Int32Array {
  const F = A.cols;
  return Int32Array.from({ length: A.rows }, (_, i) => {
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let j = 0; j < B.rows; j++) {
      const d = distance(A.data, i * F, B.data, j * F, F);
      if (d < least) {
        least = d;
        best = j;
      }
    }
    return best;
  });
}

/** argmin_j ‖y_j‖² / 2 − x_i·y_j, since ‖x_i‖² is the same for all j. */
function searchByProducts(A: Matrix, B: Matrix): Int32Array {
  const half = squaredNorms(B).map((square) => square / 2);
  const indices = new Int32Array(A.rows);
  const step = Math.max(1, Math.floor(CHUNK / B.rows));
  for (let start = 0; start < A.rows; start += step) {
    const end = Math.min(A.rows, start + step);
    const chunk = new Matrix(A.data.subarray(start * A.cols, end * A.cols), [end - start, A.cols]);
    const products = multiplyTransposed(chunk, B).data;
    for (let i = start, at = 0; i < end; i++) {
      let [best, least] = [0, Number.POSITIVE_INFINITY];
      for (let j = 0; j < B.rows; j++) {
        const d = half[j]! - products[at++]!;
        if (d < least) {
          least = d;
          best = j;
        }
      }
      indices[i] = best;
    }
  }
  return indices;
}
