import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { columnRanges, dividableScales, scaleColumns } from "./column-moments.ts";

const parameters = {
  /** Whether values beyond those of fit are set to −1 or 1. */
  clip: boolean(false),
};

export type MaxAbsScalerOptions = Options<typeof parameters>;

/** Columns divided by their greatest |x|: from −1 to 1, 0 stays 0. NaN stays NaN, a column of zeros stays as it is. */
export class MaxAbsScaler extends Transformer<typeof parameters> {
  static {
    nameClass("MaxAbsScaler", MaxAbsScaler);
  }

  /** max |x|, [F]. */
  declare maxAbs_: Float64Array;
  /** The same, 1 where it is 0, [F]. */
  declare scale_: Float64Array;

  constructor(options: MaxAbsScalerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = this.checked("inverseTransform", X);
    const data = scaleColumns(Z, (z, j) => z * this.scale_[j]!);
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X }: Unlabelled): void {
    const { min, max } = columnRanges(X);
    this.maxAbs_ = max.map((value, j) => Math.max(Math.abs(value), Math.abs(min[j]!)));
    this.scale_ = dividableScales(this.maxAbs_);
  }

  protected change(X: Matrix): Matrix {
    const data = scaleColumns(X, (x, j) => x / this.scale_[j]!);
    if (this.params.clip)
      for (let at = 0; at < data.length; at++) data[at] = Math.min(Math.max(data[at]!, -1), 1);
    return new Matrix(data, [X.rows, X.cols]);
  }
}
