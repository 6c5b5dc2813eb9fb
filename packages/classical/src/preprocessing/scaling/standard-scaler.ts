import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { columnMoments, dividableScales, scaleColumns } from "./column-moments.ts";

const parameters = {
  /** Whether the mean is taken away. */
  withMean: boolean(true),
  /** Whether columns are divided by their standard deviation. */
  withStd: boolean(true),
};

export type StandardScalerOptions = Options<typeof parameters>;

/**
 * Columns of mean 0 and variance 1.
 *
 *   z = (x − μ) / σ,   μ = Σ w x / Σ w,   σ² = Σ w (x − μ)² / Σ w
 *
 * A constant column becomes 0. NaN is left out of μ and σ and stays NaN.
 */
export class StandardScaler extends Transformer<typeof parameters> {
  static {
    nameClass("StandardScaler", StandardScaler);
  }

  /** μ, [F]; null without withMean and withStd. */
  declare mean_: Float64Array | null;
  /** σ², [F]; null without withStd. */
  declare var_: Float64Array | null;
  /** σ, 1 where it is 0, [F]; null without withStd. */
  declare scale_: Float64Array | null;
  /** The values that are not NaN of each column, or their weight, [F]. */
  declare nSamplesSeen_: Float64Array;

  constructor(options: StandardScalerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true, takesWeight: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = this.checked("inverseTransform", X);
    const { withMean } = this.params;
    const [mean, scale] = [this.mean_, this.scale_];
    const data = scaleColumns(Z, (z, j) => z * (scale?.[j] ?? 1) + (withMean ? mean![j]! : 0));
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X, sampleWeight }: Unlabelled): void {
    const { withMean, withStd } = this.params;
    const { mean, variance, weight } = columnMoments(X, sampleWeight);
    this.mean_ = withMean || withStd ? mean : null;
    this.var_ = withStd ? variance : null;
    this.scale_ = withStd ? dividableScales(variance.map(Math.sqrt), mean) : null;
    this.nSamplesSeen_ = weight;
  }

  protected change(X: Matrix): Matrix {
    const shift = this.params.withMean ? this.mean_! : new Float64Array(X.cols);
    const scale = this.scale_ ?? new Float64Array(X.cols).fill(1);
    const { data, rows, cols } = X;
    const out = new Float64Array(data.length);
    for (let i = 0, at = 0; i < rows; i++)
      for (let j = 0; j < cols; j++, at++) out[at] = (data[at]! - shift[j]!) / scale[j]!;
    return new Matrix(out, [rows, cols]);
  }
}
