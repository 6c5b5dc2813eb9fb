import type { Table } from "@blankfile/data";
import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { boolean, custom, optional } from "../estimator/parameters.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import {
  besideEachOther,
  fitTransform,
  isTransformer,
  refuseWeight,
  type Samples,
  type TransformerLike,
} from "./samples.ts";
import {
  type Columns,
  columnCount,
  columnNames,
  isColumns,
  placesOf,
  takeColumns,
  toColumns,
} from "./select-columns.ts";
import { namesByClass, wrongStepName } from "./step-names.ts";

/** What becomes of columns: a transformer changes them, "passthrough" leaves them, "drop" takes them away. */
export type ColumnWork = AnyEstimator | "passthrough" | "drop";

/** Work and the columns that it is for. */
export type ColumnStep = readonly [work: ColumnWork, columns: Columns];

export interface ColumnTransformerOptions {
  /** By name: what to do, and with which columns. The result's columns come in this order. */
  transformers: Readonly<Record<string, ColumnStep>>;
  /** What becomes of the columns that none of them names; "drop" unless told. */
  remainder?: ColumnWork;
  /** A factor by name for what a transformer gives. */
  transformerWeights?: Readonly<Record<string, number>> | null;
  /** Whether names are `transformer__column`, as is usual, or `column` alone, which then must differ. */
  verboseFeatureNamesOut?: boolean;
}

const parameters = {
  transformers: custom<Readonly<Record<string, ColumnStep>>>(
    {},
    isSteps,
    'an object of [transformer | "passthrough" | "drop", columns] by name',
  ),
  remainder: custom<ColumnWork>("drop", isWork, '"drop", "passthrough" or a transformer'),
  transformerWeights: optional(
    custom<Readonly<Record<string, number>>>({}, isWeights, "an object of numbers by transformers' names"),
  ),
  verboseFeatureNamesOut: boolean(true),
};

/** A transformer that has been fitted, what it is called, and where its columns come from. */
interface Part {
  name: string;
  work: ColumnWork;
  /** In fit's X. */
  places: number[];
  /** Whether it takes the column's texts, [N], and no table. */
  alone: boolean;
}

/**
 * Different transformers for different columns of a table or matrix, side by side in the result.
 *
 * `fit` works on clones, `transformers_` by name; places of fit hold for matrices, names for tables, whose columns may then stand in another
 * order and be more. `setParams({ numbers__withMean: false })` reaches inside, `setParams({ numbers: "drop" })` changes the work and keeps the columns.
 *
 * ```ts
 * new ColumnTransformer({
 *   transformers: {
 *     numbers: [new StandardScaler(), ["age", "fare"]],
 *     words: [new OneHotEncoder(), columnsOfKind("category")],
 *   },
 * }).fitTransform(table); // columns numbers__age, numbers__fare, words__sex_female, …
 * ```
 */
export class ColumnTransformer extends Estimator<typeof parameters> {
  static {
    nameClass("ColumnTransformer", ColumnTransformer);
  }

  readonly kind = "transformer";
  /** In order, the remainder last; those that drop are left out. */
  declare parts_: Part[];
  /** The columns that each gives: [from, to). */
  declare outputIndices_: Record<string, [from: number, to: number]>;
  declare featureNamesOut_: string[];

  constructor(options: ColumnTransformerOptions) {
    super(parameters, options);
    this.#requireSteps(this.params.transformers, "ColumnTransformer");
  }

  override get traits(): Traits {
    const works = [...Object.values(this.params.transformers).map(([work]) => work), this.params.remainder];
    const traits = works.filter((work) => typeof work === "object").map((work) => work.traits);
    return {
      allowsNaN: traits.every(({ allowsNaN = false }) => allowsNaN),
      isRandom: traits.some(({ isRandom = false }) => isRandom),
      minRows: Math.max(1, ...traits.map(({ minRows = 1 }) => minRows)),
    };
  }

  /** What was fitted, by name; the remainder's name is remainder. */
  get transformers_(): Record<string, ColumnWork> | undefined {
    return this.parts_ && Object.fromEntries(this.parts_.map(({ name, work }) => [name, work]));
  }

