import { Table } from "@blankfile/data";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** The words of a table's columns of kind category, by the column's name. Plain, as they are saved. */
export type Words = Record<string, readonly string[]>;

/** The words of the category columns in fit. */
export function wordsOf(X: MatrixLike): Words {
  if (!(X instanceof Table)) return {};
  const columns = X.names.map((name) => [name, X.column(name)] as const);
  return Object.fromEntries(
    columns.flatMap(([name, column]) =>
      column.kind === "category" ? [[name, [...column.categories].sort()]] : [],
    ),
  );
}

/** X as numbers: a category as its place among `words`, NaN where it is missing or not among them. */
export function withoutWords(where: string, X: MatrixLike, words: Words): MatrixLike {
  if (!(X instanceof Table) || X.names.every((name) => X.column(name).kind === "number")) return X;
  const columns = X.names.map((name) => {
    const column = X.column(name);
    const known = Object.hasOwn(words, name) ? words[name] : undefined;
    if (column.kind !== "category" || known === undefined) {
      const numbers = toMatrix(where, X.select([name]));
      return numbers.data;
    }
    const places = column.categories
      .map((word) => known.indexOf(word))
      .map((at) => (at < 0 ? Number.NaN : at));
    return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : places[code]!));
  });
  const out = Matrix.zeros(X.length, columns.length);
  for (const [j, column] of columns.entries())
    for (let i = 0; i < X.length; i++) out.data[i * out.cols + j] = column[i]!;
  return out.withNames(X.names);
}
