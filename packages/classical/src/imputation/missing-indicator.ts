import { CellTransformer } from "../encoding/cells/cell-transformer.ts";
import type { Cell, Cells } from "../encoding/cells/cells.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { missingValues } from "./missing-values.ts";

const parameters = {
  missingValues,
  /** Columns with missing values in fit, or all. */
  features: choice("missing-only", "all"),
  /** Whether a missing value in a column that had none in fit is refused (of "missing-only"). */
  errorOnNew: boolean(true),
};

export type MissingIndicatorOptions = Options<typeof parameters>;

/** 1 where a value is missing, else 0: that it is missing may say something itself. Takes tables with words too. */
export class MissingIndicator extends CellTransformer<typeof parameters> {
  static {
    nameClass("MissingIndicator", MissingIndicator);
  }

  /** The places of the columns that are told of. */
  declare features_: Int32Array;

  constructor(options: MissingIndicatorOptions = {}) {
    super(parameters, options);
  }

  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    return Array.from(this.features_, (j) => `missingindicator_${names[j]}`);
  }

  protected learnCells({ columns }: Cells): void {
    const all = this.params.features === "all";
    const places = columns.map((_, j) => j);
    this.features_ = Int32Array.from(
      places.filter((j) => all || columns[j]!.some((cell) => this.#isMissing(cell))),
    );
  }

  protected changeCells({ columns, rows }: Cells): Matrix {
    if (this.params.errorOnNew && this.params.features === "missing-only") this.#requireKnown(columns);
    const out = Matrix.zeros(rows, this.features_.length);
    for (const [at, j] of this.features_.entries())
      for (const [i, cell] of columns[j]!.entries())
        out.data[i * out.cols + at] = Number(this.#isMissing(cell));
    return out;
  }

  #requireKnown(columns: Cells["columns"]): void {
    for (const [j, column] of columns.entries()) {
      const i = this.features_.includes(j) ? -1 : column.findIndex((cell) => this.#isMissing(cell));
      if (i >= 0)
        this.refuse(
          "transform",
          `row ${i} of column ${JSON.stringify(this.namesIn()[j])} is missing, a value is needed as everywhere in fit; errorOnNew: false passes over it`,
        );
    }
  }

  #isMissing(cell: Cell): boolean {
    return cell === null || cell === this.params.missingValues;
  }
}
