import type { FitOptions } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import {
  boolean,
  choice,
  custom,
  either,
  integer,
  type Options,
  randomState,
  real,
} from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { KFold } from "../model-selection/splitters/k-fold.ts";
import { StratifiedKFold } from "../model-selection/splitters/stratified-k-fold.ts";
import { type Categories, codesOfCells, isCategories, learnCategories } from "./cells/categories.ts";
import { CellTransformer } from "./cells/cell-transformer.ts";
import type { Cell, Cells, CellsLike } from "./cells/cells.ts";
import { readTarget, type Target } from "./target.ts";

const parameters = {
  categories: custom<Categories>("auto", isCategories, '"auto" or a list of categories for each column'),
  targetType: choice("auto", "continuous", "binary", "multiclass"),
  /** m, or "auto" for what the variances say. */
  smooth: either(choice("auto"), real(0, { min: 0 })),
  /** The folds of fitTransform, with the classes' shares where y is of classes. */
  cv: integer(5, { min: 2 }),
  /** Whether rows are dealt to folds by chance. */
  shuffle: boolean(true),
  randomState,
};

export type TargetEncoderOptions = Options<typeof parameters>;

/**
 * Each category as the mean of its rows' targets, drawn towards the mean of all.
 *
 *   S_k = (n_k ȳ_k + m ȳ) / (n_k + m)
 *   m = σ_k² / τ²  with smooth "auto": the category's own variance over that of all, the empirical Bayes estimate
 *
 * Micci-Barreca 2001, "A preprocessing scheme for high-cardinality categorical attributes", https://doi.org/10.1145/507533.507538
 *
 * A category of few rows gives its rows' own targets away. So **fitTransform is not fit and transform**: it gives each row the means of the other
 * folds, and is what a model should learn from; `transform` is for new rows, with the means of all of fit. Unknown categories get ȳ, missing
 * values are a category. Of more than two classes each gets a column of its share, named column_class.
 */
export class TargetEncoder extends CellTransformer<typeof parameters> {
  static {
    nameClass("TargetEncoder", TargetEncoder);
  }

  declare categories_: Cell[][];
  /** S, column by column and in it class by class, [F · C][K_j]. */
  declare encodings_: Float64Array[];
  /** ȳ, [C]. */
  declare targetMean_: Float64Array;
  declare targetType_: Target["type"];
  /** Sorted; null where y is a number. */
  declare classes_: Label[] | null;

  constructor(options: TargetEncoderOptions = {}) {
    super(parameters, options);
  }

  override get traits() {
    return { allowsNaN: true, fillsNaN: true, isRandom: this.params.shuffle };
  }

  /** fit; and for each row of X what the folds without it say. */
  override fitTransform(X: CellsLike, y?: unknown, options: FitOptions = {}): Matrix {
    const cells = this.fittedCells(X, options);
    this.guardedFit(cells, y);
    const target = readTarget("TargetEncoder.fit", y, cells.rows, this.params.targetType);
    const codes = cells.columns.map((column, j) => codesOfCells(column, this.categories_[j]!));
    const C = target.columns.length;
    const out = Matrix.zeros(cells.rows, codes.length * C);
    const { cv: nSplits, shuffle, randomState: seed } = this.params;
    const Folds = target.codes ? StratifiedKFold : KFold;
    const folds = new Folds({ nSplits, shuffle, randomState: seed });
    for (const { train, test } of folds.split(cells.rows, target.codes ?? undefined)) {
      const means = this.#means(codes, target, train);
      for (const i of test)
        for (let f = 0; f < out.cols; f++)
          out.data[i * out.cols + f] = this.#encode(codes[Math.floor(f / C)]![i]!, means, f);
    }
    return out.withNames(this.getFeatureNamesOut());
  }

  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    if (this.targetType_ !== "multiclass") return names;
    return names.flatMap((name) => this.classes_!.map((label) => `${name}_${label}`));
  }

  protected learnCells(cells: Cells, y: unknown): void {
    const where = "TargetEncoder.fit";
    const target = readTarget(where, y, cells.rows, this.params.targetType);
    this.targetType_ = target.type;
    this.classes_ = target.classes;
    this.categories_ = learnCategories(where, cells, this.params.categories);
    const codes = cells.columns.map((column, j) => codesOfCells(column, this.categories_[j]!));
    const { encodings, mean } = this.#means(
      codes,
      target,
      Int32Array.from({ length: cells.rows }, (_, i) => i),
    );
    this.encodings_ = encodings;
    this.targetMean_ = mean;
  }

  protected changeCells(cells: Cells): Matrix {
    const C = this.targetMean_.length;
    const out = Matrix.zeros(cells.rows, cells.columns.length * C);
    const learnt = { encodings: this.encodings_, mean: this.targetMean_ };
    for (const [j, column] of cells.columns.entries()) {
      for (const [i, code] of codesOfCells(column, this.categories_[j]!).entries())
        for (let f = j * C; f < (j + 1) * C; f++) out.data[i * out.cols + f] = this.#encode(code, learnt, f);
    }
    return out;
  }

  #encode(code: number, { encodings, mean }: Means, f: number): number {
    return code < 0 ? mean[f % mean.length]! : encodings[f]![code]!;
  }

  /** S of every column and class, from some rows. */
  #means(codes: readonly Int32Array[], { columns }: Target, rows: Int32Array): Means {
    const mean = Float64Array.from(columns, (y) => rows.reduce((sum, i) => sum + y[i]!, 0) / rows.length);
    const encodings = codes.flatMap((code, j) =>
      columns.map((y, c) => this.#smoothed({ code, y, rows, mean: mean[c]! }, this.categories_[j]!.length)),
    );
    return { encodings, mean };
  }

  #smoothed({ code, y, rows, mean }: Column, count: number): Float64Array {
    const [n, sum, squares] = [0, 1, 2].map(() => new Float64Array(count)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    let total = 0;
    for (const i of rows) {
      total += (y[i]! - mean) ** 2;
      const k = code[i]!;
      if (k < 0) continue;
      n[k]! += 1;
      sum[k]! += y[i]!;
    }
    for (const i of rows)
      if (code[i]! >= 0) squares[code[i]!]! += (y[i]! - sum[code[i]!]! / n[code[i]!]!) ** 2;
    const { smooth } = this.params;
    const variance = total / rows.length;
    return n.map((nk, k) => {
      if (nk === 0 || (smooth === "auto" && variance === 0)) return mean;
      const m = smooth === "auto" ? squares[k]! / nk / variance : smooth;
      return (sum[k]! + m * mean) / (nk + m);
    });
  }
}

interface Means {
  encodings: Float64Array[];
  mean: Float64Array;
}

interface Column {
  code: Int32Array;
  y: Float64Array;
  rows: Int32Array;
  mean: number;
}
