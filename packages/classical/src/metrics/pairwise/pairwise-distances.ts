import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { type DistanceOptions, type PreparedDistance, rowDistance } from "./row-distance.ts";

/**
 * The distance of each row of X to each of Y, [N, M]; without Y to each of X, where the diagonal is exactly 0. By
 * differences of coordinates, so that near rows lose no digits; `euclideanDistancesFast` is the one by products.
 */
export function pairwiseDistances(X: MatrixLike, Y?: MatrixLike, options: DistanceOptions = {}): Matrix {
  return allDistances(rowDistance("pairwiseDistances", X, Y, options));
}

/** The distance of each row of X to the same row of Y, [N]. */
export function pairedDistances(X: MatrixLike, Y: MatrixLike, options: DistanceOptions = {}): Float64Array {
  const { distance, A, B } = rowDistance("pairedDistances", X, Y, options);
  if (A.rows !== B.rows) {
    throw new RangeError(`pairedDistances: X has ${A.rows} rows, Y ${B.rows}; both need the same number`);
  }
  return Float64Array.from({ length: A.rows }, (_, i) =>
    distance(A.data, i * A.cols, B.data, i * A.cols, A.cols),
  );
}

export interface EuclideanOptions {
  /** d² instead of d. */
  squared?: boolean;
}

export function euclideanDistances(
  X: MatrixLike,
  Y?: MatrixLike,
  { squared = false }: EuclideanOptions = {},
): Matrix {
  return allDistances(
    rowDistance("euclideanDistances", X, Y, { metric: squared ? "sqeuclidean" : "euclidean" }),
  );
}

/**
 * Where NaN is missing: as if the missing coordinates were as far apart as the others are on average. NaN where no
 * coordinate is left.
 */
export function nanEuclideanDistances(
  X: MatrixLike,
  Y?: MatrixLike,
  { squared = false }: EuclideanOptions = {},
): Matrix {
  const out = allDistances(rowDistance("nanEuclideanDistances", X, Y, { metric: "nan_euclidean" }));
  return squared
    ? new Matrix(
        out.data.map((d) => d * d),
        [out.rows, out.cols],
      )
    : out;
}

export function manhattanDistances(X: MatrixLike, Y?: MatrixLike): Matrix {
  return allDistances(rowDistance("manhattanDistances", X, Y, { metric: "manhattan" }));
}

export function cosineDistances(X: MatrixLike, Y?: MatrixLike): Matrix {
  return allDistances(rowDistance("cosineDistances", X, Y, { metric: "cosine" }));
}

/** Rows [latitude, longitude] in radians; angles in radians. */
export function haversineDistances(X: MatrixLike, Y?: MatrixLike): Matrix {
  return allDistances(rowDistance("haversineDistances", X, Y, { metric: "haversine" }));
}

function allDistances({ distance, A, B }: PreparedDistance): Matrix {
  const F = A.cols;
  const out = Matrix.zeros(A.rows, B.rows);
  if (A !== B) {
    for (let i = 0, at = 0; i < A.rows; i++) {
      for (let j = 0; j < B.rows; j++) out.data[at++] = distance(A.data, i * F, B.data, j * F, F);
    }
    return out;
  }
  const N = A.rows;
  for (let i = 0; i < N; i++) {
    out.data[i * N + i] = ofItself(distance, A, i);
    for (let j = 0; j < i; j++) {
      const d = distance(A.data, i * F, A.data, j * F, F);
      out.data[i * N + j] = d;
      out.data[j * N + i] = d;
    }
  }
  return out;
}

/** 0, but NaN for a row without a number. */
function ofItself(distance: PreparedDistance["distance"], { data, cols: F }: Matrix, i: number): number {
  return Number.isNaN(distance(data, i * F, data, i * F, F)) ? Number.NaN : 0;
}
