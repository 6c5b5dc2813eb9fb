import { nameClass } from "../estimator/known.ts";
import {
  choice,
  custom,
  either,
  integer,
  list,
  type Options,
  optional,
  real,
} from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import {
  type Categories,
  codesOfCells,
  columnLabel,
  countCodes,
  isCategories,
  learnCategories,
  rareCategories,
  requireKnown,
} from "./cells/categories.ts";
import { CellTransformer } from "./cells/cell-transformer.ts";
import type { Cell, Cells } from "./cells/cells.ts";

const cell = custom<Cell>(
  null,
  (value) => value === null || ["string", "number"].includes(typeof value),
  "a category",
);

const parameters = {
  categories: custom<Categories>("auto", isCategories, '"auto" or a list of categories for each column'),
  /** A category of each column that gets no column: the first, the first of two, or the one named for each. */
  drop: optional(either(choice("first", "if_binary"), list<Cell>([], cell))),
  /** What an unknown category gives: refused, zeros, or the column of rare ones where there is one, else zeros. */
  handleUnknown: choice("error", "ignore", "infrequent_if_exist"),
  /** Categories of fewer rows share one column: their number, or below 1 their share. */
  minFrequency: optional(either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 }))),
  /** At most so many columns of one, that of the rare ones counted. */
  maxCategories: optional(integer(1, { min: 1 })),
};

export type OneHotEncoderOptions = Options<typeof parameters>;

/** What a category's column is called, where several rare ones share it. scikit-learn writes infrequent_sklearn. */
const rareName = "infrequent";

/**
 * Each category as a column of 0 and 1. Takes tables with words, numbers, and rows of cells; a missing value is a category of its own, the last.
 *
 * Rare categories may share one column, the last of its group. Columns are named column_category.
 */
export class OneHotEncoder extends CellTransformer<typeof parameters> {
  static {
    nameClass("OneHotEncoder", OneHotEncoder);
  }

  /** Of each column, upwards, [F][K_j]. */
  declare categories_: Cell[][];
  /** For each category its place in its group of columns; that of the rare ones is the last, [F][K_j]. */
  declare places_: Int32Array[];
  /** How many places a group has before one is dropped, [F]. */
  declare widths_: Int32Array;
  /** The place dropped from each group, null for none, [F]. */
  declare dropIdx_: (number | null)[];
  /** The rare categories of each column, null for none, [F]. */
  declare infrequentCategories_: (Cell[] | null)[];

  constructor(options: OneHotEncoderOptions = {}) {
    super(parameters, options);
  }

  override getFeatureNamesOut(): string[] {
    return this.namesIn().flatMap((name, j) => {
      const rare = this.infrequentCategories_[j];
      const frequent = this.categories_[j]!.filter((category) => !rare?.includes(category));
      const labels = frequent.map((category) => columnLabel(name, category));
      if (rare) labels.push(`${name}_${rareName}`);
      return labels.filter((_, place) => place !== this.dropIdx_[j]);
    });
  }

  /** Rows of categories; where none of its columns is 1, the dropped one, or null. Rare ones come back as "infrequent". */
  inverseTransform(X: MatrixLike): Cell[][] {
    this.requireFitted("inverseTransform");
    const given = toMatrix("OneHotEncoder.inverseTransform", X);
    const width = this.getFeatureNamesOut().length;
    if (given.cols !== width)
      this.refuse("inverseTransform", `X has ${given.cols} columns, ${width} are needed as transform gives`);
    return Array.from({ length: given.rows }, (_, i) => {
      let from = 0;
      return this.categories_.map((categories, j) => {
        const kept = this.widths_[j]! - Number(this.dropIdx_[j] !== null);
        const hot = given.row(i).subarray(from, from + kept);
        from += kept;
        return this.#cellAt(hot, j, categories);
      });
    });
  }

