import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { type Measured, Regressor } from "../../estimator/regressor.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { Bins } from "../binning/bins.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import { HalfSquaredError } from "../losses/half-squared-error.ts";
import { rawPredictions } from "../raw-predictions.ts";
import { learnXGBoost, meanGains } from "./learn-xgboost.ts";
import { xgboostParameters } from "./xgboost-parameters.ts";

export type XGBoostRegressorOptions = Options<typeof xgboostParameters>;

/**
 * Boosting with penalties on the trees: leaf values are shrunk by λ and α, splits must gain γ, and missing values go where they lower the squared
 * error. XGBoost's objective reg:squarederror.
 *
 *   Σ_i ½ (y_i − F(x_i))² + Σ_trees (γ leaves + ½ λ Σ w² + α Σ |w|)
 *
 * Chen and Guestrin 2016, "XGBoost: a scalable tree boosting system", https://doi.org/10.1145/2939672.2939785
 *
 * XGBoost computes in float32 where this is float64, but for the derivatives. Its "hist" cuts at quantiles of a sketch, at values themselves; this one where HistGradientBoosting
 * does, between them.
 */
export class XGBoostRegressor extends Regressor<typeof xgboostParameters> {
  static {
    nameClass("XGBoostRegressor", XGBoostRegressor);
  }
  /** One tree a round, in a list. */
  declare trees_: BoostedTree[][];
  /** F at the start, [1]. */
  declare start_: Float64Array;
  declare bins_: Bins;
  /** The mean gain of the splits by each column, as shares, [F]. */
  declare featureImportances_: Float64Array;

  constructor(options: XGBoostRegressorOptions = {}) {
    super(xgboostParameters, options);
  }

  override get traits(): Traits {
    const { subsample, colsampleBytree } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: subsample < 1 || colsampleBytree < 1 };
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const { baseScore } = this.params;
    const start = baseScore === null ? undefined : Float64Array.of(baseScore);
    const lesson = { X, y, weight: sampleWeight };
    const learnt = learnXGBoost(this.params, lesson, new HalfSquaredError(), {
      where: `${this.name}.fit`,
      start,
      onProgress,
    });
    this.trees_ = learnt.trees;
    this.start_ = learnt.start;
    this.bins_ = learnt.bins;
    this.featureImportances_ = meanGains(learnt.trees.flat(), X.cols);
  }

  protected values(X: Matrix): Float64Array {
    return rawPredictions(X, { bins: this.bins_, start: this.start_, trees: this.trees_ })[0]!;
  }
}
