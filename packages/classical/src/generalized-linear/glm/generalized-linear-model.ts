import type { Traits } from "../../estimator/estimator.ts";
import { boolean, choice, integer, type Parameters, real, type Values } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { validateTarget, validateWeight } from "../../estimator/validate.ts";
import { LinearModel } from "../../linear/linear-model.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { minimizeLBFGS } from "../../optimize/minimize-lbfgs.ts";
import { minimizeNewton } from "../../optimize/minimize-newton.ts";
import { type Minimum, maxAbs } from "../../optimize/objective.ts";
import { irls } from "./irls.ts";
import { tweedieLoss, unitDeviance } from "./tweedie-loss.ts";

export const glmParameters = {
  /** α, the weight of ½ ‖w‖². */
  alpha: real(1, { min: 0 }),
  fitIntercept: boolean(true),
  /** L-BFGS; Newton's method; Fisher's scoring as least squares again and again, there to be read. */
  solver: choice("lbfgs", "newton-cholesky", "irls"),
  maxIter: integer(100, { min: 1 }),
  /** Stops where no part of the gradient is larger. */
  tol: real(1e-4, { above: 0 }),
  /** Whether fit starts from the last one's coefficients. */
  warmStart: boolean(false),
};
type GLMParams = Values<typeof glmParameters>;

/** What TweedieRegressor, PoissonRegressor and GammaRegressor share. */
export abstract class GeneralizedLinearModel<P extends Parameters> extends LinearModel<P> {
  /** Steps of the solver. */
  declare nIter_: number;
  #start: Float64Array | undefined;

  override get traits(): Traits {
    return { takesWeight: true };
  }

  /** p of the variance φ μ^p. */
  protected abstract get power(): number;
  protected abstract get link(): "identity" | "log";

  /** D² = 1 − deviance(y, ŷ) / deviance(y, ȳ): R² with the family's deviance. */
  override score(
    X: MatrixLike,
    y: ArrayLike<number>,
    { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {},
  ): number {
    const predicted = this.predict(X);
    const where = `${this.name}.score`;
    const target = validateTarget(where, y, predicted.length);
    this.#requireTargets("score", target);
    const weight = sampleWeight && validateWeight(where, sampleWeight, y.length);
    let [total, mean] = [0, 0];
    for (let i = 0; i < target.length; i++) {
      total += weight?.[i] ?? 1;
      mean += (weight?.[i] ?? 1) * target[i]!;
    }
    mean /= total;
    let [left, around] = [0, 0];
    for (let i = 0; i < target.length; i++) {
      left += (weight?.[i] ?? 1) * unitDeviance(target[i]!, predicted[i]!, this.power);
      around += (weight?.[i] ?? 1) * unitDeviance(target[i]!, mean, this.power);
    }
    return 1 - left / around;
  }

  protected override forget(): void {
    this.#start = this.coef_ && Float64Array.of(...this.coef_, this.intercept_);
    super.forget();
  }

  protected learn(given: Measured): void {
    const params = this.params as unknown as GLMParams;
    const { solver, maxIter, tol } = params;
    this.#requireTargets("fit", given.y);
    const problem = { ...given, ...params, power: this.power, link: this.link };
    const { objective, hessian } = tweedieLoss(problem);
    const start = this.#firstGuess(given, params);
    const rules = { maxIter, gtol: tol, onStep: (done: number) => given.onProgress(done, maxIter) };
    const found: Minimum =
      solver === "lbfgs"
        ? minimizeLBFGS(objective, start, rules)
        : solver === "newton-cholesky"
          ? minimizeNewton(objective, hessian, start, rules)
          : irls(problem, start, { maxIter, tol });
    if (!found.x.every(Number.isFinite))
      this.refuse(
        "fit",
        `solver ${JSON.stringify(solver)} ran off to infinity, scaled columns or solver "newton-cholesky" are needed`,
      );
    this.coef_ = found.x.slice(0, -1);
    this.intercept_ = params.fitIntercept ? found.x.at(-1)! : 0;
    this.nIter_ = found.iterations;
    if (!found.converged)
      this.warn(
        `stopped after ${found.iterations} iterations with a gradient of ${maxAbs(found.gradient).toPrecision(3)}, ${tol} is needed; a larger maxIter or scaled columns help`,
      );
  }

  /** μ, the expected target. */
  protected override values(X: Matrix): Float64Array {
    const eta = super.values(X);
    return this.link === "log" ? eta.map(Math.exp) : eta;
  }

  /** w = 0 and the b at which every prediction is ȳ, or what the last fit learnt. */
  #firstGuess({ X, y, sampleWeight }: Measured, { fitIntercept, warmStart }: GLMParams): Float64Array {
    if (warmStart && this.#start?.length === X.cols + 1) return this.#start;
    const start = new Float64Array(X.cols + 1);
    if (!fitIntercept) return start;
    let [sum, total] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      sum += (sampleWeight?.[i] ?? 1) * y[i]!;
      total += sampleWeight?.[i] ?? 1;
    }
    const mean = sum / total;
    start[X.cols] = this.link === "log" ? Math.log(Math.max(mean, Number.EPSILON)) : mean;
    return start;
  }

  #requireTargets(method: string, y: Float64Array): void {
    const { power } = this;
    if (power <= 0) return;
    for (let i = 0; i < y.length; i++) {
      if (power >= 2 ? y[i]! > 0 : y[i]! >= 0) continue;
      const needed = power >= 2 ? "above 0 are" : "of at least 0 are";
      this.refuse(method, `y[${i}] is ${y[i]}, targets ${needed} needed of a distribution of power ${power}`);
    }
  }
}
