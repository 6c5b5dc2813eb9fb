import type { Column, Table } from "@blankfile/data";
import { wordsOf } from "./clean-table.ts";
import { isoDates } from "./iso-dates.ts";

/** What a column holds: numbers; few words; dates; texts that repeat (many words); texts of several words each; texts of which each is another. */
export type ColumnType = "number" | "category" | "date" | "words" | "text" | "key";

export interface ColumnFacts {
  name: string;
  type: ColumnType;
  rows: number;
  missing: number;
  /** How many different values are there, missing ones aside. */
  different: number;
  /** Of numbers: the ends, quartiles, mean, and how many lie more than 3 interquartile ranges beyond a quartile. */
  numbers?: {
    min: number;
    q1: number;
    median: number;
    q3: number;
    max: number;
    mean: number;
    outliers: number;
    isWhole: boolean;
  };
  /** The most frequent values with their counts, five at most. */
  frequent: { value: string; count: number }[];
}

export function tableFacts(table: Table): ColumnFacts[] {
  return table.names.map((name) => columnFacts(name, table.column(name)));
}

export function columnFacts(name: string, column: Column): ColumnFacts {
  const words = wordsOf(column);
  const counts = new Map<string, number>();
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  const present = words.length - words.filter((word) => word === null).length;
  const frequent = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([value, count]) => ({ value, count }));
  return {
    name,
    type: typeOf(column, words, { present, different: counts.size }),
    rows: words.length,
    missing: words.length - present,
    different: counts.size,
    ...(column.kind === "number" && present > 0 ? { numbers: numberFacts(column.values) } : {}),
    frequent: column.kind === "number" && counts.size === present ? [] : frequent,
  };
}

function typeOf(
  column: Column,
  words: readonly (string | null)[],
  { present, different }: { present: number; different: number },
): ColumnType {
  if (column.kind === "number") return "number";
  if (isoDates(words)) return "date";
  if (column.kind === "category") return "category";
  const mean = words.reduce((sum, word) => sum + (word?.split(/\s+/).length ?? 0), 0) / Math.max(1, present);
  if (different === present) return mean >= 6 ? "text" : "key";
  return mean >= 6 && different > present / 2 ? "text" : "words";
}

function numberFacts(values: Float64Array): NonNullable<ColumnFacts["numbers"]> {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
  };
  const [q1, q3] = [at(0.25), at(0.75)];
  const reach = 3 * (q3 - q1);
  return {
    min: sorted[0]!,
    q1,
    median: at(0.5),
    q3,
    max: sorted.at(-1)!,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    outliers: reach > 0 ? sorted.filter((value) => value < q1 - reach || value > q3 + reach).length : 0,
    isWhole: sorted.every(Number.isInteger),
  };
}
