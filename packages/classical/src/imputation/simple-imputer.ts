import { type Column, Table } from "@blankfile/data";
import { type Cell, type CellsLike, toCells } from "../encoding/cells/cells.ts";
import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, custom, type Options, optional } from "../estimator/parameters.ts";
import { validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { besideEachOther, refuseWeight } from "../pipeline/samples.ts";
import { fillTable } from "./fill-table.ts";
import { MissingIndicator } from "./missing-indicator.ts";
import { isMissing, missingMask, missingValues } from "./missing-values.ts";
import { statisticOf } from "./statistic-of.ts";

const parameters = {
  missingValues,
  /** Mean and median are of numbers alone. Of equally frequent values the least is taken. */
  strategy: choice("mean", "median", "most_frequent", "constant"),
  /** For "constant"; null: 0 among numbers, "missing_value" among words. */
  fillValue: optional(
    custom<number | string>(
      0,
      (value) => typeof value === "string" || Number.isFinite(value),
      "a number or a word",
    ),
  ),
  /** Whether a column of 0 and 1 follows for each column that had missing values in fit. */
  addIndicator: boolean(false),
  /** Whether a column without any values is filled with 0, "" (or fillValue), and not taken away. */
  keepEmptyFeatures: boolean(false),
};

export type SimpleImputerOptions = Options<typeof parameters>;

/** What transform gives: a table of what has words in it, a matrix of all else. */
export type Imputed<X> = X extends readonly ArrayLike<number>[]
  ? Matrix
  : X extends Table | readonly (readonly (Cell | boolean)[])[]
    ? Matrix | Table
    : Matrix;

/**
 * Fills missing values with one value for each column: its mean, median, most frequent value, or a constant.
 *
 * Of a table with words in it the result is a table again, which OneHotEncoder and its kin take; of numbers it is a matrix.
 */
export class SimpleImputer extends Estimator<typeof parameters> {
  static {
    nameClass("SimpleImputer", SimpleImputer);
  }

  readonly kind = "transformer";
  /** What fills each column; null where it had no values, [F]. */
  declare statistics_: Cell[];
  /** Null without addIndicator. */
  declare indicator_: MissingIndicator | null;

  constructor(options: SimpleImputerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits & { fillsNaN: boolean } {
    return { allowsNaN: Number.isNaN(this.params.missingValues), fillsNaN: true };
  }

  fit(X: CellsLike, _y?: unknown, options: FitOptions = {}): this {
    const where = "SimpleImputer.fit";
    refuseWeight(where, options);
    const given = readSamples(where, X, { ...this.traits, minRows: 1 });
    this.forget();
    try {
      const { names } = given;
      this.statistics_ = this.#statistics(where, given);
      this.nFeaturesIn_ = this.statistics_.length;
      if (names) this.featureNamesIn_ = names;
      this.indicator_ = this.params.addIndicator
        ? new MissingIndicator({ missingValues: this.params.missingValues, errorOnNew: false }).fit(given)
        : null;
      if (this.#kept().length === 0)
        this.refuse("fit", "no column has a value, one that has is needed; keepEmptyFeatures");
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  transform<X extends CellsLike>(X: X): Imputed<X> {
    this.requireFitted("transform");
    const where = "SimpleImputer.transform";
    const given = readSamples(where, X, { ...this.traits, minRows: 0 });
    this.#requireColumns(given);
    return (given instanceof Matrix ? this.#fillMatrix(given) : this.#fillTable(given)) as Imputed<X>;
  }

  fitTransform<X extends CellsLike>(X: X, y?: unknown, options: FitOptions = {}): Imputed<X> {
    return this.fit(X, y, options).transform(X);
  }

  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    const names = this.#kept().map((j) => this.featureNamesIn_?.[j] ?? `x${j}`);
    return [...names, ...(this.indicator_?.getFeatureNamesOut() ?? [])];
  }

  #statistics(where: string, X: Matrix | Table): Cell[] {
    const { strategy, fillValue, missingValues: missing } = this.params;
    const label = (j: number) => X.names?.[j] ?? `x${j}`;
    if (X instanceof Matrix)
      return Array.from({ length: X.cols }, (_, j) => {
        const present = X.column(j).filter((value) => !isMissing(value, missing));
        return statisticOf(present, { strategy, fillValue, isWords: false, label: label(j) });
      });
    return toCells(where, X).columns.map((column, j) => {
      const present = column.filter((cell) => cell !== null && cell !== missing);
      return statisticOf(present, { strategy, fillValue, isWords: hasWords(X, j), label: label(j) });
    });
  }

  /** The places of the columns that stay. */
  #kept(): number[] {
    return Array.from(this.statistics_.keys()).filter(
      (j) => this.statistics_[j] !== null || this.params.keepEmptyFeatures,
    );
  }

  #fillMatrix(X: Matrix): Matrix {
    const kept = this.#kept();
    const filled =
      kept.length === X.cols ? new Matrix(X.data.slice(), [X.rows, X.cols]) : X.takeColumns(kept);
    const mask = missingMask(filled.data, this.params.missingValues);
    const values = kept.map((j) => Number(this.statistics_[j] ?? this.params.fillValue ?? 0));
    for (let i = 0, at = 0; i < filled.rows; i++)
      for (let j = 0; j < kept.length; j++, at++) if (mask[at] === 1) filled.data[at] = values[j]!;
    const flags =
      this.indicator_ && this.indicator_.features_.length > 0 ? [this.indicator_.transform(X)] : [];
    const whole = flags.length === 0 ? filled : besideEachOther([filled, ...flags], X.rows);
    return whole.withNames(this.getFeatureNamesOut());
  }

  #fillTable(X: Table): Table {
    const kept = this.#kept();
    const { missingValues: missing, fillValue } = this.params;
    const columns = kept.map((j): [string, Column] => [
      X.names[j]!,
      fillTable(X.column(X.names[j]!), this.statistics_[j] ?? fillValue, missing),
    ]);
    const flags = this.indicator_?.transform(X);
    const added = flags?.names?.map((name, j): [string, Column] => [
      name,
      { kind: "number", values: flags.column(j) },
    ]);
    return new Table([...columns, ...(added ?? [])]);
  }

  #requireColumns(X: Matrix | Table): void {
    const count = X instanceof Matrix ? X.cols : X.names.length;
    if (count !== this.nFeaturesIn_)
      this.refuse("transform", `X has ${count} columns, ${this.nFeaturesIn_} are needed as in fit`);
    const wanted = this.featureNamesIn_;
    const wrong = wanted ? (X.names?.findIndex((name, j) => name !== wanted[j]) ?? -1) : -1;
    if (wrong >= 0)
      this.refuse(
        "transform",
        `column ${wrong} is ${JSON.stringify(X.names![wrong])}, ${JSON.stringify(wanted![wrong])} is needed as in fit; select(names) orders a table's columns`,
      );
  }
}

/** A matrix of numbers; a table where there are words, x0, x1, … where they have no names. */
function readSamples(
  where: string,
  X: CellsLike,
  needs: { allowsNaN?: boolean; minRows: number },
): Matrix | Table {
  const isWordRows =
    Array.isArray(X) &&
    Array.isArray(X[0]) &&
    X.some((row) => row.some((cell: unknown) => typeof cell === "string" || cell === null));
  if (isWordRows) {
    const { columns } = toCells(where, X);
    return new Table(columns.map((column, j) => [`x${j}`, asColumn(column)] as const));
  }
  if (X instanceof Table && X.names.some((name) => X.column(name).kind !== "number")) {
    if (X.length < needs.minRows) throw new RangeError(`${where}: X has 0 rows, at least one row is needed`);
    return X;
  }
  return validateX(where, X as MatrixLike, needs);
}

function asColumn(column: readonly Cell[]): Column {
  if (column.some((cell) => typeof cell === "string"))
    return { kind: "text", values: column as (string | null)[] };
  return {
    kind: "number",
    values: Float64Array.from(column, (cell) => (cell === null ? Number.NaN : Number(cell))),
  };
}

function hasWords(X: Table, j: number): boolean {
  return X.column(X.names[j]!).kind !== "number";
}
