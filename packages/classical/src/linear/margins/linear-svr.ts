import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, integer, type Options, randomState, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { LinearModel } from "../linear-model.ts";
import { regressByDual } from "./dual-coordinate-descent.ts";

const parameters = {
  /** ε, errors up to which cost nothing. */
  epsilon: real(0, { min: 0 }),
  /** Stops where no dual gradient is larger. */
  tol: real(1e-4, { above: 0 }),
  /** The weight of the errors. */
  C: real(1, { above: 0 }),
  loss: choice("epsilonInsensitive", "squaredEpsilonInsensitive"),
  fitIntercept: boolean(true),
  /** s: the intercept is the weight of the constant s, penalised as the others; the larger, the less. */
  interceptScaling: real(1, { above: 0 }),
  /** The most rounds over all samples. */
  maxIter: integer(1000, { min: 1 }),
  randomState,
};
export type LinearSVROptions = Options<typeof parameters>;

/**
 * Linear support vector regression: ½ (‖w‖² + (b/s)²) + C Σᵢ wᵢ (|yᵢ − xᵢᵀw − b| − ε)₊, or its square, by dual coordinate descent.
 *
 * Ho and Lin 2012, https://www.jmlr.org/papers/v13/ho12a.html
 */
export class LinearSVR extends LinearModel<typeof parameters> {
  static {
    nameClass("LinearSVR", LinearSVR);
  }
  /** Rounds over all samples. */
  declare nIter_: number;

  constructor(options: LinearSVROptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const { epsilon, tol, C, loss, fitIntercept, interceptScaling, maxIter } = this.params;
    const found = regressByDual(
      {
        ...{ X, y, maxIter, tol, onProgress },
        C: y.map((_, i) => C * (sampleWeight?.[i] ?? 1)),
        isSquared: loss === "squaredEpsilonInsensitive",
        constant: fitIntercept ? interceptScaling : 0,
        rng: new Philox(this.params.randomState),
      },
      epsilon,
    );
    this.coef_ = found.w;
    this.intercept_ = found.b;
    this.nIter_ = found.iterations;
    if (!found.converged)
      this.warn(
        `stopped after ${maxIter} rounds with a violation of ${found.violation.toPrecision(3)}, ${tol} is needed; a larger maxIter, a smaller C or scaled columns help`,
      );
  }
}
