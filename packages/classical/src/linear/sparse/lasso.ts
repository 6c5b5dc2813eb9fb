import { nameClass } from "../../estimator/known.ts";
import type { Options } from "../../estimator/parameters.ts";
import { DescentModel, descentParameters } from "./descent-model.ts";

export type LassoOptions = Options<typeof descentParameters>;

/**
 * Least squares with a penalty that sets coefficients to 0: 1/(2 Σwᵢ) Σᵢ wᵢ (yᵢ − b − xᵢᵀw)² + α Σ|w_j|.
 *
 * Tibshirani 1996, https://doi.org/10.1111/j.2517-6161.1996.tb02080.x; solved by coordinate descent.
 */
export class Lasso extends DescentModel<typeof descentParameters> {
  static {
    nameClass("Lasso", Lasso);
  }

  constructor(options: LassoOptions = {}) {
    super(descentParameters, options);
  }

  protected get ratio(): number {
    return 1;
  }
}
