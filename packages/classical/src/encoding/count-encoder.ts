import { nameClass } from "../estimator/known.ts";
import { boolean, choice, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { codesOfCells, countCodes, requireKnown } from "./cells/categories.ts";
import { CellTransformer } from "./cells/cell-transformer.ts";
import { type Cell, type Cells, categoriesOf } from "./cells/cells.ts";

const parameters = {
  /** Whether shares of the rows of fit are given in place of counts. */
  normalize: boolean(false),
  /** What an unknown category gives: 0, as often as it was seen, or refused. */
  handleUnknown: choice("zero", "error"),
};

export type CountEncoderOptions = Options<typeof parameters>;

/** Each category as the number of its rows in fit, or their share. Missing values are counted as a category. */
export class CountEncoder extends CellTransformer<typeof parameters> {
  static {
    nameClass("CountEncoder", CountEncoder);
  }

  declare categories_: Cell[][];
  /** [F][K_j] */
  declare counts_: Float64Array[];

  constructor(options: CountEncoderOptions = {}) {
    super(parameters, options);
  }

  protected learnCells(cells: Cells): void {
    this.categories_ = cells.columns.map(categoriesOf);
    this.counts_ = cells.columns.map((column, j) => {
      const own = this.categories_[j]!;
      const counts = countCodes(codesOfCells(column, own), own.length);
      return this.params.normalize ? counts.map((count) => count / cells.rows) : counts;
    });
  }

  protected changeCells(cells: Cells): Matrix {
    const out = Matrix.zeros(cells.rows, cells.columns.length);
    for (const [j, column] of cells.columns.entries()) {
      const categories = this.categories_[j]!;
      const codes = codesOfCells(column, categories);
      if (this.params.handleUnknown === "error")
        requireKnown("CountEncoder.transform", { codes, column, categories }, { j, name: cells.names?.[j] });
      for (const [i, code] of codes.entries())
        out.data[i * out.cols + j] = code < 0 ? 0 : this.counts_[j]![code]!;
    }
    return out;
  }
}
