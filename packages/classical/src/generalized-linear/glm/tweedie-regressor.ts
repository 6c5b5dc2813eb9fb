import { nameClass } from "../../estimator/known.ts";
import { choice, custom, type Options, type Parameter } from "../../estimator/parameters.ts";
import { GeneralizedLinearModel, glmParameters } from "./generalized-linear-model.ts";

const power: Parameter<number> = custom(
  0,
  (value) => typeof value === "number" && Number.isFinite(value) && (value <= 0 || value >= 1),
  "a number ≤ 0 or ≥ 1",
);

const parameters = {
  ...glmParameters,
  /** p of the variance φ μ^p: 0 normal, 1 Poisson, 2 gamma, 3 inverse Gaussian; none exists between 0 and 1. */
  power,
  /** "auto" is "identity" for p ≤ 0 and "log" above. */
  link: choice("auto", "identity", "log"),
};
export type TweedieRegressorOptions = Options<typeof parameters>;

/** A linear model of log μ (or μ) for a target of Tweedie's family, by maximum likelihood with a penalty; see tweedie-loss.ts. */
export class TweedieRegressor extends GeneralizedLinearModel<typeof parameters> {
  static {
    nameClass("TweedieRegressor", TweedieRegressor);
  }

  constructor(options: TweedieRegressorOptions = {}) {
    super(parameters, options);
  }

  protected get power(): number {
    return this.params.power;
  }

  protected get link(): "identity" | "log" {
    const { link } = this.params;
    if (link !== "auto") return link;
    return this.power <= 0 ? "identity" : "log";
  }
}
