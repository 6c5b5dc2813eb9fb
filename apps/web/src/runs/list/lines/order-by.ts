import type { Cell } from "../columns/column.ts";

/**
 * Items by a value of each: numbers, then texts and truth values, then NaN, then what has none; only the first two turn round when it
 * is descending. Items of equal values stay in the order in which they came.
 */
export function orderBy<T>(items: readonly T[], cell: (item: T) => Cell, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  return items
    .map((item) => {
      const value = cell(item);
      return { item, value, rank: rankOf(value) };
    })
    .sort((a, b) => {
      if (a.rank !== b.rank) return (a.rank - b.rank) * (a.rank < 2 && b.rank < 2 ? sign : 1);
      return sign * compare(a.value, b.value);
    })
    .map(({ item }) => item);
}

function rankOf(value: Cell): number {
  if (value === undefined) return 3;
  if (typeof value === "number") return Number.isNaN(value) ? 2 : 0;
  return 1;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compare(a: Cell, b: Cell): number {
  // Not a difference: infinity less infinity is NaN.
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  return a === b ? 0 : collator.compare(String(a), String(b));
}
