import { type Column, Table } from "@blankfile/data";
import { isWorkable, workableNeeded } from "../../estimator/validate.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";

/** One value in a row: a number, a word, or null where it is missing (NaN in a column of numbers is null here). */
export type Cell = number | string | null;

/** What stands for X where columns may hold words: whatever stands for a matrix, a table of any columns, or rows of cells. */
export type CellsLike = MatrixLike | readonly (readonly (Cell | boolean)[])[];

/** The columns of X, each its cells, [F][N], and their names where they have some. */
export interface Cells {
  columns: readonly (readonly Cell[])[];
  rows: number;
  names: readonly string[] | undefined;
}

/** X column by column. Infinity and numbers beyond 1e100 are refused; NaN, null and a category −1 are a missing value. */
export function toCells(where: string, X: CellsLike): Cells {
  if (X instanceof Table) {
    const columns = X.names.map((name) => cellsOf(where, name, X.column(name)));
    return { columns, rows: X.length, names: X.names };
  }
  if (isRowsOfCells(X)) return fromRows(where, X);
  const matrix = toMatrix(where, X as MatrixLike);
  const columns = Array.from({ length: matrix.cols }, (_, j) =>
    numberCells(where, matrix.column(j), (i) => `X[${i}, ${j}]`),
  );
  return { columns, rows: matrix.rows, names: matrix.names };
}

/** The different values that are not missing: numbers upwards, words by code point. null is last where it occurs. */
export function categoriesOf(cells: readonly Cell[]): Cell[] {
  const seen = new Set(cells);
  const hasMissing = seen.delete(null);
  const sorted = [...seen].sort(byValue);
  return hasMissing ? [...sorted, null] : sorted;
}

/** For words and numbers as they stand in a column's name: missing values are "nan", as scikit-learn writes them. */
export function cellName(cell: Cell): string {
  return cell === null ? "nan" : String(cell);
}

function byValue(a: Cell, b: Cell): number {
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a! < b! ? -1 : Number(a! > b!);
}

function cellsOf(where: string, name: string, column: Column): Cell[] {
  if (column.kind === "text") return [...column.values];
  if (column.kind === "category")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.categories[code]!));
  return numberCells(where, column.values, (i) => `row ${i} of ${JSON.stringify(name)}`);
}

/** NaN as null. */
function numberCells(where: string, values: Float64Array, placeOf: (i: number) => string): Cell[] {
  const out = new Array<Cell>(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    out[i] = isWorkable(value) ? value : numberCell(where, value, placeOf(i));
  }
  return out;
}

function numberCell(where: string, value: number, place: string): Cell {
  if (Number.isNaN(value)) return null;
  if (isWorkable(value)) return value;
  const needed = Number.isFinite(value)
    ? workableNeeded(value, "column")
    : "a finite number or NaN is needed";
  throw new RangeError(`${where}: ${place} is ${value}, ${needed}`);
}

function isRowsOfCells(X: unknown): X is readonly (readonly unknown[])[] {
  return (
    Array.isArray(X) && Array.isArray(X[0]) && X.some((row) => Array.isArray(row) && row.some(isNoNumber))
  );
}

const isNoNumber = (cell: unknown): boolean => typeof cell !== "number";

function fromRows(where: string, rows: readonly (readonly unknown[])[]): Cells {
  const width = rows[0]!.length;
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== width) {
      const given = Array.isArray(row) ? `${row.length} values` : `kind ${typeof row}`;
      throw new RangeError(`${where}: X[${i}] has ${given}, ${width} values are needed as in X[0]`);
    }
  }
  const columns = Array.from({ length: width }, (_, j) => {
    const kinds = new Set<string>();
    const cells = rows.map((row, i) => {
      const cell = toCell(where, row[j], `X[${i}, ${j}]`);
      if (cell !== null) kinds.add(typeof cell);
      return cell;
    });
    if (kinds.size < 2) return cells;
    throw new TypeError(`${where}: column ${j} of X has numbers and words, one kind is needed`);
  });
  return { columns, rows: rows.length, names: undefined };
}

function toCell(where: string, value: unknown, place: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberCell(where, value, place);
  if (typeof value === "boolean") return Number(value);
  throw new TypeError(`${where}: ${place} is of kind ${typeof value}, a number, a word or null is needed`);
}
