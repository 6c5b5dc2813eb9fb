import { ndtri } from "@blankfile/statistics";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, custom, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { dividableScales, scaleColumns } from "./column-moments.ts";
import { quantileOfSorted, sortedValues } from "./sample-quantiles.ts";

const parameters = {
  /** Whether the median is taken away. */
  withCentering: boolean(true),
  /** Whether columns are divided by the width between two quantiles. */
  withScaling: boolean(true),
  /** Those two, in per cent: [25, 75] is the interquartile range. */
  quantileRange: custom<readonly [number, number]>(
    [25, 75],
    isRange,
    "[low, high] with 0 ≤ low < high ≤ 100",
  ),
  /** Whether the width is divided by that of a standard normal, so that a normal column gets variance 1. */
  unitVariance: boolean(false),
};

export type RobustScalerOptions = Options<typeof parameters>;

/** (x − median) / (x_high − x_low): a scale that outliers do not move. A constant column becomes 0. NaN stays NaN. */
export class RobustScaler extends Transformer<typeof parameters> {
  static {
    nameClass("RobustScaler", RobustScaler);
  }

  /** Medians, [F]; null without withCentering. */
  declare center_: Float64Array | null;
  /** Widths, 1 where they are 0, [F]; null without withScaling. */
  declare scale_: Float64Array | null;

  constructor(options: RobustScalerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = this.checked("inverseTransform", X);
    const data = scaleColumns(Z, (z, j) => z * (this.scale_?.[j] ?? 1) + (this.center_?.[j] ?? 0));
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X }: Unlabelled): void {
    const { withCentering, withScaling, quantileRange, unitVariance } = this.params;
    const columns = Array.from({ length: X.cols }, (_, j) => sortedValues(X.column(j)));
    const quantiles = (percent: number) =>
      Float64Array.from(columns, (column) => quantileOfSorted(column, percent / 100));
    const [low, high] = quantileRange;
    const lower = quantiles(low);
    const normal = unitVariance ? ndtri(high / 100) - ndtri(low / 100) : 1;
    this.center_ = withCentering ? quantiles(50) : null;
    this.scale_ = withScaling
      ? dividableScales(quantiles(high).map((value, j) => value - lower[j]!)).map((width) => width / normal)
      : null;
  }

  protected change(X: Matrix): Matrix {
    const data = scaleColumns(X, (x, j) => (x - (this.center_?.[j] ?? 0)) / (this.scale_?.[j] ?? 1));
    return new Matrix(data, [X.rows, X.cols]);
  }
}

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  return value.every(Number.isFinite) && 0 <= value[0] && value[0] < value[1] && value[1] <= 100;
}
