import { Matrix } from "./matrix.ts";

/** So many numbers a dense matrix may have, 400 MB, before toDense refuses. */
export const denseLimit = 50_000_000;

/**
 * Rows of mostly zeros: of row i, the values data[p] in the columns indices[p], p from indptr[i] to indptr[i + 1] (compressed sparse rows). Columns
 * are upwards within a row, each at most once.
 */
export class SparseMatrix {
  readonly data: Float64Array;
  readonly indices: Int32Array;
  readonly indptr: Int32Array;
  readonly rows: number;
  readonly cols: number;

  /** Keeps the arrays, without a copy. */
  constructor(
    { data, indices, indptr }: { data: Float64Array; indices: Int32Array; indptr: Int32Array },
    [rows, cols]: readonly [rows: number, cols: number],
  ) {
    if (indptr.length !== rows + 1 || indices.length !== data.length || indptr[rows] !== data.length)
      throw new RangeError(
        `SparseMatrix: ${indptr.length} row ends for ${rows} rows, ${indices.length} columns for ${data.length} values, ${rows + 1} ends and as many columns as values are needed`,
      );
    this.data = data;
    this.indices = indices;
    this.indptr = indptr;
    this.rows = rows;
    this.cols = cols;
  }

  /** Of each row, values by column, in any order; zeros are left out. */
  static fromRows(rows: readonly ReadonlyMap<number, number>[], cols: number): SparseMatrix {
    const kept = rows.map((row) => [...row].filter(([, value]) => value !== 0).sort(([a], [b]) => a - b));
    const indptr = new Int32Array(rows.length + 1);
    for (const [i, row] of kept.entries()) indptr[i + 1] = indptr[i]! + row.length;
    const [data, indices] = [new Float64Array(indptr.at(-1)!), new Int32Array(indptr.at(-1)!)];
    let at = 0;
    for (const row of kept) {
      for (const [j, value] of row) {
        if (!(j >= 0 && j < cols))
          throw new RangeError(`SparseMatrix: column ${j}, whole numbers from 0 to ${cols - 1} are needed`);
        indices[at] = j;
        data[at++] = value;
      }
    }
    return new SparseMatrix({ data, indices, indptr }, [rows.length, cols]);
  }

  /** How many values are not 0. */
  get count(): number {
    return this.data.length;
  }

  at(i: number, j: number): number {
    for (let p = this.indptr[i]!; p < this.indptr[i + 1]!; p++)
      if (this.indices[p] === j) return this.data[p]!;
    return 0;
  }

  /** With other values in the same places. */
  withData(data: Float64Array): SparseMatrix {
    return new SparseMatrix({ data, indices: this.indices, indptr: this.indptr }, [this.rows, this.cols]);
  }

  /** All numbers, zeros too. Refused above `denseLimit`. */
  toDense(names?: readonly string[]): Matrix {
    const { rows, cols, data, indices, indptr } = this;
    if (rows * cols > denseLimit)
      throw new RangeError(
        `toDense: ${rows} × ${cols} are ${rows * cols} numbers, at most ${denseLimit} are taken; fewer columns (maxFeatures, minDf, nFeatures), fewer rows at a time, or transformSparse`,
      );
    const out = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i++)
      for (let p = indptr[i]!; p < indptr[i + 1]!; p++) out[i * cols + indices[p]!] = data[p]!;
    return new Matrix(out, [rows, cols], names);
  }
}
