import type { FitOptions, Traits } from "../../estimator/estimator.ts";
import type { Parameters } from "../../estimator/parameters.ts";
import { Transformer } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { type Cells, type CellsLike, toCells } from "./cells.ts";

/** A transformer whose columns may hold words. Subclasses give `learnCells` and `changeCells` in place of `learn` and `change`. */
export abstract class CellTransformer<P extends Parameters> extends Transformer<P> {
  override get traits(): Traits & { fillsNaN?: boolean } {
    return { allowsNaN: true, fillsNaN: true };
  }

  override fit(X: CellsLike, y?: unknown, options: FitOptions = {}): this {
    this.guardedFit(this.fittedCells(X, options), y);
    return this;
  }

  override transform(X: CellsLike): Matrix {
    const changed = this.changeCells(this.checkedCells("transform", X));
    return changed.withNames(this.getFeatureNamesOut());
  }

  override fitTransform(X: CellsLike, y?: unknown, options: FitOptions = {}): Matrix {
    return this.fit(X, y, options).transform(X);
  }

  /** Sets the learnt fields. */
  protected abstract learnCells(cells: Cells, y: unknown): void;

  /** Cells are validated. */
  protected abstract changeCells(cells: Cells): Matrix;

  protected learn(): void {
    // learnCells does it.
  }

  protected change(X: Matrix): Matrix {
    return this.changeCells(toCells(`${this.name}.transform`, X));
  }

  /** The start of fit: forgets, and gives X by columns. */
  protected fittedCells(X: CellsLike, options: FitOptions): Cells {
    const where = `${this.name}.fit`;
    const cells = toCells(where, X);
    if (cells.rows === 0) this.refuse("fit", "X has 0 rows, at least one row is needed");
    if (cells.columns.length === 0) this.refuse("fit", "X has no columns, at least one feature is needed");
    if (options.sampleWeight !== undefined)
      this.refuse("fit", "sampleWeight is given, this estimator has no use for it; leave it out");
    this.forget();
    this.nFeaturesIn_ = cells.columns.length;
    if (cells.names) this.featureNamesIn_ = cells.names;
    return cells;
  }

  /** learnCells; what failed has learnt nothing. */
  protected guardedFit(cells: Cells, y: unknown): void {
    try {
      this.learnCells(cells, y);
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }

  /** The start of every other method: refuses before fit, and gives X by as many columns as in fit. */
  protected checkedCells(method: string, X: CellsLike): Cells {
    this.requireFitted(method);
    const where = `${this.name}.${method}`;
    const cells = toCells(where, X);
    if (cells.columns.length !== this.nFeaturesIn_)
      this.refuse(method, `X has ${cells.columns.length} columns, ${this.nFeaturesIn_} are needed as in fit`);
    const wanted = this.featureNamesIn_;
    const wrong = wanted ? (cells.names?.findIndex((name, j) => name !== wanted[j]) ?? -1) : -1;
    if (wrong >= 0)
      this.refuse(
        method,
        `column ${wrong} is ${JSON.stringify(cells.names![wrong])}, ${JSON.stringify(wanted![wrong])} is needed as in fit; select(names) orders a table's columns`,
      );
    return cells;
  }
}
