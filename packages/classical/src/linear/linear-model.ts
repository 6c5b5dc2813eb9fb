import type { Parameters } from "../estimator/parameters.ts";
import { Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { timesVector } from "../matrix/products.ts";

/** ŷ = X w + b. Subclasses learn w and b. */
export abstract class LinearModel<P extends Parameters> extends Regressor<P> {
  /** w, [F]. */
  declare coef_: Float64Array;
  /** b. */
  declare intercept_: number;

  protected values(X: Matrix): Float64Array {
    const out = timesVector(X, this.coef_);
    for (let i = 0; i < out.length; i++) out[i]! += this.intercept_;
    return out;
  }
}
