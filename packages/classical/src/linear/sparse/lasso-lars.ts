import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { LarsModel } from "./lars-model.ts";

const parameters = {
  /** α as that of Lasso: the path ends there. */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
  /** The most steps. */
  maxIter: integer(500, { min: 1 }),
  /** Whether w ≥ 0 is asked for. */
  positive: boolean(false),
};
export type LassoLarsOptions = Options<typeof parameters>;

/**
 * The lasso, 1/(2N) ‖y − b − X w‖² + α Σ|w_j|, exactly, by following its path from w = 0 to α. Efron et al. 2004, section 3.1.
 *
 * With `positive` it ends at the optimum too, that of Lasso with `positive`; scikit-learn's 1.9 can miss it.
 */
export class LassoLars extends LarsModel<typeof parameters> {
  static {
    nameClass("LassoLars", LassoLars);
  }

  constructor(options: LassoLarsOptions = {}) {
    super(parameters, options);
  }

  protected learn(given: Measured): void {
    const { alpha, fitIntercept, maxIter, positive } = this.params;
    const least = alpha * given.X.rows;
    this.follow(given, fitIntercept, { method: "lasso", least, maxIter, maxActive: given.X.cols, positive });
    const end = this.alphas_.at(-1)!;
    if (this.nIter_ === maxIter && end > alpha * (1 + 1e-9))
      this.warn(`stopped after ${maxIter} steps at α = ${end}, ${alpha} is needed; a larger maxIter helps`);
  }
}