  override getParams(): Record<string, unknown> {
    const found = super.getParams();
    for (const [name, [work]] of Object.entries(this.params.transformers)) {
      found[name] = work;
      if (typeof work === "object")
        for (const [key, value] of Object.entries(work.getParams())) found[`${name}__${key}`] = value;
    }
    return found;
  }

  override setParams(options: Record<string, unknown>): this {
    const { transformers: given, ...others } = options;
    if (given !== undefined) {
      if (isSteps(given)) this.#requireSteps(given, "ColumnTransformer.setParams");
      super.setParams({ transformers: given });
    }
    const names = Object.keys(this.params.transformers);
    const works = Object.entries(others).filter(([key]) => names.includes(key));
    for (const [name, work] of works) {
      const step =
        isColumns(this.params.transformers[name]![1]) && isStep(work)
          ? work
          : [work, this.params.transformers[name]![1]];
      super.setParams({ transformers: { ...this.params.transformers, [name]: step } });
    }
    const inner = Object.entries(others).filter(
      ([key]) => names.includes(key.split("__")[0]!) && key.includes("__"),
    );
    for (const [key, value] of inner) {
      const [name, ...rest] = key.split("__");
      const [work] = this.params.transformers[name!]!;
      if (typeof work !== "object")
        this.refuse(
          "setParams",
          `${JSON.stringify(key)}, but ${JSON.stringify(name)} is "${work}", an estimator is needed`,
        );
      work.setParams({ [rest.join("__")]: value });
    }
    const seen = [...works, ...inner].map(([key]) => key);
    return super.setParams(Object.fromEntries(Object.entries(others).filter(([key]) => !seen.includes(key))));
  }

  fit(X: Samples, y?: unknown, options: FitOptions = {}): this {
    this.fitTransform(X, y, options);
    return this;
  }

  /** fitTransform of each part, which may differ from fit and transform: see each. */
  fitTransform(X: Samples, y?: unknown, options: FitOptions = {}): Matrix {
    const where = "ColumnTransformer.fit";
    refuseWeight(where, options);
    this.forget();
    try {
      const columns = toColumns(where, X, 1);
      this.parts_ = this.#plan(columns);
      this.nFeaturesIn_ = columnCount(columns);
      const names = columnNames(columns);
      if (names) this.featureNamesIn_ = names;
      const results = this.parts_.map((part) => {
        const its = takeColumns(where, columns, part.places, part.alone) as MatrixLike;
        return toMatrix(
          `${where}: ${part.name}`,
          part.work === "passthrough" ? its : fitTransform(part.work as TransformerLike, its, y),
        );
      });
      this.#noteNames(results, columns);
      return this.#join(results, rowsOf(columns));
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }

  transform(X: Samples): Matrix {
    const where = "ColumnTransformer.transform";
    this.requireFitted("transform");
    const columns = toColumns(where, X, 0);
    const byName = this.featureNamesIn_ !== undefined && columnNames(columns) !== undefined;
    if (!byName && columnCount(columns) !== this.nFeaturesIn_)
      this.refuse(
        "transform",
        `X has ${columnCount(columns)} columns, ${this.nFeaturesIn_} are needed as in fit`,
      );
    const results = this.parts_.map(({ name, work, places, alone }) => {
      const now = byName
        ? placesOf(
            where,
            columns,
            places.map((place) => this.featureNamesIn_![place]!),
          )
        : places;
      const its = takeColumns(where, columns, now, alone) as MatrixLike;
      return toMatrix(
        `${where}: ${name}`,
        work === "passthrough" ? its : (work as TransformerLike).transform(its),
      );
    });
    return this.#join(results, rowsOf(columns));
  }

  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return [...this.featureNamesOut_];
  }

