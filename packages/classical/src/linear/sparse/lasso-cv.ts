import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { PathModelCV, pathParameters } from "./path-model-cv.ts";

export type LassoCVOptions = Options<typeof pathParameters>;

/** Lasso whose α is the best of a grid in cross-validation. Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01 */
export class LassoCV extends PathModelCV<typeof pathParameters> {
  static {
    nameClass("LassoCV", LassoCV);
  }

  constructor(options: LassoCVOptions = {}) {
    super(pathParameters, options);
  }

  protected get ratios(): readonly number[] {
    return [1];
  }
}
