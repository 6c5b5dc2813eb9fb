import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import { columnMoments, columnRanges } from "../preprocessing/scaling/column-moments.ts";
import { FeatureSelector } from "./feature-selector.ts";

const parameters = {
  /** Columns of no greater variance go; 0 takes constant columns away. */
  threshold: real(0, { min: 0 }),
};

export type VarianceThresholdOptions = Options<typeof parameters>;

/** Keeps the columns whose variance is greater than a threshold. It does not look at y. NaN is left out. */
export class VarianceThreshold extends FeatureSelector<typeof parameters> {
  static {
    nameClass("VarianceThreshold", VarianceThreshold);
  }

  /** σ² of each column; with threshold 0 the least of σ² and its range, which rounding leaves exact, [F]. */
  declare variances_: Float64Array;

  constructor(options: VarianceThresholdOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  protected learn({ X }: Unlabelled): void {
    const { threshold } = this.params;
    const { variance } = columnMoments(X);
    const { min, max } = columnRanges(X);
    this.variances_ = variance.map((value, j) =>
      threshold === 0 ? Math.min(value, max[j]! - min[j]!) : value,
    );
    if (!this.variances_.some((value) => value > threshold))
      this.refuse("fit", `no column has a variance above ${threshold}, one is needed; a lower threshold`);
    this.keep((j) => this.variances_[j]! > threshold, X.cols);
  }
}
