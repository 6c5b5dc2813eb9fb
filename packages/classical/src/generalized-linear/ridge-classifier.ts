import { classWeight } from "../class-weight/class-weight.ts";
import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import type { Classified } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, type Options, real } from "../estimator/parameters.ts";
import { ridgeByCholesky, ridgeBySingularValues } from "../linear/least-squares/solve-ridge.ts";
import { Matrix } from "../matrix/matrix.ts";
import { LinearClassifier } from "./linear-classifier.ts";

const parameters = {
  /** α, the weight of ‖w‖². */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
  classWeight,
  /** "auto" is "cholesky", and "svd" where that fails. */
  solver: choice("auto", "cholesky", "svd"),
};
export type RidgeClassifierOptions = Options<typeof parameters>;

/** Ridge regression of a target of −1 and 1, for each class against the others; its score's sign decides, or the largest. Least squares for classes: quick, and often as good as logistic regression. */
export class RidgeClassifier extends LinearClassifier<typeof parameters> {
  static {
    nameClass("RidgeClassifier", RidgeClassifier);
  }

  constructor(options: RidgeClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn(given: Classified): void {
    const { X, y, classes } = given;
    const { solver, alpha } = this.params;
    const sampleWeight = weightsOfRows(`${this.name}.fit`, this.params.classWeight, given);
    const rows = classes.length === 2 ? 1 : classes.length;
    const fits = Array.from({ length: rows }, (_, k) => {
      const own = rows === 1 ? 1 : k;
      const problem = { X, y: Float64Array.from(y, (code) => (code === own ? 1 : -1)), sampleWeight };
      const fast = solver === "svd" ? undefined : ridgeByCholesky(problem, this.params);
      if (!fast && solver === "cholesky")
        this.refuse(
          "fit",
          `XᵀX + α I with α = ${alpha} is singular, a positive definite matrix is needed; solver "svd" or a larger alpha`,
        );
      return fast ?? ridgeBySingularValues(problem, this.params);
    });
    this.coef_ = Matrix.fromRows(fits.map(({ coef }) => coef));
    this.intercept_ = Float64Array.from(fits, ({ intercept }) => intercept);
  }
}
