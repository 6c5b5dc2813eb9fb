import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { LinearModel } from "../linear-model.ts";
import { ridgeByCholesky, ridgeBySingularValues, ridgePositive } from "./solve-ridge.ts";

const parameters = {
  /** α, the weight of the penalty. */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
  /** Whether w ≥ 0 is asked for. */
  positive: boolean(false),
  /** "auto" is "cholesky", and "svd" where that fails. */
  solver: choice("auto", "cholesky", "svd"),
};
export type RidgeOptions = Options<typeof parameters>;

/** Least squares with a penalty on long w: Σᵢ wᵢ (yᵢ − b − xᵢᵀw)² + α ‖w‖². Hoerl and Kennard 1970, https://doi.org/10.2307/1267351 */
export class Ridge extends LinearModel<typeof parameters> {
  static {
    nameClass("Ridge", Ridge);
  }
  /** The way it was solved. */
  declare solver_: "cholesky" | "svd" | "nnls";

  constructor(options: RidgeOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn(given: Measured): void {
    const { positive, solver } = this.params;
    if (positive) {
      if (solver !== "auto")
        this.refuse("fit", `solver ${JSON.stringify(solver)} with positive, "auto" is needed`);
      this.#take(ridgePositive(given, this.params), "nnls");
      return;
    }
    const fast = solver === "svd" ? undefined : ridgeByCholesky(given, this.params);
    if (!fast && solver === "cholesky")
      this.refuse(
        "fit",
        `XᵀX + α I with α = ${this.params.alpha} is singular, a positive definite matrix is needed; solver "svd" or a larger alpha`,
      );
    this.#take(fast ?? ridgeBySingularValues(given, this.params), fast ? "cholesky" : "svd");
  }

  #take({ coef, intercept }: { coef: Float64Array; intercept: number }, solver: Ridge["solver_"]): void {
    this.coef_ = coef;
    this.intercept_ = intercept;
    this.solver_ = solver;
  }
}
