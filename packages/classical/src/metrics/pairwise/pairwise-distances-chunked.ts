import { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { pairwiseDistances } from "./pairwise-distances.ts";
import { type DistanceOptions, requirePair } from "./row-distance.ts";

export interface ChunkOptions extends DistanceOptions {
  /** How many distances to hold at once, 2²³ (64 MB) unless given; at least one row of them is. */
  workingNumbers?: number;
}

/** Some rows of a matrix of distances. */
export interface DistanceChunk {
  /** The row of X that `distances` begins with. */
  start: number;
  /** [rows, M]. */
  distances: Matrix;
}

/**
 * The rows of `pairwiseDistances(X, Y)` one part after the other, for what needs each distance once and not all of them
 * together. A metric that takes V or VI from X must be given it.
 */
export function* pairwiseDistancesChunked(
  X: MatrixLike,
  Y?: MatrixLike,
  { workingNumbers = 2 ** 23, ...options }: ChunkOptions = {},
): Generator<DistanceChunk, void> {
  const where = "pairwiseDistancesChunked";
  if (!(workingNumbers >= 1))
    throw new RangeError(`${where}: workingNumbers ${workingNumbers}, at least 1 is needed`);
  const A = toMatrix(where, X);
  const B = Y === undefined ? A : toMatrix(where, Y);
  requirePair(where, A, B, { allowNaN: options.metric === "nan_euclidean" });
  const step = Math.max(1, Math.floor(workingNumbers / B.rows));
  for (let start = 0; start < A.rows; start += step) {
    const end = Math.min(A.rows, start + step);
    const part = new Matrix(A.data.subarray(start * A.cols, end * A.cols), [end - start, A.cols]);
    const distances = pairwiseDistances(part, B, options);
    if (A === B && options.metric !== "nan_euclidean" && typeof options.metric !== "function") {
      for (let i = start; i < end; i++) distances.data[(i - start) * B.rows + i] = 0;
    }
    yield { start, distances };
  }
}
