import { type Column, Table } from "@blankfile/data";
import { categoryColumn, wordsOf } from "../table/clean-table.ts";

/** One row as a feature's function sees it: values by columns' names. */
export interface Row {
  /** NaN where it is missing. */
  number(name: string): number;
  /** null where it is missing. */
  text(name: string): string | null;
}

/** A new column's value of one row, from this row alone. */
export type Feature = (row: Row) => number | string | null;

/**
 * The table with more columns. Each is a function of its own row, so that nothing can pass from one row to another; what must be learnt from many rows belongs
 * into the pipeline. Words become a category column where they are at most 50 different ones, else texts.
 */
export function withFeatures(table: Table, features: Readonly<Record<string, Feature>>): Table {
  const words = new Map<string, (string | null)[]>();
  let at = 0;
  const row: Row = {
    number: (name) => table.numbers(name)[at]!,
    text: (name) => {
      const own = words.get(name) ?? wordsOf(table.column(name));
      words.set(name, own);
      return own[at]!;
    },
  };
  const added = Object.entries(features).map(([name, feature]) => {
    if (table.names.includes(name))
      throw new RangeError(
        `withFeatures: ${JSON.stringify(name)} is a column already, another name is needed`,
      );
    const values: (number | string | null)[] = [];
    for (at = 0; at < table.length; at++) values.push(feature(row));
    return [name, columnOf(name, values)] as const;
  });
  return new Table([...table.names.map((name) => [name, table.column(name)] as const), ...added]);
}

function columnOf(name: string, values: readonly (number | string | null)[]): Column {
  const hasNumbers = values.some((value) => typeof value === "number");
  const hasWords = values.some((value) => typeof value === "string");
  if (hasNumbers && hasWords)
    throw new TypeError(`withFeatures: ${JSON.stringify(name)} gives numbers and words, one kind is needed`);
  if (hasNumbers)
    return {
      kind: "number",
      values: Float64Array.from(values, (value) => (value === null ? Number.NaN : (value as number))),
    };
  const texts = values as (string | null)[];
  return new Set(texts).size <= 50 ? categoryColumn(texts) : { kind: "text", values: texts };
}
