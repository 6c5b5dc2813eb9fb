import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { type ForestRegressorParameters, forestRegressorParameters } from "./forest-parameters.ts";
import { ForestRegressor } from "./forest-regressor.ts";

const parameters = forestRegressorParameters(false);

export type ExtraTreesRegressorOptions = Options<ForestRegressorParameters>;

/**
 * Extremely randomised trees: of each feature one random threshold is tried, and the best of those is taken. Every tree sees all rows unless
 * `bootstrap` draws some. Averaging makes of the steps something near to continuous.
 *
 * Geurts, Ernst, Wehenkel 2006, https://doi.org/10.1007/s10994-006-6226-1
 */
export class ExtraTreesRegressor extends ForestRegressor {
  static {
    nameClass("ExtraTreesRegressor", ExtraTreesRegressor);
  }
  protected readonly splitter = "random";

  constructor(options: ExtraTreesRegressorOptions = {}) {
    super(parameters, options);
  }
}
