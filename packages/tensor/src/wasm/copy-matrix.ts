import type { TypedArray } from "../dtype.ts";

/** The arrays of numbers that the machine code knows. */
export type Floats = Float32Array | Float64Array;

/** A matrix as it lies in an array: element (i, j) is data[start + i · row + j · column]. */
export interface MatrixView<Data extends TypedArray = TypedArray> {
  readonly data: Data;
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** The same matrix from its element (i, j) on. */
export function from<Data extends TypedArray>(
  matrix: MatrixView<Data>,
  i: number,
  j: number,
): MatrixView<Data> {
  return { ...matrix, start: matrix.start + i * matrix.row + j * matrix.column };
}

/** Copies a matrix; by whole lines where its rows, or its columns, lie in one piece on both sides. */
export function copyMatrix(
  to: MatrixView,
  source: MatrixView,
  [rows, columns]: readonly [number, number],
): void {
  if (source.column !== 1 && source.row === 1 && to.row === 1) {
    copyMatrix(turn(to), turn(source), [columns, rows]);
    return;
  }
  const inPieces = source.column === 1 && to.column === 1;
  if (inPieces && source.row === columns && to.row === columns) {
    to.data.set(source.data.subarray(source.start, source.start + rows * columns), to.start);
    return;
  }
  for (let i = 0; i < rows; i++) {
    const [at, read] = [to.start + i * to.row, source.start + i * source.row];
    if (inPieces) {
      to.data.set(source.data.subarray(read, read + columns), at);
      continue;
    }
    for (let j = 0; j < columns; j++) to.data[at + j * to.column] = source.data[read + j * source.column]!;
  }
}

/** The transpose, on the same array. */
export function turn<Data extends TypedArray>({
  data,
  start,
  row,
  column,
}: MatrixView<Data>): MatrixView<Data> {
  return { data, start, row: column, column: row };
}
