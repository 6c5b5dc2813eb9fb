import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, type Options } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import { columnMeans, subtractColumns } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

const none = { isLoud: boolean(false) };

/** The class whose mean is nearest. */
export class Nearest extends Classifier<typeof none> {
  static {
    nameClass("Nearest", Nearest);
  }
  declare means_: Matrix;

  constructor(options: Options<typeof none> = {}) {
    super(none, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn({ X, y, classes, sampleWeight }: Classified): void {
    const rows = classes.map((_, k) => {
      const own = Array.from(y.keys()).filter((i) => y[i] === k && (sampleWeight?.[i] ?? 1) > 0);
      return columnMeans(X.takeRows(own), sampleWeight && own.map((i) => sampleWeight[i]!));
    });
    this.means_ = Matrix.fromRows(rows);
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.closeness(X));
  }

  decisionFunction(X: MatrixLike): Matrix {
    return this.closeness(this.checked("decisionFunction", X));
  }

  /** Minus the squared distance to each mean, [N, K]. */
  protected closeness(X: Matrix): Matrix {
    const out = Matrix.zeros(X.rows, this.means_.rows);
    for (let i = 0; i < X.rows; i++) {
      for (let k = 0; k < out.cols; k++) {
        for (let j = 0; j < X.cols; j++)
          out.data[i * out.cols + k]! -= (X.at(i, j) - this.means_.at(k, j)) ** 2;
      }
    }
    return out;
  }
}

/** The mean of y, whatever X. */
export class MeanOnly extends Regressor<typeof none> {
  static {
    nameClass("MeanOnly", MeanOnly);
  }
  declare mean_: number;

  constructor(options: Options<typeof none> = {}) {
    super(none, options);
  }

  protected learn({ y }: Measured): void {
    this.mean_ = y.reduce((sum, value) => sum + value, 0) / y.length;
  }

  protected values(X: Matrix): Float64Array {
    return new Float64Array(X.rows).fill(this.mean_);
  }
}

/** Columns less their means. */
export class Centred extends Transformer<typeof none> {
  static {
    nameClass("Centred", Centred);
  }
  declare means_: Float64Array;

  constructor(options: Options<typeof none> = {}) {
    super(none, options);
  }

  protected learn({ X }: Unlabelled): void {
    this.means_ = columnMeans(X);
  }

  protected change(X: Matrix): Matrix {
    return subtractColumns(X, this.means_);
  }
}
