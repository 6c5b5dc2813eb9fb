import type { Parameters } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { gramSums } from "../../optimize/gram.ts";
import { interceptOf, meansOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { type LarsPathOptions, larsPath } from "./lars-path.ts";

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

  protected follow({ X, y, sampleWeight }: Measured, fitIntercept: boolean, options: LarsPathOptions): void {
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
