import { Matrix } from "../matrix/matrix.ts";

/** Which points neighbour which: a sparse matrix by rows. Row i has its columns at indptr[i] … indptr[i + 1] − 1. */
export class NeighborGraph {
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  /** 1, or the distances. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;

  constructor(
    { indptr, indices, data }: Pick<NeighborGraph, "indptr" | "indices" | "data">,
    [rows, cols]: readonly [rows: number, cols: number],
  ) {
    this.indptr = indptr;
    this.indices = indices;
    this.data = data;
    this.rows = rows;
    this.cols = cols;
  }

  /** All places, 0 where there is no neighbour. A neighbour at distance 0 cannot be told from none. */
  toDense(): Matrix {
    const out = Matrix.zeros(this.rows, this.cols);
    for (let i = 0; i < this.rows; i++)
      for (let at = this.indptr[i]!; at < this.indptr[i + 1]!; at++)
        out.data[i * this.cols + this.indices[at]!] = this.data[at]!;
    return out;
  }
}

/** What the entries of a graph are. */
export type GraphMode = "connectivity" | "distance";

interface Found {
  indptr: Int32Array;
  indices: Int32Array;
  distances: Float64Array;
}

export function graphOf({ indptr, indices, distances }: Found, cols: number, mode: GraphMode): NeighborGraph {
  const data = mode === "distance" ? distances : new Float64Array(indices.length).fill(1);
  return new NeighborGraph({ indptr, indices, data }, [indptr.length - 1, cols]);
}

/** Places where rows of k entries begin. */
export function evenRows(rows: number, k: number): Int32Array {
  return Int32Array.from({ length: rows + 1 }, (_, i) => i * k);
}
