import { type Column, Table } from "@blankfile/data";
import { isoDates } from "./iso-dates.ts";

/** A column that was read as something else than it was written, and how. */
export interface Cleaning {
  column: string;
  /** A sentence with its number. */
  what: string;
}

/**
 * Columns of texts that are numbers with a sign of money, a percent sign or thousands between commas become numbers; dates of one order of day,
 * month and year become ISO texts; spaces around words go. At least 95 % of a column's values must fit; the others become missing, and are told of.
 */
export function cleanTable(table: Table): { table: Table; cleanings: Cleaning[] } {
  const cleanings: Cleaning[] = [];
  const columns = table.names.map((name) => {
    const column = table.column(name);
    if (column.kind === "number") return [name, column] as const;
    const { column: changed, what } = cleanColumn(wordsOf(column));
    if (what !== undefined) cleanings.push({ column: name, what });
    return [name, what === undefined ? column : changed] as const;
  });
  return { table: new Table(columns), cleanings };
}

/** The words of a column of categories or texts, [N]; numbers as they are written in JavaScript. */
export function wordsOf(column: Column): (string | null)[] {
  if (column.kind === "text") return [...column.values];
  if (column.kind === "category")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.categories[code]!));
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value)));
}

/** Words as a column of categories. */
export function categoryColumn(words: readonly (string | null)[]): Column {
  const categories = [...new Set(words)].filter((word) => word !== null).sort(byCodePoint);
  const places = new Map(categories.map((word, code) => [word, code]));
  return {
    kind: "category",
    categories,
    codes: Int32Array.from(words, (word) => (word === null ? -1 : places.get(word)!)),
  };
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function cleanColumn(words: readonly (string | null)[]): { column: Column; what?: string } {
  const present = words.filter((word) => word !== null);
  const numbers = words.map((word) => (word === null ? null : numberIn(word)));
  const fit = numbers.filter((value) => value !== null).length;
  if (present.length > 0 && fit >= 0.95 * present.length) {
    const lost = present.length - fit;
    const first = words.find((word, i) => word !== null && numbers[i] === null);
    const example = words.find(
      (word, i) => word !== null && numbers[i] !== null && Number.isNaN(Number(word)),
    );
    return {
      column: { kind: "number", values: Float64Array.from(numbers, (value) => value ?? Number.NaN) },
      what: `texts such as ${JSON.stringify(example ?? present[0])} are read as numbers${lost > 0 ? `; ${lost} of ${present.length} are none (${JSON.stringify(first)}) and count as missing` : ""}`,
    };
  }
  const dates = isoDates(words);
  if (dates) return { column: { kind: "text", values: dates.values }, what: dates.what };
  const trimmed = words.map((word) => (word === null ? null : word.trim()));
  const changed = trimmed.filter((word, i) => word !== words[i]).length;
  if (changed === 0) return { column: { kind: "text", values: words } };
  const merged = new Set(trimmed).size;
  const column: Column = merged <= 20 ? categoryColumn(trimmed) : { kind: "text", values: trimmed };
  return { column, what: `spaces around ${changed} values are taken away` };
}

const money = /^\s*[-+(]?\s*[$€£¥]?\s*[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[-+]?\d+)?\s*[$€£¥%]?\)?\s*$/i;

/** "$1,200.50" is 1200.5, "12 %" is 12, "(30)" is −30; null for anything else. */
function numberIn(word: string): number | null {
  if (!money.test(word) || !/\d/.test(word)) return null;
  const isNegative = /^\s*\(.*\)\s*$/.test(word);
  const value = Number(word.replaceAll(/[\s,$€£¥%()+]/g, ""));
  return Number.isFinite(value) ? (isNegative ? -value : value) : null;
}
