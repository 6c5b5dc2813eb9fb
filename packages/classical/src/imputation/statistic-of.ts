import { type Cell, categoriesOf } from "../encoding/cells/cells.ts";
import { quantileOfSorted } from "../preprocessing/scaling/sample-quantiles.ts";

export interface StatisticOptions {
  strategy: "mean" | "median" | "most_frequent" | "constant";
  fillValue: number | string | null;
  /** Whether the column is one of words. */
  isWords: boolean;
  /** Its name, for errors. */
  label: string;
}

/** What fills a column, from its values that are there; null where there are none. */
export function statisticOf(present: readonly Cell[] | Float64Array, options: StatisticOptions): Cell {
  const { strategy, fillValue, isWords, label } = options;
  if (strategy === "constant") {
    const value = fillValue ?? (isWords ? "missing_value" : 0);
    if (typeof value === (isWords ? "string" : "number")) return value;
    throw new TypeError(
      `SimpleImputer.fit: fillValue is ${JSON.stringify(value)} for column ${JSON.stringify(label)}, a ${isWords ? "word" : "number"} is needed as in the column`,
    );
  }
  if (isWords && strategy !== "most_frequent")
    throw new TypeError(
      `SimpleImputer.fit: column ${JSON.stringify(label)} has words, numbers are needed for strategy "${strategy}"; "most_frequent" or "constant", in a ColumnTransformer`,
    );
  if (present.length === 0) return null;
  if (strategy === "most_frequent") return mostFrequent(present);
  const numbers = Float64Array.from(present as number[]);
  if (strategy === "median") return quantileOfSorted(numbers.sort(), 0.5);
  let sum = 0;
  for (const value of numbers) sum += value;
  return sum / numbers.length;
}

/** Of several the least. */
function mostFrequent(cells: Iterable<Cell>): Cell {
  const counts = new Map<Cell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return categoriesOf([...counts.keys()]).find((cell) => counts.get(cell) === most)!;
}
