import { Table } from "@blankfile/data";
import type { MatrixLike } from "./matrix-like.ts";
import { toMatrix } from "./matrix-like.ts";

/** N, whatever stands for X. A table may have columns that are no numbers. */
export function countRows(where: string, X: MatrixLike): number {
  return X instanceof Table ? X.length : toMatrix(where, X).rows;
}

/** These rows in this order: a table of a table, else a matrix. */
export function takeRows(where: string, X: MatrixLike, indices: ArrayLike<number>): MatrixLike {
  return X instanceof Table ? X.rows(indices) : toMatrix(where, X).takeRows(indices);
}

/** The values at these places, as an array of the same kind. */
export function takeValues<T>(values: ArrayLike<T>, indices: ArrayLike<number>): ArrayLike<T> {
  const order = Array.from(indices);
  if (Array.isArray(values)) return order.map((i) => values[i] as T);
  const out = (
    values as unknown as { slice(from: number, to: number): Record<number, T> & ArrayLike<T> }
  ).slice(0, 0);
  const Kind = out.constructor as unknown as new (length: number) => Record<number, T> & ArrayLike<T>;
  const taken = new Kind(order.length);
  for (const [at, i] of order.entries()) (taken as Record<number, T>)[at] = values[i] as T;
  return taken;
}
