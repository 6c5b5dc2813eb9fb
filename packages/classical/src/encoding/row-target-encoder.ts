import type { FitOptions } from "../estimator/estimator.ts";
import type { Parameters } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { codesOfCells } from "./cells/categories.ts";
import { CellTransformer } from "./cells/cell-transformer.ts";
import { type Cell, type Cells, type CellsLike, categoriesOf } from "./cells/cells.ts";
import { readTarget } from "./target.ts";

/** Sums of a column's targets. */
export interface CategorySums {
  /** Σ y of each category, [K]. */
  sum: Float64Array;
  /** Its rows, [K]. */
  count: Float64Array;
}

/**
 * What encoders share that leave a row's own target out of what fitTransform gives it. The target is a number, or one of two classes, as 0 and 1.
 */
export abstract class RowTargetEncoder<P extends Parameters> extends CellTransformer<P> {
  declare categories_: Cell[][];
  /** Of each column, [F]. */
  declare sums_: CategorySums[];
  /** ȳ */
  declare targetMean_: number;

  /** fit; and for each row of X what the other rows say. */
  override fitTransform(X: CellsLike, y?: unknown, options: FitOptions = {}): Matrix {
    const cells = this.fittedCells(X, options);
    this.guardedFit(cells, y);
    const target = this.#target(y, cells.rows);
    const out = Matrix.zeros(cells.rows, cells.columns.length);
    for (const [j, column] of cells.columns.entries()) {
      const codes = codesOfCells(column, this.categories_[j]!);
      const values = this.withoutOwn(codes, target, this.sums_[j]!);
      for (let i = 0; i < cells.rows; i++) out.data[i * out.cols + j] = values[i]!;
    }
    return out.withNames(this.getFeatureNamesOut());
  }

  /** The encoding of a row of fit, which must not know its own y, [N]. */
  protected abstract withoutOwn(codes: Int32Array, y: Float64Array, sums: CategorySums): Float64Array;

  /** The encoding of a category for new rows. */
  protected abstract ofCategory(sum: number, count: number): number;

  protected learnCells(cells: Cells, y: unknown): void {
    const target = this.#target(y, cells.rows);
    this.categories_ = cells.columns.map(categoriesOf);
    this.targetMean_ = target.reduce((sum, value) => sum + value, 0) / target.length;
    this.sums_ = cells.columns.map((column, j) => {
      const count = new Float64Array(this.categories_[j]!.length);
      const sum = new Float64Array(count.length);
      for (const [i, code] of codesOfCells(column, this.categories_[j]!).entries()) {
        count[code]! += 1;
        sum[code]! += target[i]!;
      }
      return { sum, count };
    });
  }

  protected changeCells(cells: Cells): Matrix {
    const out = Matrix.zeros(cells.rows, cells.columns.length);
    for (const [j, column] of cells.columns.entries()) {
      const { sum, count } = this.sums_[j]!;
      for (const [i, code] of codesOfCells(column, this.categories_[j]!).entries())
        out.data[i * out.cols + j] = code < 0 ? this.targetMean_ : this.ofCategory(sum[code]!, count[code]!);
    }
    return out;
  }

  #target(y: unknown, rows: number): Float64Array {
    const where = `${this.name}.fit`;
    const isNumbers = typeof (y as ArrayLike<unknown> | undefined)?.[0] === "number";
    const { columns, classes } = readTarget(where, y, rows, isNumbers ? "continuous" : "auto");
    if (columns.length === 1) return columns[0]!;
    return this.refuse(
      "fit",
      `y has ${classes?.length} classes, numbers or two classes are needed; TargetEncoder takes more`,
    );
  }
}