  protected learnCells(cells: Cells): void {
    const where = "OneHotEncoder.fit";
    const { categories, handleUnknown } = this.params;
    this.categories_ = learnCategories(where, cells, categories);
    this.places_ = [];
    this.infrequentCategories_ = [];
    this.widths_ = new Int32Array(cells.columns.length);
    for (const [j, column] of cells.columns.entries()) {
      const own = this.categories_[j]!;
      const codes = codesOfCells(column, own);
      if (handleUnknown === "error")
        requireKnown(where, { codes, column, categories: own }, { j, name: cells.names?.[j] });
      const rare = rareCategories(countCodes(codes, own.length), cells.rows, this.params);
      let frequent = 0;
      this.places_.push(Int32Array.from(rare, (is) => (is ? -1 : frequent++)));
      this.places_[j] = this.places_[j]!.map((place) => (place < 0 ? frequent : place));
      this.widths_[j] = frequent + Number(rare.includes(true));
      this.infrequentCategories_.push(rare.includes(true) ? own.filter((_, k) => rare[k]) : null);
    }
    this.dropIdx_ = this.#dropped();
  }

  protected changeCells(cells: Cells): Matrix {
    const starts = [0];
    for (const [j, width] of this.widths_.entries())
      starts.push(starts[j]! + width - Number(this.dropIdx_[j] !== null));
    const out = Matrix.zeros(cells.rows, starts.at(-1)!);
    for (const [j, column] of cells.columns.entries()) {
      const places = this.#placesOf(column, j, cells.names?.[j]);
      const dropped = this.dropIdx_[j] ?? Number.POSITIVE_INFINITY;
      for (let i = 0; i < cells.rows; i++) {
        const place = places[i]!;
        if (place < 0 || place === dropped) continue;
        out.data[i * out.cols + starts[j]! + place - Number(place > dropped)] = 1;
      }
    }
    return out;
  }

  /** The place of each cell in its group; −1 for unknown ones that have none. */
  #placesOf(column: readonly Cell[], j: number, name: string | undefined): Int32Array {
    const { handleUnknown } = this.params;
    const categories = this.categories_[j]!;
    const codes = codesOfCells(column, categories);
    if (handleUnknown === "error")
      requireKnown(
        "OneHotEncoder.transform",
        { codes, column, categories },
        { j, name, remedy: '; handleUnknown: "ignore" gives zeros' },
      );
    const hasRare = this.infrequentCategories_[j] !== null;
    const unknown = handleUnknown === "infrequent_if_exist" && hasRare ? this.widths_[j]! - 1 : -1;
    return codes.map((code) => (code < 0 ? unknown : this.places_[j]![code]!));
  }

  #dropped(): (number | null)[] {
    const { drop } = this.params;
    if (drop === null || drop === "first") return this.categories_.map(() => (drop === null ? null : 0));
    if (drop === "if_binary") return Array.from(this.widths_, (width) => (width === 2 ? 0 : null));
    if (drop.length !== this.categories_.length)
      this.refuse(
        "fit",
        `drop names ${drop.length} categories, ${this.categories_.length} are needed, one for each column`,
      );
    return drop.map((category, j) => {
      const code = this.categories_[j]!.indexOf(category);
      if (code < 0 || this.infrequentCategories_[j]?.includes(category))
        this.refuse(
          "fit",
          `drop names ${JSON.stringify(category)} for column ${j}, a category of it that is not rare is needed`,
        );
      return this.places_[j]![code]!;
    });
  }

  #cellAt(hot: Float64Array, j: number, categories: readonly Cell[]): Cell {
    const dropped = this.dropIdx_[j] ?? null;
    const at = hot.findIndex((value) => value > 0);
    if (at < 0 && dropped === null) return null;
    const place = at < 0 ? dropped! : dropped !== null && at >= dropped ? at + 1 : at;
    if (this.infrequentCategories_[j] && place === this.widths_[j]! - 1) return rareName;
    return categories[this.places_[j]!.indexOf(place)]!;
  }
}
