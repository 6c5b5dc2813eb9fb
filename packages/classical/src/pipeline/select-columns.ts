import { type ColumnKind, Table } from "@blankfile/data";
import { validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import type { Samples } from "./samples.ts";

/** Every column of a kind, or whose name a pattern finds; see columnsOfKind. Plain, so that it can be saved. */
export interface ColumnRule {
  readonly kind?: ColumnKind | readonly ColumnKind[];
  /** The source of a regular expression. */
  readonly pattern?: string;
}

/**
 * Which columns: names, places (negative ones from the end), a rule, or a function of X that gives any of these. One name or place without a
 * list gives the column's texts alone, [N], as the vectorizers of texts take them.
 */
export type Columns =
  | string
  | number
  | readonly string[]
  | readonly number[]
  | ColumnRule
  | ((X: Table | Matrix) => readonly string[] | readonly number[]);

/** All columns of one of the kinds, "number", "category" or "text", for a ColumnTransformer. A matrix has numbers alone. */
export function columnsOfKind(...kind: [ColumnKind, ...ColumnKind[]]): ColumnRule {
  return { kind };
}

/** All columns whose name the regular expression finds, for a ColumnTransformer. */
export function columnsNamed(pattern: string | RegExp): ColumnRule {
  return { pattern: typeof pattern === "string" ? pattern : pattern.source };
}

export function isColumns(value: unknown): value is Columns {
  if (typeof value === "string" || typeof value === "function" || Number.isInteger(value)) return true;
  if (Array.isArray(value))
    return value.every((one) => typeof one === "string") || value.every((one) => Number.isInteger(one));
  return typeof value === "object" && value !== null && ("kind" in value || "pattern" in value);
}

/** A table as it is, anything else as a matrix. Refused: no columns, fewer rows than `minRows`, infinities in a matrix. */
export function toColumns(where: string, X: Samples, minRows: number): Table | Matrix {
  if (!(X instanceof Table)) return validateX(where, X as MatrixLike, { allowsNaN: true, minRows });
  if (X.names.length === 0)
    throw new RangeError(`${where}: X has no columns, at least one feature is needed`);
  if (X.length < minRows)
    throw new RangeError(`${where}: X has ${X.length} rows, at least one row is needed`);
  return X;
}

export const columnNames = (X: Table | Matrix): readonly string[] | undefined => X.names;
export const columnCount = (X: Table | Matrix): number => (X instanceof Table ? X.names.length : X.cols);

/** The places of the columns in X. */
export function placesOf(where: string, X: Table | Matrix, columns: Columns): number[] {
  if (typeof columns === "function") return placesOf(where, X, columns(X));
  if (typeof columns === "string" || typeof columns === "number") return [placeOf(where, X, columns)];
  if (Array.isArray(columns)) return columns.map((one: string | number) => placeOf(where, X, one));
  return placesByRule(X, columns as ColumnRule);
}

/** These columns of X: a table of a table, a matrix of a matrix; the texts of one column where `alone`. */
export function takeColumns(
  where: string,
  X: Table | Matrix,
  places: readonly number[],
  alone: boolean,
): Samples {
  if (X instanceof Matrix) {
    if (alone)
      throw new RangeError(
        `${where}: one column without a list of a matrix, a list is needed; [${places[0]}]`,
      );
    return X.takeColumns(places).withNames(places.map((place) => X.names?.[place] ?? `x${place}`));
  }
  const names = places.map((place) => X.names[place]!);
  return alone ? textsOf(where, X, names[0]!) : X.select(names);
}

function placeOf(where: string, X: Table | Matrix, column: string | number): number {
  const [names, count] = [columnNames(X), columnCount(X)];
  if (typeof column === "number") {
    const place = column < 0 ? count + column : column;
    if (place >= 0 && place < count) return place;
    throw new RangeError(
      `${where}: column ${column}, whole numbers from ${-count} to ${count - 1} are needed`,
    );
  }
  const place = names?.indexOf(column) ?? -1;
  if (place >= 0) return place;
  const needed = names
    ? `one of ${names.map((name) => JSON.stringify(name)).join(", ")} is needed`
    : "places are needed, since X has no names";
  throw new RangeError(`${where}: column ${JSON.stringify(column)}, ${needed}`);
}

function placesByRule(X: Table | Matrix, { kind, pattern }: ColumnRule): number[] {
  const kinds = kind === undefined ? undefined : [kind].flat();
  const finds = pattern === undefined ? undefined : new RegExp(pattern);
  return Array.from({ length: columnCount(X) }, (_, place) => place).filter((place) => {
    const its = X instanceof Table ? X.column(X.names[place]!).kind : "number";
    return (kinds?.includes(its) ?? true) && (finds?.test(columnNames(X)?.[place] ?? `x${place}`) ?? true);
  });
}

function textsOf(where: string, X: Table, name: string): (string | null)[] {
  const column = X.column(name);
  if (column.kind === "text") return [...column.values];
  if (column.kind === "category")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.categories[code]!));
  throw new RangeError(
    `${where}: ${JSON.stringify(name)} without a list is a column of numbers, a list is needed; [${JSON.stringify(name)}]`,
  );
}
