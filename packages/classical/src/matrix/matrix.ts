import { Tensor } from "@blankfile/tensor";

/** Rows of numbers in float64, one after the other in one array: element (i, j) is `data[i * cols + j]`. N rows are samples, F columns are features. */
export class Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
  /** Names of the columns, where they have some. */
  readonly names: readonly string[] | undefined;

  /** Keeps `data`, without a copy. */
  constructor(
    data: Float64Array,
    [rows, cols]: readonly [rows: number, cols: number],
    names?: readonly string[],
  ) {
    if (data.length !== rows * cols) {
      throw new RangeError(`Matrix: ${data.length} numbers for ${rows} × ${cols}, ${rows * cols} are needed`);
    }
    if (names !== undefined && names.length !== cols)
      throw new RangeError(`Matrix: ${names.length} names for ${cols} columns, one for each is needed`);
    this.data = data;
    this.rows = rows;
    this.cols = cols;
    this.names = names;
  }

  static zeros(rows: number, cols: number): Matrix {
    return new Matrix(new Float64Array(rows * cols), [rows, cols]);
  }

  /** Of rows given one by one, all of one length. */
  static fromRows(rows: readonly ArrayLike<number>[], names?: readonly string[]): Matrix {
    const cols = rows[0]?.length ?? 0;
    const data = new Float64Array(rows.length * cols);
    for (const [i, row] of rows.entries()) {
      if (row.length !== cols)
        throw new RangeError(`Matrix: row ${i} has ${row.length} numbers, ${cols} are needed as in row 0`);
      data.set(row, i * cols);
    }
    return new Matrix(data, [rows.length, cols], names);
  }

  at(i: number, j: number): number {
    return this.data[i * this.cols + j]!;
  }

  /** A view of row i, no copy. */
  row(i: number): Float64Array {
    return this.data.subarray(i * this.cols, (i + 1) * this.cols);
  }

  /** A copy of column j. */
  column(j: number): Float64Array {
    const out = new Float64Array(this.rows);
    for (let i = 0; i < this.rows; i++) out[i] = this.data[i * this.cols + j]!;
    return out;
  }

  /** These rows in this order, a copy. */
  takeRows(indices: ArrayLike<number>): Matrix {
    const out = Matrix.zeros(indices.length, this.cols);
    for (let i = 0; i < indices.length; i++) out.data.set(this.row(indices[i]!), i * this.cols);
    return this.names ? new Matrix(out.data, [out.rows, out.cols], this.names) : out;
  }

  /** These columns in this order, a copy. */
  takeColumns(indices: ArrayLike<number>): Matrix {
    const { data, rows, cols, names } = this;
    const order = Array.from(indices);
    const out = new Float64Array(rows * order.length);
    for (let i = 0, at = 0; i < rows; i++) for (const j of order) out[at++] = data[i * cols + j]!;
    return new Matrix(out, [rows, order.length], names && order.map((j) => names[j]!));
  }

  transpose(): Matrix {
    const { data, rows, cols } = this;
    const out = new Float64Array(data.length);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = data[i * cols + j]!;
    return new Matrix(out, [cols, rows]);
  }

  withNames(names: readonly string[]): Matrix {
    return new Matrix(this.data, [this.rows, this.cols], names);
  }

  toArray(): number[][] {
    return Array.from({ length: this.rows }, (_, i) => Array.from(this.row(i)));
  }

  /** Float64, [N, F], over the same memory. */
  toTensor(): Tensor {
    return new Tensor(this.data, [this.rows, this.cols], "float64");
  }
}
