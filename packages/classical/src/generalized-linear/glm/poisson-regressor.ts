import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { GeneralizedLinearModel, glmParameters } from "./generalized-linear-model.ts";

export type PoissonRegressorOptions = Options<typeof glmParameters>;

/** A linear model of the log of their rate; y ≥ 0: TweedieRegressor of power 1 with the log link. Nelder and Wedderburn 1972, https://doi.org/10.2307/2344614 */
export class PoissonRegressor extends GeneralizedLinearModel<typeof glmParameters> {
  static {
    nameClass("PoissonRegressor", PoissonRegressor);
  }

  constructor(options: PoissonRegressorOptions = {}) {
    super(glmParameters, options);
  }

  protected get power(): number {
    return 1;
  }

  protected get link(): "log" {
    return "log";
  }
}
