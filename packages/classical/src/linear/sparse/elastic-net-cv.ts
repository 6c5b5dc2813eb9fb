import { nameClass } from "../../estimator/known.ts";
import { either, list, type Options, real } from "../../estimator/parameters.ts";
import { PathModelCV, pathParameters } from "./path-model-cv.ts";

const parameters = {
  ...pathParameters,
  /** ρ, or several to choose from. */
  l1Ratio: either(real(0.5, { above: 0, max: 1 }), list([], real(0.5, { above: 0, max: 1 }))),
};
export type ElasticNetCVOptions = Options<typeof parameters>;

/** ElasticNet whose α and ρ are the best of a grid in cross-validation. Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01 */
export class ElasticNetCV extends PathModelCV<typeof parameters> {
  static {
    nameClass("ElasticNetCV", ElasticNetCV);
  }
  /** The best ρ. */
  declare l1Ratio_: number;

  constructor(options: ElasticNetCVOptions = {}) {
    super(parameters, options);
  }

  protected get ratios(): readonly number[] {
    const { l1Ratio } = this.params;
    return typeof l1Ratio === "number" ? [l1Ratio] : l1Ratio;
  }

  protected override choose(ratio: number): void {
    this.l1Ratio_ = ratio;
  }
}
