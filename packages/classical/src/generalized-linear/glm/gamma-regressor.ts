import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { GeneralizedLinearModel, glmParameters } from "./generalized-linear-model.ts";

export type GammaRegressorOptions = Options<typeof glmParameters>;

/** A linear model of the log of their mean, with a standard deviation in proportion to it; y > 0: TweedieRegressor of power 2 with the log link. Nelder and Wedderburn 1972, https://doi.org/10.2307/2344614 */
export class GammaRegressor extends GeneralizedLinearModel<typeof glmParameters> {
  static {
    nameClass("GammaRegressor", GammaRegressor);
  }

  constructor(options: GammaRegressorOptions = {}) {
    super(glmParameters, options);
  }

  protected get power(): number {
    return 2;
  }

  protected get link(): "log" {
    return "log";
  }
}
