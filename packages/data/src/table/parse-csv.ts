import Papa from "papaparse";
import { type Column, type ColumnKind, Table } from "./table.ts";

export interface CsvOptions {
  /** Between the values; a comma unless told. */
  delimiter?: string;
  /** What stands for a missing value; nothing at all unless told. */
  missing?: readonly string[];
  /** Kinds of columns that should not be guessed. */
  columns?: Readonly<Record<string, ColumnKind>>;
}

/** At most so many different values, and each twice on average, make a column of categories. */
const maxCategories = 20;

/**
 * Reads a CSV file whose first line names the columns.
 *
 * Quotes, doubled quotes and line breaks inside quotes are as in RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180). The kind of a column is
 * guessed from its values: numbers if all are; else categories if they are at most 20 different ones and occur twice on average; else texts.
 * Empty lines are passed over. A line with too few or too many values is refused by its number.
 */
export function parseCsv(text: string, options: CsvOptions = {}): Table {
  const { missing = [""], columns: kinds = {} } = options;
  const [header, ...rows] = readRows(text, options.delimiter ?? ",");
  if (header === undefined)
    throw new RangeError("parseCsv: an empty text, a first line with the columns' names is needed");
  checkHeader(header.values, kinds);
  for (const { line, values } of rows) {
    if (values.length === header.values.length) continue;
    throw new RangeError(
      `parseCsv: line ${line} has ${values.length} values, ${header.values.length} are needed, one for each name in the first line`,
    );
  }
  const lines = rows.map(({ line }) => line);
  const columns = header.values.map((name, i) => {
    const values = rows.map((row) => (missing.includes(row.values[i]!) ? null : row.values[i]!));
    return [name, columnOf(name, values, options, lines)] as const;
  });
  return new Table(columns);
}

/** A column of values as they were written, null where one is missing; `lines` are where they stood. */
export function columnOf(
  name: string,
  values: readonly (string | null)[],
  { columns: kinds = {} }: CsvOptions,
  lines: readonly number[],
): Column {
  return makeColumn(name, values, given(kinds, name) ?? guess(values), lines);
}

interface Row {
  /** Of its first character, from 1. */
  line: number;
  values: string[];
}

function readRows(csv: string, delimiter: string): Row[] {
  const text = csv.startsWith("\ufeff") ? csv.slice(1) : csv;
  const rows: Row[] = [];
  let [line, at] = [1, 0];
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data: values, errors, meta }) => {
      const [error] = errors;
      if (error) throw new RangeError(`parseCsv: line ${line}: ${inWords(error.code)}`);
      // Where a file mixes both ends of lines, the parser took the shorter one.
      values.push(values.pop()!.replace(/\r$/, ""));
      if (values.length > 1 || values[0] !== "") rows.push({ line, values });
      line += linesBetween(text, at, meta.cursor);
      at = meta.cursor;
    },
  });
  return rows;
}

export function inWords(code: string): string {
  if (code === "MissingQuotes") return "a quote is opened and never closed, a second one is needed";
  return 'a closing quote with more text behind it, a delimiter is needed there, or "" for a quote inside';
}

function linesBetween(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0;
}

export function checkHeader(names: readonly string[], kinds: CsvOptions["columns"] & object): void {
  const wrong = names.findIndex((name, i) => name === "" || names.indexOf(name) < i);
  if (wrong >= 0) {
    throw new RangeError(
      `parseCsv: column ${wrong + 1} is named ${JSON.stringify(names[wrong])}${names[wrong] ? ", as another is" : ""}; each needs a name of its own`,
    );
  }
  const unknown = Object.keys(kinds).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `parseCsv: a kind for column ${JSON.stringify(unknown)}, one of ${names.map((name) => JSON.stringify(name)).join(", ")} is needed`,
    );
  }
}

/** Not what every object has, since a column may well be named "constructor". */
function given(kinds: CsvOptions["columns"] & object, name: string): ColumnKind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function guess(values: readonly (string | null)[]): ColumnKind {
  const present = values.filter((value) => value !== null);
  if (present.length > 0 && present.every((value) => number.test(value.trim()))) return "number";
  const different = new Set(present).size;
  return different <= maxCategories && present.length >= 2 * different && different > 0 ? "category" : "text";
}

function makeColumn(
  name: string,
  values: readonly (string | null)[],
  kind: ColumnKind,
  lines: readonly number[],
): Column {
  if (kind === "text") return { kind, values };
  if (kind === "category") {
    const categories = [...new Set(values.filter((value) => value !== null))].sort(byCodePoint);
    const codes = new Map(categories.map((category, code) => [category, code]));
    return { kind, categories, codes: Int32Array.from(values, (v) => (v === null ? -1 : codes.get(v)!)) };
  }
  const numbers = values.map((value, i) => {
    if (value === null) return Number.NaN;
    if (number.test(value.trim())) return Number(value);
    throw new RangeError(
      `parseCsv: ${JSON.stringify(value)} in line ${lines[i]}, column ${JSON.stringify(name)}, a number is needed; { missing: [${JSON.stringify(value)}] } takes it as missing`,
    );
  });
  return { kind: "number", values: Float64Array.from(numbers) };
}

/** Not by the reader's language, so that codes are the same everywhere. */
function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
