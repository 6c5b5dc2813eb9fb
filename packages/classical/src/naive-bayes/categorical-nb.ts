import { nameClass } from "../estimator/known.ts";
import { either, integer, list, type Options, optional } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { DiscreteNB, discreteParameters } from "./discrete-nb.ts";
import type { Batch } from "./naive-bayes.ts";

const parameters = {
  ...discreteParameters,
  /** How many categories each feature has at least; null: as many as are seen. */
  minCategories: optional(either(integer(1, { min: 1 }), list([], integer(1, { min: 1 })))),
};
export type CategoricalNBOptions = Options<typeof parameters>;

/**
 * Naive Bayes for features that are categories, coded 0, 1, …, as OrdinalEncoder codes them:
 *
 *   p(x_j = t | k) = (N_kjt + α) / (N_k + α n_j),   n_j categories of feature j
 */
export class CategoricalNB extends DiscreteNB<typeof parameters> {
  static {
    nameClass("CategoricalNB", CategoricalNB);
  }
  /** N_kjt of each feature, [K, n_j]. */
  declare categoryCount_: Matrix[];
  /** log p(x_j = t | k) of each feature, [K, n_j]. */
  declare featureLogProb_: Matrix[];
  /** n_j, [F]. */
  declare nCategories_: Int32Array;

  constructor(options: CategoricalNBOptions = {}) {
    super(parameters, options);
  }

  protected override requireRows(method: string, X: Matrix): void {
    const at = X.data.findIndex((value) => !Number.isInteger(value));
    if (at < 0) return;
    const place = `X[${Math.floor(at / X.cols)}, ${at % X.cols}]`;
    this.refuse(
      method,
      `${place} is ${X.data[at]}, a whole number of at least 0 is needed as a category; OrdinalEncoder gives such`,
    );
  }

  protected override clear(X: Matrix, classes: number): void {
    const { minCategories } = this.params;
    if (Array.isArray(minCategories) && minCategories.length !== X.cols)
      this.refuse(
        "fit",
        `minCategories has ${minCategories.length} numbers, ${X.cols} are needed, one for each feature`,
      );
    this.classCount_ = new Float64Array(classes);
    super.clear(X, classes);
    this.categoryCount_ = Array.from({ length: X.cols }, (_, j) => {
      const least = typeof minCategories === "number" ? minCategories : (minCategories?.[j] ?? 0);
      return Matrix.zeros(classes, least);
    });
  }

  protected override absorb({ X, y, sampleWeight }: Batch): void {
    const F = X.cols;
    for (let i = 0; i < X.rows; i++) this.classCount_[y[i]!]! += sampleWeight?.[i] ?? 1;
    for (let j = 0; j < F; j++) {
      const column = X.column(j);
      const most = column.reduce((max, value) => Math.max(max, value), 0) + 1;
      const counts = widened(this.categoryCount_[j]!, most);
      for (let i = 0; i < X.rows; i++)
        counts.data[y[i]! * counts.cols + column[i]!]! += sampleWeight?.[i] ?? 1;
      this.categoryCount_[j] = counts;
    }
  }

  protected settleFeatures(): void {
    const alpha = this.alphas();
    this.nCategories_ = Int32Array.from(this.categoryCount_, ({ cols }) => cols);
    this.featureLogProb_ = this.categoryCount_.map(({ data, rows, cols }, j) => {
      const logs = data.map((count, at) => {
        const total = this.classCount_[Math.floor(at / cols)]! + alpha[j]! * cols;
        return total > 0 ? Math.log((count + alpha[j]!) / total) : Number.NEGATIVE_INFINITY;
      });
      return new Matrix(logs, [rows, cols]);
    });
  }

  protected joint(X: Matrix): Matrix {
    this.requireRows("predict", X);
    const K = this.classCount_.length;
    const out = Matrix.zeros(X.rows, K);
    for (let i = 0; i < X.rows; i++) {
      for (let k = 0; k < K; k++) out.data[i * K + k] = this.classLogPrior_[k]!;
      for (const [j, logs] of this.featureLogProb_.entries()) {
        const category = X.at(i, j);
        if (category >= logs.cols)
          this.refuse(
            "predict",
            `X[${i}, ${j}] is category ${category}, one of 0 to ${logs.cols - 1} is needed as in fit; minCategories makes room for more`,
          );
        for (let k = 0; k < K; k++) out.data[i * K + k]! += logs.at(k, category);
      }
    }
    return out;
  }
}

/** With columns of 0 added until there are `cols`. */
function widened(counts: Matrix, cols: number): Matrix {
  if (counts.cols >= cols) return counts;
  const out = Matrix.zeros(counts.rows, cols);
  for (let k = 0; k < counts.rows; k++) out.data.set(counts.row(k), k * cols);
  return out;
}
