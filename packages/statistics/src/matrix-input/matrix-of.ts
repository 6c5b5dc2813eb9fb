import { Tensor } from "@blankfile/tensor";
import { show } from "../samples/sample.ts";

/** Rows by columns, row after row. `Matrix` of @blankfile/classical is one. */
export interface FlatMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** What stands for a matrix, [N, F]: rows of numbers, a flat matrix, or a tensor of two dimensions. */
export type MatrixInput = readonly ArrayLike<number>[] | FlatMatrix | Tensor;

/** A copy, once it is known to be of finite numbers, with at least one row and column. */
export function matrixOf(where: string, X: MatrixInput, name = "X"): FlatMatrix {
  const matrix =
    X instanceof Tensor
      ? fromTensor(where, name, X)
      : isFlat(X)
        ? copyFlat(where, name, X)
        : fromRows(where, name, X);
  if (matrix.rows === 0 || matrix.cols === 0) {
    throw new RangeError(
      `${where}: ${name} is ${matrix.rows} × ${matrix.cols}, at least one row and one column are needed`,
    );
  }
  matrix.data.forEach((value, at) => {
    if (Number.isFinite(value)) return;
    const [i, j] = [Math.floor(at / matrix.cols), at % matrix.cols];
    throw new RangeError(
      `${where}: ${name}[${i}, ${j}] is ${value}, finite numbers are needed; drop or impute it first`,
    );
  });
  return matrix;
}

function isFlat(X: unknown): X is FlatMatrix {
  return typeof X === "object" && X !== null && "rows" in X && "cols" in X && "data" in X;
}

function fromTensor(where: string, name: string, X: Tensor): FlatMatrix {
  const [rows, cols, ...more] = X.shape;
  if (rows === undefined || cols === undefined || more.length > 0) {
    throw new RangeError(
      `${where}: ${name} has shape [${X.shape.join(", ")}], two dimensions are needed; x.reshape([-1, 1]) makes a column`,
    );
  }
  return { rows, cols, data: Float64Array.from(X.data as ArrayLike<number>) };
}

function copyFlat(where: string, name: string, { rows, cols, data }: FlatMatrix): FlatMatrix {
  if (rows * cols === data.length) return { rows, cols, data: Float64Array.from(data) };
  throw new RangeError(
    `${where}: ${name} is ${rows} × ${cols} with ${data.length} numbers, ${rows * cols} are needed`,
  );
}

function fromRows(where: string, name: string, X: readonly ArrayLike<number>[]): FlatMatrix {
  if (!Array.isArray(X)) {
    throw new TypeError(
      `${where}: ${name} is ${show(X)}, rows of numbers, { rows, cols, data } or a tensor are needed`,
    );
  }
  const cols = (X[0] as ArrayLike<number> | undefined)?.length ?? 0;
  const data = new Float64Array(X.length * cols);
  X.forEach((row: ArrayLike<number>, i) => {
    if (typeof row !== "object" || row === null || row.length !== cols) {
      const found = typeof row === "object" && row !== null ? `${row.length} numbers` : show(row);
      throw new RangeError(
        `${where}: ${name}[${i}] is ${found}, a row of ${cols} numbers is needed as in ${name}[0]`,
      );
    }
    for (let j = 0; j < cols; j++) {
      const value: unknown = row[j];
      if (typeof value !== "number")
        throw new TypeError(`${where}: ${name}[${i}, ${j}] is ${show(value)}, a number is needed`);
      data[i * cols + j] = value;
    }
  });
  return { rows: X.length, cols, data };
}

/** The rows of a flat matrix. */
export function rowsOf({ rows, cols, data }: FlatMatrix): Float64Array[] {
  return Array.from({ length: rows }, (_, i) => data.slice(i * cols, (i + 1) * cols));
}
