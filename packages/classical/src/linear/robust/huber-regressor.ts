/**
 * Regression that errors beyond ε scales pull at with constant force:
 *
 *   f(w, b, σ) = Σᵢ wᵢ (σ + H(rᵢ/σ) σ) + α ‖w‖²,   rᵢ = yᵢ − b − xᵢᵀw
 *   H(z) = z² for |z| ≤ ε,   2ε|z| − ε² beyond
 *
 * σ is learnt with w, so that ε = 1.35 means the same whatever the unit of y: f is convex in (w, b, σ). Here s = log σ is the variable, which
 * needs no bound. Huber 1981, Robust Statistics, p. 172 ("proposal 2"); the joint f: Owen 2007, https://artowen.su.domains/reports/hhu.pdf
 */

import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { minimizeLBFGS } from "../../optimize/minimize-lbfgs.ts";
import type { Objective } from "../../optimize/objective.ts";
import { maxAbs } from "../../optimize/objective.ts";
import type { Given } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";

const parameters = {
  /** ε, from where on errors count as outliers, in units of σ. */
  epsilon: real(1.35, { min: 1 }),
  maxIter: integer(100, { min: 1 }),
  /** α, the weight of ‖w‖². */
  alpha: real(1e-4, { min: 0 }),
  /** Whether fit starts from the last one's w, b and σ. */
  warmStart: boolean(false),
  fitIntercept: boolean(true),
  /** Stops where no part of ∇f is larger. */
  tol: real(1e-5, { min: 0 }),
};
export type HuberRegressorOptions = Options<typeof parameters>;

/** See the head of the file. */
export class HuberRegressor extends LinearModel<typeof parameters> {
  static {
    nameClass("HuberRegressor", HuberRegressor);
  }
  /** σ. */
  declare scale_: number;
  /** 1 where |rᵢ| > ε σ, [N]. */
  declare outliers_: Uint8Array;
  declare nIter_: number;
  #start: Float64Array | undefined;

  constructor(options: HuberRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected override forget(): void {
    this.#start = this.coef_
      ? Float64Array.of(...this.coef_, this.intercept_, Math.log(this.scale_))
      : undefined;
    super.forget();
  }

  protected learn(given: Measured): void {
    const { warmStart, fitIntercept, maxIter, tol, epsilon } = this.params;
    const { X, y } = given;
    const F = X.cols;
    const start = warmStart && this.#start?.length === F + 2 ? this.#start : new Float64Array(F + 2);
    const objective = huberObjective(given, this.params);
    const { x, gradient, iterations, converged } = minimizeLBFGS(objective, start, { maxIter, gtol: tol });
    this.coef_ = x.slice(0, F);
    this.intercept_ = fitIntercept ? x[F]! : 0;
    this.scale_ = Math.exp(x[F + 1]!);
    const predicted = this.values(X);
    this.outliers_ = Uint8Array.from(y, (value, i) =>
      Number(Math.abs(value - predicted[i]!) > epsilon * this.scale_),
    );
    this.nIter_ = iterations;
    if (!converged)
      this.warn(
        `stopped after ${iterations} steps with a gradient of ${maxAbs(gradient).toPrecision(3)}, ${tol} is needed; a larger maxIter or scaled columns help`,
      );
  }
}

/** f of (w, b, log σ), [F + 2]; b stays where there is no intercept. */
export function huberObjective(
  { X, y, sampleWeight }: Given,
  { epsilon, alpha, fitIntercept }: { epsilon: number; alpha: number; fitIntercept: boolean },
): Objective {
  const { data, rows, cols: F } = X;
  return (x, gradient) => {
    const sigma = Math.exp(x[F + 1]!);
    const b = fitIntercept ? x[F]! : 0;
    gradient.fill(0);
    let value = 0;
    let bySigma = 0;
    let byIntercept = 0;
    for (let i = 0; i < rows; i++) {
      const start = i * F;
      const weight = sampleWeight ? sampleWeight[i]! : 1;
      let r = y[i]! - b;
      for (let j = 0; j < F; j++) r -= data[start + j]! * x[j]!;
      const z = r / sigma;
      const isFar = Math.abs(z) > epsilon;
      value += weight * sigma * (1 + (isFar ? 2 * epsilon * Math.abs(z) - epsilon ** 2 : z * z));
      bySigma += weight * (1 - (isFar ? epsilon ** 2 : z * z));
      const pull = -2 * weight * (isFar ? epsilon * Math.sign(z) : z);
      byIntercept += pull;
      for (let j = 0; j < F; j++) gradient[j]! += pull * data[start + j]!;
    }
    for (let j = 0; j < F; j++) {
      value += alpha * x[j]! ** 2;
      gradient[j]! += 2 * alpha * x[j]!;
    }
    if (fitIntercept) gradient[F] = byIntercept;
    gradient[F + 1] = bySigma * sigma;
    return value;
  };
}
