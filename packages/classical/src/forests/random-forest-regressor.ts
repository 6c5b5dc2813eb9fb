import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { type ForestRegressorParameters, forestRegressorParameters } from "./forest-parameters.ts";
import { ForestRegressor } from "./forest-regressor.ts";

const parameters = forestRegressorParameters(true);

export type RandomForestRegressorOptions = Options<ForestRegressorParameters>;

/**
 * The mean of many deep trees, each grown on rows drawn with replacement. All features are looked at unless `maxFeatures` says fewer (Breiman: F / 3).
 *
 *   ŷ(x) = 1/T Σ_t ŷ_t(x)
 *
 * Breiman 2001, "Random forests", section 11, https://doi.org/10.1023/A:1010933404324
 */
export class RandomForestRegressor extends ForestRegressor {
  static {
    nameClass("RandomForestRegressor", RandomForestRegressor);
  }
  protected readonly splitter = "best";

  constructor(options: RandomForestRegressorOptions = {}) {
    super(parameters, options);
  }
}
