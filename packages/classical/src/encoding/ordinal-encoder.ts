import { nameClass } from "../estimator/known.ts";
import { choice, custom, either, integer, type Options, optional, real } from "../estimator/parameters.ts";
import { validateX } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import {
  type Categories,
  codesOfCells,
  countCodes,
  isCategories,
  learnCategories,
  rareCategories,
  requireKnown,
} from "./cells/categories.ts";
import { CellTransformer } from "./cells/cell-transformer.ts";
import type { Cell, Cells } from "./cells/cells.ts";

const orNaN = (needed: string) =>
  custom<number>(Number.NaN, (value) => Number.isNaN(value) || Number.isFinite(value), needed);

const parameters = {
  /** In the order that the codes shall have. */
  categories: custom<Categories>("auto", isCategories, '"auto" or a list of categories for each column'),
  handleUnknown: choice("error", "use_encoded_value"),
  /** The code of unknown categories, NaN or a number that no known one has. */
  unknownValue: optional(orNaN("a number or NaN")),
  /** The code of missing values. */
  encodedMissingValue: orNaN("a number or NaN"),
  /** Categories of fewer rows share the last code: their number, or below 1 their share. */
  minFrequency: optional(either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 }))),
  /** At most so many codes, that of the rare ones counted, those of missing and unknown values not. */
  maxCategories: optional(integer(1, { min: 1 })),
};

export type OrdinalEncoderOptions = Options<typeof parameters>;

/** Each category as its place in its column's sorted categories, 0, 1, …; a missing value as a code of its own, NaN unless told. */
export class OrdinalEncoder extends CellTransformer<typeof parameters> {
  static {
    nameClass("OrdinalEncoder", OrdinalEncoder);
  }

  /** Of each column, upwards, null for missing ones last, [F][K_j]. */
  declare categories_: Cell[][];
  /** The code of each, [F][K_j]. */
  declare codes_: Float64Array[];
  /** The rare categories of each column, null for none, [F]. */
  declare infrequentCategories_: (Cell[] | null)[];

  constructor(options: OrdinalEncoderOptions = {}) {
    super(parameters, options);
    const { handleUnknown, unknownValue } = this.params;
    if ((handleUnknown === "use_encoded_value") !== (unknownValue !== null))
      throw new RangeError(
        `OrdinalEncoder: handleUnknown is ${JSON.stringify(handleUnknown)} and unknownValue ${unknownValue}, "use_encoded_value" with a number (or NaN), or neither, is needed`,
      );
  }

  override get traits() {
    return { allowsNaN: true, fillsNaN: !Number.isNaN(this.params.encodedMissingValue) };
  }

  /** Rows of categories; null for missing and unknown ones. Of a code that rare ones share, "infrequent". */
  inverseTransform(X: MatrixLike): Cell[][] {
    this.requireFitted("inverseTransform");
    const where = "OrdinalEncoder.inverseTransform";
    const given = validateX(where, X, { allowsNaN: true, minRows: 0 });
    if (given.cols !== this.nFeaturesIn_)
      this.refuse(
        "inverseTransform",
        `X has ${given.cols} columns, ${this.nFeaturesIn_} are needed as in fit`,
      );
    return Array.from({ length: given.rows }, (_, i) =>
      this.categories_.map((categories, j) => {
        const code = given.at(i, j);
        const k = this.codes_[j]!.findIndex((one) => Object.is(one, code) || one === code);
        if (k >= 0)
          return this.infrequentCategories_[j]?.includes(categories[k]!) ? "infrequent" : categories[k]!;
        if (Object.is(code, this.params.unknownValue)) return null;
        return this.refuse(
          "inverseTransform",
          `X[${i}, ${j}] is ${code}, a code that transform gives is needed`,
        );
      }),
    );
  }

  protected learnCells(cells: Cells): void {
    const where = "OrdinalEncoder.fit";
    const { categories, handleUnknown } = this.params;
    this.categories_ = learnCategories(where, cells, categories);
    this.codes_ = [];
    this.infrequentCategories_ = [];
    for (const [j, column] of cells.columns.entries()) {
      const own = this.categories_[j]!;
      const codes = codesOfCells(column, own);
      if (handleUnknown === "error")
        requireKnown(where, { codes, column, categories: own }, { j, name: cells.names?.[j] });
      this.#number(own, countCodes(codes, own.length), cells.rows);
    }
    this.#requireFree();
  }

  protected changeCells(cells: Cells): Matrix {
    const { handleUnknown, unknownValue } = this.params;
    const out = Matrix.zeros(cells.rows, cells.columns.length);
    for (const [j, column] of cells.columns.entries()) {
      const categories = this.categories_[j]!;
      const places = codesOfCells(column, categories);
      if (handleUnknown === "error")
        requireKnown(
          "OrdinalEncoder.transform",
          { codes: places, column, categories },
          { j, name: cells.names?.[j], remedy: '; handleUnknown: "use_encoded_value" with an unknownValue' },
        );
      for (let i = 0; i < cells.rows; i++)
        out.data[i * out.cols + j] = places[i]! < 0 ? unknownValue! : this.codes_[j]![places[i]!]!;
    }
    return out;
  }

  /** Codes of a column's categories: the frequent ones from 0, the rare ones together, missing ones as told. */
  #number(categories: readonly Cell[], counts: Float64Array, rows: number): void {
    const known = categories.length - Number(categories.includes(null));
    const present = Float64Array.from(counts.subarray(0, known));
    const rare = rareCategories(present, rows, this.params);
    let frequent = 0;
    const codes = Float64Array.from(categories, (category, k) =>
      category === null ? this.params.encodedMissingValue : rare[k] ? -1 : frequent++,
    );
    this.codes_.push(codes.map((code, k) => (categories[k] !== null && rare[k] ? frequent : code)));
    this.infrequentCategories_.push(rare.includes(true) ? categories.filter((_, k) => rare[k]) : null);
  }

  #requireFree(): void {
    const { unknownValue, encodedMissingValue } = this.params;
    for (const [j, codes] of this.codes_.entries()) {
      const known = codes.filter((_, k) => this.categories_[j]![k] !== null);
      for (const [name, value] of Object.entries({ unknownValue, encodedMissingValue }))
        if (
          value !== null &&
          known.includes(value) &&
          (name === "unknownValue" || this.categories_[j]!.includes(null))
        )
          this.refuse(
            "fit",
            `${name} is ${value}, the code of a category of column ${j}; a number of its own is needed`,
          );
    }
  }
}
