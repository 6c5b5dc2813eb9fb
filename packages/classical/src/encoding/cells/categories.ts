import { type Cell, type Cells, categoriesOf, cellName } from "./cells.ts";

/** "auto" for those seen in fit, or a list for each column; null stands for a missing value. */
export type Categories = "auto" | readonly (readonly Cell[])[];

export function isCategories(value: unknown): boolean {
  if (value === "auto") return true;
  const isCell = (cell: unknown) => cell === null || typeof cell === "string" || Number.isFinite(cell);
  return (
    Array.isArray(value) && value.every((one) => Array.isArray(one) && one.length > 0 && one.every(isCell))
  );
}

/** The categories of each column, [F][K_j]; those given must be one list for each column. */
export function learnCategories(where: string, cells: Cells, given: Categories): Cell[][] {
  if (given === "auto") return cells.columns.map(categoriesOf);
  if (given.length !== cells.columns.length)
    throw new RangeError(
      `${where}: categories has ${given.length} lists, ${cells.columns.length} are needed, one for each column`,
    );
  const twice = given.findIndex((list) => new Set(list).size < list.length);
  if (twice >= 0)
    throw new RangeError(
      `${where}: the categories of column ${twice} have one twice, different ones are needed`,
    );
  return given.map((list) => [...list]);
}

/** For each cell its place among the categories, −1 where it is none of them, [N]. */
export function codesOfCells(column: readonly Cell[], categories: readonly Cell[]): Int32Array {
  const places = new Map(categories.map((category, code) => [category, code]));
  const codes = new Int32Array(column.length);
  for (let i = 0; i < codes.length; i++) codes[i] = places.get(column[i]!) ?? -1;
  return codes;
}

/** How often each category is there, [K]. */
export function countCodes(codes: Int32Array, count: number): Float64Array {
  const counts = new Float64Array(count);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return counts;
}

/** Refuses the first cell that is no category. */
export function requireKnown(
  where: string,
  { codes, column, categories }: { codes: Int32Array; column: readonly Cell[]; categories: readonly Cell[] },
  { j, name, remedy = "" }: { j: number; name: string | undefined; remedy?: string },
): void {
  const i = codes.indexOf(-1);
  if (i < 0) return;
  const shown = categories.slice(0, 10).map((category) => JSON.stringify(category));
  const more = categories.length > 10 ? ` and ${categories.length - 10} more` : "";
  const place = name === undefined ? `X[${i}, ${j}]` : `row ${i} of ${JSON.stringify(name)}`;
  throw new RangeError(
    `${where}: ${place} is ${JSON.stringify(column[i])}, one of ${shown.join(", ")}${more} is needed, the categories seen in fit${remedy}`,
  );
}

export interface RareOptions {
  /** Fewer rows make a category rare: their number, or below 1 their share. */
  minFrequency: number | null;
  /** At most so many columns, that of the rare ones counted. */
  maxCategories: number | null;
}

/**
 * Which categories are rare, [K], true or false. With maxCategories the least frequent are; of equals the first ones, as in scikit-learn.
 */
export function rareCategories(
  counts: Float64Array,
  rows: number,
  { minFrequency, maxCategories }: RareOptions,
): boolean[] {
  const least = minFrequency === null ? 0 : minFrequency < 1 ? minFrequency * rows : minFrequency;
  const rare = Array.from(counts, (count) => count < least);
  const groups = rare.filter((is) => !is).length + 1;
  if (maxCategories !== null && maxCategories < groups) {
    const order = Array.from(counts.keys()).sort((a, b) => counts[a]! - counts[b]!);
    for (const k of order.slice(0, counts.length - (maxCategories - 1))) rare[k] = true;
  }
  return rare;
}

export const columnLabel = (name: string, category: Cell): string => `${name}_${cellName(category)}`;
