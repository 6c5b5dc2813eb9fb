import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { LinearModel } from "../../linear/linear-model.ts";
import { valueLoss } from "./losses.ts";
import { passiveAggressive, passiveAggressiveParameters } from "./passive-aggressive.ts";

const parameters = {
  ...passiveAggressiveParameters,
  /** "epsilonInsensitive" is variant I, the squared one variant II. */
  loss: choice("epsilonInsensitive", "squaredEpsilonInsensitive"),
  /** ε, errors up to which leave w as it is. */
  epsilon: real(0.1, { min: 0 }),
};
export type PassiveAggressiveRegressorOptions = Options<typeof parameters>;

/** Passive-aggressive learning of numbers (passive-aggressive.ts). */
export class PassiveAggressiveRegressor extends LinearModel<typeof parameters> {
  static {
    nameClass("PassiveAggressiveRegressor", PassiveAggressiveRegressor);
  }
  /** Epochs. */
  declare nIter_: number;

  constructor(options: PassiveAggressiveRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  protected learn(given: Measured): void {
    const { loss, epsilon, maxIter, randomState } = this.params;
    const rules = {
      ...this.params,
      loss: valueLoss("epsilonInsensitive", epsilon),
      isSquared: loss === "squaredEpsilonInsensitive",
    };
    const found = passiveAggressive(given, rules, new Philox(randomState));
    this.coef_ = found.w;
    this.intercept_ = found.b;
    this.nIter_ = found.epochs;
    if (!found.converged)
      this.warn(
        `stopped after ${maxIter} epochs whose loss still falls, a fall of less than tol a row is needed; a larger maxIter or tol helps`,
      );
  }
}
