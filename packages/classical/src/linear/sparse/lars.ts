import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { LarsModel } from "./lars-model.ts";

const parameters = {
  fitIntercept: boolean(true),
  /** The most coefficients other than 0. */
  nNonzeroCoefs: integer(500, { min: 1 }),
};
export type LarsOptions = Options<typeof parameters>;

/** Least angle regression: columns come one by one, those with coefficients equally correlated with the residual. Efron et al. 2004, https://doi.org/10.1214/009053604000000067 */
export class Lars extends LarsModel<typeof parameters> {
  static {
    nameClass("Lars", Lars);
  }

  constructor(options: LarsOptions = {}) {
    super(parameters, options);
  }

  protected learn(given: Measured): void {
    const { fitIntercept, nNonzeroCoefs } = this.params;
    const maxActive = Math.min(nNonzeroCoefs, given.X.cols);
    this.follow(given, fitIntercept, {
      ...{ method: "lar", least: 0, maxIter: maxActive, maxActive, positive: false },
    });
  }
}
