import { Table } from "@blankfile/data";
import { Tensor } from "@blankfile/tensor";
import { Matrix } from "./matrix.ts";

/** A table of Apache Arrow, as far as it is asked for: each column's values as numbers. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): { toArray(): ArrayLike<number | bigint | null>; get(i: number): unknown } | null;
}

/** What stands for X, [N, F]: a matrix, rows of numbers, a tensor, a table whose columns are all numbers, or one of Arrow. */
export type MatrixLike = Matrix | readonly ArrayLike<number>[] | Tensor | Table | ArrowTable;

/** X as a matrix; a Matrix is taken as it is, a float64 tensor shares its memory, others are copied. `where` begins the error. */
export function toMatrix(where: string, X: MatrixLike): Matrix {
  if (X instanceof Matrix) return X;
  if (X instanceof Table) return fromTable(where, X);
  if (X instanceof Tensor) return fromTensor(where, X);
  if (isArrow(X)) return fromArrow(where, X);
  if (ArrayBuffer.isView(X) || (Array.isArray(X) && X.length > 0 && !isRow(X[0]))) {
    if (Array.isArray(X) && X[0] !== null && typeof X[0] === "object") throw wrongKind(where, X[0]);
    const { length } = X as ArrayLike<unknown>;
    throw new RangeError(
      `${where}: X has one dimension of ${length}, rows of features are needed; ${show((X as unknown[])[0])} alone is the row [${show((X as unknown[])[0])}]`,
    );
  }
  if (Array.isArray(X)) return fromRows(where, X);
  throw wrongKind(where, X);
}

function wrongKind(where: string, X: unknown): TypeError {
  return new TypeError(
    `${where}: X is ${X === null ? "null" : typeof X}, a Matrix, rows of numbers, a tensor or a table of numbers is needed`,
  );
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
const isRow = (row: unknown): row is ArrayLike<number> => Array.isArray(row) || ArrayBuffer.isView(row);

function isArrow(X: unknown): X is ArrowTable {
  return typeof X === "object" && X !== null && "numRows" in X && "schema" in X && "getChild" in X;
}

function fromRows(where: string, rows: readonly ArrayLike<number>[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const out = Matrix.zeros(rows.length, cols);
  for (const [i, row] of rows.entries()) {
    if (!isRow(row) || row.length !== cols) {
      throw new RangeError(
        `${where}: X[${i}] has ${isRow(row) ? `${row.length} numbers` : `kind ${typeof row}`}, ${cols} numbers are needed as in X[0]`,
      );
    }
    for (let j = 0; j < cols; j++) {
      const value: unknown = row[j];
      if (typeof value !== "number" && typeof value !== "boolean") {
        throw new TypeError(
          `${where}: X[${i}, ${j}] is ${show(value)}, a number is needed; OneHotEncoder or OrdinalEncoder make numbers of words in a Table`,
        );
      }
      out.data[i * cols + j] = Number(value);
    }
  }
  return out;
}

function fromTensor(where: string, X: Tensor): Matrix {
  const [rows, cols, ...more] = X.shape;
  if (rows === undefined || cols === undefined || more.length > 0) {
    throw new RangeError(
      `${where}: X has shape [${X.shape.join(", ")}], [N, F] is needed; x.reshape([-1, 1]) makes a column of one dimension`,
    );
  }
  const data = X.data;
  return new Matrix(data instanceof Float64Array ? data : Float64Array.from(data as ArrayLike<number>), [
    rows,
    cols,
  ]);
}

function fromTable(where: string, table: Table): Matrix {
  const { names } = table;
  const out = Matrix.zeros(table.length, names.length);
  for (const [j, name] of names.entries()) {
    const column = table.column(name);
    if (column.kind !== "number") {
      throw new TypeError(
        `${where}: column ${show(name)} is of kind ${column.kind}, numbers are needed; a ColumnTransformer with OneHotEncoder, or table.select(…) without it`,
      );
    }
    for (let i = 0; i < table.length; i++) out.data[i * names.length + j] = column.values[i]!;
  }
  return out.withNames(names);
}

function fromArrow(where: string, table: ArrowTable): Matrix {
  const names = table.schema.fields.map(({ name }) => name);
  const out = Matrix.zeros(table.numRows, names.length);
  for (const [j, name] of names.entries()) {
    const column = table.getChild(name)!;
    for (let i = 0; i < table.numRows; i++) {
      const value = column.get(i);
      if (
        value !== null &&
        typeof value !== "number" &&
        typeof value !== "bigint" &&
        typeof value !== "boolean"
      ) {
        throw new TypeError(
          `${where}: column ${show(name)} of the Arrow table has ${show(value)} in row ${i}, numbers are needed`,
        );
      }
      out.data[i * names.length + j] = value === null ? Number.NaN : Number(value);
    }
  }
  return out.withNames(names);
}
