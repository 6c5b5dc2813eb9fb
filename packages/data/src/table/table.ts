import { Tensor } from "@blankfile/tensor";

/** A column of numbers. */
export interface NumberColumn {
  readonly kind: "number";
  /** NaN where the value is missing. */
  readonly values: Float64Array;
}

/** A column of few different words. */
export interface CategoryColumn {
  readonly kind: "category";
  /** Places in `categories`; −1 where the value is missing. */
  readonly codes: Int32Array;
  readonly categories: readonly string[];
}

/** A column of texts. */
export interface TextColumn {
  readonly kind: "text";
  /** null where the value is missing. */
  readonly values: readonly (string | null)[];
}

export type Column = NumberColumn | CategoryColumn | TextColumn;
export type ColumnKind = Column["kind"];

/** Columns by name, all of one length. Not changed once made. */
export class Table {
  /** N, the number of rows. */
  readonly length: number;
  readonly names: readonly string[];
  readonly #columns: ReadonlyMap<string, Column>;

  /** Pairs of a name and a column: `Object.entries({ … })`, or an array where names are numbers, which an object would put first. */
  constructor(columns: Iterable<readonly [name: string, column: Column]>) {
    const entries = [...columns];
    this.length = entries[0] === undefined ? 0 : lengthOf(entries[0][1]);
    this.names = entries.map(([name]) => name);
    this.#columns = new Map(entries);
    for (const [i, [name, column]] of entries.entries()) {
      if (this.names.indexOf(name) < i)
        throw new RangeError(`Table: two columns ${JSON.stringify(name)}, each needs a name of its own`);
      if (lengthOf(column) === this.length) continue;
      throw new RangeError(
        `Table: column ${JSON.stringify(name)} has ${lengthOf(column)} rows, ${this.length} are needed as in ${JSON.stringify(this.names[0])}`,
      );
    }
  }

  column(name: string): Column {
    const column = this.#columns.get(name);
    if (column !== undefined) return column;
    throw new RangeError(
      `column: ${JSON.stringify(name)}, one of ${this.names.map((n) => JSON.stringify(n)).join(", ")} is needed`,
    );
  }

  /** True where a row has no value in the column. */
  missing(name: string): boolean[] {
    const column = this.column(name);
    if (column.kind === "number") return Array.from(column.values, Number.isNaN);
    if (column.kind === "category") return Array.from(column.codes, (code) => code < 0);
    return column.values.map((value) => value === null);
  }

  /** These columns, in this order. */
  select(names: readonly string[]): Table {
    return new Table(names.map((name) => [name, this.column(name)]));
  }

  /** These rows, in this order. */
  rows(indices: ArrayLike<number>): Table {
    const order = Array.from(indices);
    const wrong = order.find((i) => !(Number.isInteger(i) && i >= 0 && i < this.length));
    if (wrong !== undefined)
      throw new RangeError(`rows: ${wrong}, whole numbers from 0 to ${this.length - 1} are needed`);
    return new Table(this.names.map((name) => [name, take(this.column(name), order)]));
  }

  /**
   * Number columns side by side, float32, [N, F].
   *
   * A missing value is refused by its column and row; `missing` says what stands for it instead, NaN if that is wanted.
   */
  toTensor(names: readonly string[], { missing }: { missing?: number } = {}): Tensor {
    const out = new Float32Array(this.length * names.length);
    for (const [f, name] of names.entries()) {
      const values = this.numbers(name);
      for (let row = 0; row < this.length; row++) {
        const value = Number.isNaN(values[row]!) ? missing : values[row]!;
        if (value === undefined) {
          throw new RangeError(
            `toTensor: no value in column ${JSON.stringify(name)}, row ${row}; a number is needed, or { missing: number }`,
          );
        }
        out[row * names.length + f] = value;
      }
    }
    return new Tensor(out, [this.length, names.length], "float32");
  }

  /** A number column's values; NaN where one is missing. */
  numbers(name: string): Float64Array {
    const column = this.column(name);
    if (column.kind === "number") return column.values;
    throw new TypeError(
      `numbers: column ${JSON.stringify(name)} is of kind ${column.kind}, number is needed${column.kind === "category" ? "; oneHot(name) makes numbers of categories" : ""}`,
    );
  }

  /** A 1 at the row's category and 0 elsewhere, float32, [N, K]; zeros alone where the value is missing. */
  oneHot(name: string): Tensor {
    const column = this.column(name);
    if (column.kind !== "category")
      throw new TypeError(
        `oneHot: column ${JSON.stringify(name)} is of kind ${column.kind}, category is needed`,
      );
    const k = column.categories.length;
    const out = new Float32Array(this.length * k);
    column.codes.forEach((code, row) => {
      if (code >= 0) out[row * k + code] = 1;
    });
    return new Tensor(out, [this.length, k], "float32");
  }
}

function lengthOf(column: Column): number {
  return column.kind === "category" ? column.codes.length : column.values.length;
}

function take(column: Column, order: readonly number[]): Column {
  if (column.kind === "number")
    return { kind: "number", values: Float64Array.from(order, (i) => column.values[i]!) };
  if (column.kind === "text") return { kind: "text", values: order.map((i) => column.values[i]!) };
  return { ...column, codes: Int32Array.from(order, (i) => column.codes[i]!) };
}
