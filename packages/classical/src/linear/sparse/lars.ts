import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, type Parameters, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { gramSums } from "../../optimize/gram.ts";
import { interceptOf, meansOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { larsPath, type LarsOptions as PathOptions } from "./lars-path.ts";

/** What Lars and LassoLars share. */
export abstract class LarsModel<P extends Parameters> extends LinearModel<P> {
  /** C/N at the corners of the path, downwards, [S]. */
  declare alphas_: Float64Array;
  /** The columns with coefficients at the end, in the order in which they came. */
  declare active_: Int32Array;
  /** w at each corner, [F, S]. */
  declare coefPath_: Matrix;
  /** Steps. */
  declare nIter_: number;

  protected follow({ X, y, sampleWeight }: Measured, fitIntercept: boolean, options: PathOptions): void {
    const means = meansOf({ X, y, sampleWeight }, fitIntercept);
    const sums = gramSums(X, { y, xShift: means.xMean, yShift: means.yMean });
    const { correlations, coefs, active, dropped } = larsPath(sums, options);
    this.alphas_ = Float64Array.from(correlations, (C) => Math.max(0, C) / X.rows);
    this.coefPath_ = coefs;
    this.coef_ = coefs.column(coefs.cols - 1);
    this.active_ = Int32Array.from(active);
    this.nIter_ = correlations.length - 1;
    this.intercept_ = interceptOf(means, this.coef_);
    if (dropped.length > 0)
      this.warn(`left columns ${dropped.join(", ")} out, which depend on the others to rounding`);
  }
}

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

const lassoParameters = {
  /** α as that of Lasso: the path ends there. */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
  /** The most steps. */
  maxIter: integer(500, { min: 1 }),
  /** Whether w ≥ 0 is asked for. */
  positive: boolean(false),
};
export type LassoLarsOptions = Options<typeof lassoParameters>;

/** The lasso, 1/(2N) ‖y − b − X w‖² + α Σ|w_j|, exactly, by following its path from w = 0 to α. Efron et al. 2004, section 3.1. */
export class LassoLars extends LarsModel<typeof lassoParameters> {
  static {
    nameClass("LassoLars", LassoLars);
  }

  constructor(options: LassoLarsOptions = {}) {
    super(lassoParameters, options);
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
