import Papa from "papaparse";
import { type CsvOptions, checkHeader, columnOf, inWords } from "./parse-csv.ts";
import { Table } from "./table.ts";

/**
 * Reads a CSV file of any size from pieces of its text, such as a file's stream: parseCsv in less memory, since the text is never there as a whole and a
 * value that occurs again is kept once. The rules, the guesses and the refusals are parseCsv's.
 */
export async function parseCsvStream(
  pieces: AsyncIterable<string> | Iterable<string>,
  options: CsvOptions = {},
): Promise<Table> {
  const columns = new GrowingColumns(options);
  const cutter = new LineCutter(options.delimiter ?? ",");
  for await (const piece of pieces) columns.read(cutter.push(piece));
  columns.read(cutter.end());
  return columns.table();
}

/** Whole lines out of pieces: a line break inside quotes ends none. */
class LineCutter {
  #rest = "";
  /** How far #rest was looked at. */
  #seen = 0;
  #isQuoted = false;
  #isFieldStart = true;
  readonly #delimiter: number;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  push(piece: string): string {
    this.#rest += piece;
    let cut = 0;
    for (; this.#seen < this.#rest.length; this.#seen++) {
      const code = this.#rest.charCodeAt(this.#seen);
      if (code === quote) {
        if (this.#isQuoted) this.#isQuoted = false;
        // A doubled quote inside quotes ends them and begins them anew.
        else if (this.#isFieldStart || this.#rest.charCodeAt(this.#seen - 1) === quote) this.#isQuoted = true;
        this.#isFieldStart = false;
      } else if (!this.#isQuoted) {
        this.#isFieldStart = code === this.#delimiter || code === newline;
        if (code === newline) cut = this.#seen + 1;
      }
    }
    const lines = this.#rest.slice(0, cut);
    this.#rest = this.#rest.slice(cut);
    this.#seen -= cut;
    return lines;
  }

  end(): string {
    return this.#rest;
  }
}

const quote = 34;
const newline = 10;

class GrowingColumns {
  readonly #options: CsvOptions;
  #names: string[] | undefined;
  readonly #values: (string | null)[][] = [];
  /** A value that occurs again is the same text in memory. */
  readonly #known: Map<string, string>[] = [];
  readonly #lines: number[] = [];
  #line = 1;

  constructor(options: CsvOptions) {
    this.#options = options;
  }

  read(text: string): void {
    if (text === "") return;
    const start = this.#line === 1 && text.startsWith("\ufeff") ? text.slice(1) : text;
    let at = 0;
    Papa.parse<string[]>(start, {
      delimiter: this.#options.delimiter ?? ",",
      step: ({ data, errors, meta }) => {
        const [error] = errors;
        if (error) throw new RangeError(`parseCsv: line ${this.#line}: ${inWords(error.code)}`);
        data.push(data.pop()!.replace(/\r$/, ""));
        if (data.length > 1 || data[0] !== "") this.#row(data);
        this.#line += start.slice(at, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
        at = meta.cursor;
      },
    });
  }

  table(): Table {
    if (this.#names === undefined)
      throw new RangeError("parseCsv: an empty text, a first line with the columns' names is needed");
    return new Table(
      this.#names.map(
        (name, i) => [name, columnOf(name, this.#values[i]!, this.#options, this.#lines)] as const,
      ),
    );
  }

  #row(values: string[]): void {
    if (this.#names === undefined) {
      checkHeader(values, this.#options.columns ?? {});
      this.#names = values;
      for (const _ of values) {
        this.#values.push([]);
        this.#known.push(new Map());
      }
      return;
    }
    if (values.length !== this.#names.length)
      throw new RangeError(
        `parseCsv: line ${this.#line} has ${values.length} values, ${this.#names.length} are needed, one for each name in the first line`,
      );
    const { missing = [""] } = this.#options;
    this.#lines.push(this.#line);
    for (const [i, value] of values.entries())
      this.#values[i]!.push(missing.includes(value) ? null : this.#kept(i, value));
  }

  #kept(i: number, value: string): string {
    const known = this.#known[i]!;
    const own = known.get(value);
    if (own !== undefined) return own;
    if (known.size < 10_000) known.set(value, value);
    return value;
  }
}
