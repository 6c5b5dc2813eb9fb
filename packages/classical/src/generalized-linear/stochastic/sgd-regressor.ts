import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, type Options, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { validateTarget, validateWeight, validateX } from "../../estimator/validate.ts";
import { LinearModel } from "../../linear/linear-model.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { valueLoss } from "./losses.ts";
import { answerOf, runSGD, type SGDState, startSGD } from "./sgd.ts";
import { requireAlpha, rulesOf, sgdParameters } from "./sgd-parameters.ts";

const parameters = {
  ...sgdParameters,
  loss: choice("squaredError", "huber", "epsilonInsensitive", "squaredEpsilonInsensitive"),
  learningRate: choice("invscaling", "constant", "optimal", "adaptive"),
  powerT: real(0.25),
};
export type SGDRegressorOptions = Options<typeof parameters>;

/** Linear regression by stochastic gradient descent (sgd.ts), for many rows. Scale columns first: one step size serves all. `partialFit` takes rows in parts. */
export class SGDRegressor extends LinearModel<typeof parameters> {
  static {
    nameClass("SGDRegressor", SGDRegressor);
  }
  /** Epochs. */
  declare nIter_: number;
  /** Steps taken, plus 1. */
  declare t_: number;
  /** Where the descent stands. */
  declare state_: SGDState;

  constructor(options: SGDRegressorOptions = {}) {
    super(parameters, options);
    requireAlpha("SGDRegressor", this.params);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  /** One epoch over these rows, from where the last ended. */
  partialFit(
    X: MatrixLike,
    y: ArrayLike<number>,
    { sampleWeight }: { sampleWeight?: ArrayLike<number> } = {},
  ): this {
    const where = `${this.name}.partialFit`;
    const isFirst = !this.isFitted;
    const matrix = isFirst ? validateX(where, X, this.traits) : this.checked("partialFit", X);
    const target = validateTarget(where, y, matrix.rows);
    const weight = sampleWeight && validateWeight(where, sampleWeight, matrix.rows);
    if (isFirst) {
      this.nFeaturesIn_ = matrix.cols;
      if (matrix.names) this.featureNamesIn_ = matrix.names;
    }
    this.#run({ X: matrix, y: target, sampleWeight: weight, onProgress: () => {} }, this.state_, 1);
    return this;
  }

  protected learn(given: Measured): void {
    const { maxIter } = this.params;
    const { converged, isWorse } = this.#run(given, undefined, maxIter);
    if (maxIter === 1) return;
    if (isWorse)
      this.warn(
        "ended with an objective of more than twice that of w = 0; scaled columns or a smaller eta0 are needed",
      );
    else if (!converged)
      this.warn(
        `stopped after ${maxIter} epochs whose loss still falls, a fall of less than tol a row is needed; a larger maxIter or tol helps`,
      );
  }

  #run(given: Measured, before: SGDState | undefined, maxIter: number) {
    const { loss, epsilon, randomState } = this.params;
    const rules = { ...rulesOf(this.params, valueLoss(loss, epsilon)), maxIter };
    const state = before ?? startSGD(given.X.cols);
    const stream = new Philox(randomState).fork(state.t);
    const { epochs, ...end } = runSGD(given, state, rules, stream);
    const { w, b } = answerOf(state, rules.average);
    if (!w.every(Number.isFinite) || !Number.isFinite(b))
      this.refuse("fit", "the descent ran off to infinity, scaled columns or a smaller eta0 are needed");
    this.state_ = state;
    this.t_ = state.t;
    this.nIter_ = epochs;
    this.coef_ = w;
    this.intercept_ = b;
    return end;
  }
}
