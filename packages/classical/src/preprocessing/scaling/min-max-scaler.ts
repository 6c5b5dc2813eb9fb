import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, custom, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { columnRanges, dividableScales, scaleColumns } from "./column-moments.ts";

const parameters = {
  /** [a, b], where the least and the greatest value of a column go. */
  featureRange: custom<readonly [number, number]>([0, 1], isRange, "[from, to] with from < to"),
  /** Whether values beyond those of fit are set to a or b. */
  clip: boolean(false),
};

export type MinMaxScalerOptions = Options<typeof parameters>;

/**
 * Columns from a to b.
 *
 *   z = a + (b − a) · (x − min) / (max − min)
 *
 * A constant column becomes a. NaN stays NaN.
 */
export class MinMaxScaler extends Transformer<typeof parameters> {
  static {
    nameClass("MinMaxScaler", MinMaxScaler);
  }

  /** z = x · scale_ + min_, [F]. */
  declare min_: Float64Array;
  /** (b − a) / (max − min), [F]. */
  declare scale_: Float64Array;
  declare dataMin_: Float64Array;
  declare dataMax_: Float64Array;
  declare dataRange_: Float64Array;

  constructor(options: MinMaxScalerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = this.checked("inverseTransform", X);
    const data = scaleColumns(Z, (z, j) => (z - this.min_[j]!) / this.scale_[j]!);
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X }: Unlabelled): void {
    const [a, b] = this.params.featureRange;
    const { min, max } = columnRanges(X);
    this.dataMin_ = min;
    this.dataMax_ = max;
    this.dataRange_ = max.map((value, j) => value - min[j]!);
    this.scale_ = dividableScales(this.dataRange_).map((range) => (b - a) / range);
    this.min_ = min.map((value, j) => a - value * this.scale_[j]!);
  }

  protected change(X: Matrix): Matrix {
    const [a, b] = this.params.featureRange;
    const data = scaleColumns(X, (x, j) => a + (x - this.dataMin_[j]!) * this.scale_[j]!);
    if (this.params.clip)
      for (let at = 0; at < data.length; at++) data[at] = Math.min(Math.max(data[at]!, a), b);
    return new Matrix(data, [X.rows, X.cols]);
  }
}

function isRange(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}
