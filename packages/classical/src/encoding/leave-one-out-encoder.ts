import { Philox } from "@blankfile/tensor";
import { nameClass } from "../estimator/known.ts";
import { type Options, randomState, real } from "../estimator/parameters.ts";
import { type CategorySums, RowTargetEncoder } from "./row-target-encoder.ts";

const parameters = {
  /** σ of a factor from N(1, σ²) for rows of fit, which hides their targets better; 0 for none. */
  sigma: real(0, { min: 0 }),
  randomState,
};

export type LeaveOneOutEncoderOptions = Options<typeof parameters>;

/**
 * Each category as the mean target of its other rows.
 *
 *   rows of fit:  (Σ_{category} y − y_i) / (n − 1),   ȳ where the row is alone
 *   new rows:     Σ_{category} y / n,   ȳ of unknown categories
 *
 * **fitTransform is not fit and transform.** It still gives the row's target away to a model that can tell rows of one category apart: the greater y_i,
 * the less the encoding. CatBoostEncoder does not. Owen Zhang's slides, "Tips for data science competitions", https://www.slideshare.net/OwenZhang2/tips-for-data-science-competitions
 */
export class LeaveOneOutEncoder extends RowTargetEncoder<typeof parameters> {
  static {
    nameClass("LeaveOneOutEncoder", LeaveOneOutEncoder);
  }

  constructor(options: LeaveOneOutEncoderOptions = {}) {
    super(parameters, options);
  }

  protected withoutOwn(codes: Int32Array, y: Float64Array, { sum, count }: CategorySums): Float64Array {
    const { sigma, randomState: seed } = this.params;
    const rng = new Philox(seed);
    return Float64Array.from(codes, (k, i) => {
      const others = count[k]! > 1 ? (sum[k]! - y[i]!) / (count[k]! - 1) : this.targetMean_;
      return sigma > 0 ? others * (1 + sigma * rng.normal()) : others;
    });
  }

  protected ofCategory(sum: number, count: number): number {
    return sum / count;
  }
}
