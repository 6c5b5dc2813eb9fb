import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { PartialLeastSquares, pairParameters } from "./partial-least-squares.ts";

export type PLSRegressionOptions = Options<typeof pairParameters>;

/** Partial least squares regression: components of X that covary most with Y, then least squares on them. With all components it is ordinary least squares; with few it holds where columns are many and alike. Wold, Sjöström and Eriksson 2001, https://doi.org/10.1016/S0169-7439(01)00155-1 */
export class PLSRegression extends PartialLeastSquares {
  static {
    nameClass("PLSRegression", PLSRegression);
  }
  protected get way() {
    return { mode: "A", deflation: "regression" } as const;
  }

  constructor(options: PLSRegressionOptions = {}) {
    super(pairParameters, options);
  }
}