  #plan(X: Table | Matrix): Part[] {
    const where = "ColumnTransformer.fit";
    const parts: Part[] = [];
    const taken = new Set<number>();
    for (const [name, [work, columns]] of Object.entries(this.params.transformers)) {
      const places = placesOf(`${where}: ${name}`, X, columns);
      for (const place of places) taken.add(place);
      const alone = typeof columns === "string" || typeof columns === "number";
      if (work !== "drop" && places.length > 0) parts.push({ name, work: cloned(work), places, alone });
    }
    const rest = Array.from({ length: columnCount(X) }, (_, place) => place).filter(
      (place) => !taken.has(place),
    );
    const { remainder } = this.params;
    if (remainder !== "drop" && rest.length > 0)
      parts.push({ name: "remainder", work: cloned(remainder), places: rest, alone: false });
    if (parts.length === 0) this.refuse("fit", "every column is dropped, at least one that stays is needed");
    return parts;
  }

  #noteNames(results: readonly Matrix[], X: Table | Matrix): void {
    let from = 0;
    this.outputIndices_ = {};
    const names = this.parts_.flatMap(({ name, work, places }, at) => {
      const { cols } = results[at]!;
      this.outputIndices_[name] = [from, from + cols];
      from += cols;
      const own =
        work === "passthrough" || work === "drop"
          ? places.map((place) => columnNames(X)?.[place] ?? `x${place}`)
          : ((work as TransformerLike).getFeatureNamesOut?.() ??
            Array.from({ length: cols }, (_, j) => `x${j}`));
      return this.params.verboseFeatureNamesOut ? own.map((one) => `${name}__${one}`) : own;
    });
    const twice = names.find((name, at) => names.indexOf(name) < at);
    if (twice !== undefined && !this.params.verboseFeatureNamesOut)
      this.refuse(
        "fit",
        `two columns of the result are named ${JSON.stringify(twice)}, different names are needed; verboseFeatureNamesOut: true`,
      );
    this.featureNamesOut_ = names;
  }

  #join(results: readonly Matrix[], rows: number): Matrix {
    const { transformerWeights } = this.params;
    const weighted = results.map((part, at) =>
      scaled(part, transformerWeights?.[this.parts_[at]!.name] ?? 1),
    );
    return besideEachOther(weighted, rows).withNames(this.featureNamesOut_);
  }

  #requireSteps(steps: Readonly<Record<string, ColumnStep>>, where: string): void {
    if (Object.keys(steps).length === 0)
      throw new RangeError(
        `${where}: no transformers are given, one is needed; { transformers: { numbers: [new StandardScaler(), [0, 1]] } }`,
      );
    const wrong = wrongStepName(Object.keys(steps), [...Object.keys(parameters)]);
    if (wrong) throw new RangeError(`${where}: ${wrong}`);
  }
}

/** A column transformer whose parts are named after their classes: standardscaler, onehotencoder, … */
export function makeColumnTransformer(
  steps: readonly ColumnStep[],
  options: Omit<ColumnTransformerOptions, "transformers" | "transformerWeights"> = {},
): ColumnTransformer {
  const names = namesByClass(steps.map(([work]) => work) as never[]);
  return new ColumnTransformer({
    transformers: Object.fromEntries(steps.map((step, i) => [names[i]!, step])),
    ...options,
  });
}

const rowsOf = (X: Table | Matrix): number => ("length" in X ? X.length : X.rows);
const cloned = (work: ColumnWork): ColumnWork => (typeof work === "object" ? work.clone() : work);

function scaled(X: Matrix, factor: number): Matrix {
  if (factor === 1) return X;
  const out = X.takeRows(Int32Array.from({ length: X.rows }, (_, i) => i));
  for (let at = 0; at < out.data.length; at++) out.data[at]! *= factor;
  return out;
}

function isWork(value: unknown): value is ColumnWork {
  return value === "passthrough" || value === "drop" || (value instanceof Estimator && isTransformer(value));
}

function isStep(value: unknown): value is ColumnStep {
  return Array.isArray(value) && value.length === 2 && isWork(value[0]) && isColumns(value[1]);
}

function isSteps(value: unknown): value is Readonly<Record<string, ColumnStep>> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isStep)
  );
}

function isWeights(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Object.values(value).every((one) => Number.isFinite(one))
  );
}
