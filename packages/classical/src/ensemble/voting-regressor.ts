import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { list, type Options, optional, real } from "../estimator/parameters.ts";
import { validateTarget } from "../estimator/validate.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Ensemble } from "./ensemble.ts";
import { fitMembers, members, requireMembers, traitsOf } from "./members.ts";
import { r2Of } from "./scores.ts";

const parameters = {
  estimators: members("regressor"),
  /** Of each estimator, those that are dropped counted too; null, all 1. */
  weights: optional(list([], real(1, { min: 0 }))),
};

export type VotingRegressorOptions = Options<typeof parameters>;

/** Several regressors, each learning from all rows; the prediction is the weighted mean of theirs. */
export class VotingRegressor extends Ensemble<typeof parameters> {
  static {
    nameClass("VotingRegressor", VotingRegressor);
  }
  readonly kind = "regressor";
  declare estimators_: Record<string, AnyEstimator>;

  constructor(options: VotingRegressorOptions = {}) {
    super(parameters, options);
    requireMembers(this.name, this.params.estimators, Object.keys(parameters));
    const { weights, estimators } = this.params;
    const count = Object.keys(estimators).length;
    if (weights !== null && weights.length !== count)
      throw new RangeError(
        `VotingRegressor: weights has ${weights.length} numbers, ${count} are needed, one for each estimator`,
      );
  }

  override get traits(): Traits {
    return traitsOf(this.params.estimators);
  }

  fit(X: MatrixLike, y: ArrayLike<number>, options: FitOptions = {}): this {
    const begun = this.beginAny(X, options);
    return this.guarded(() => {
      const target = validateTarget(`${this.name}.fit`, y, begun.rows);
      this.estimators_ = fitMembers(this.params.estimators, begun.X, target, begun.sampleWeight);
      return this;
    });
  }

  /** [N] */
  predict(X: MatrixLike): Float64Array {
    const its = this.checkedAny("predict", X);
    const { weights, estimators } = this.params;
    const places = Object.keys(estimators);
    let [out, total] = [new Float64Array(0), 0];
    for (const [name, member] of Object.entries(this.estimators_)) {
      const weight = weights?.[places.indexOf(name)] ?? 1;
      const predicted = (member as unknown as { predict(X: MatrixLike): ArrayLike<number> }).predict(its);
      if (out.length === 0) out = new Float64Array(predicted.length);
      for (let i = 0; i < out.length; i++) out[i]! += weight * predicted[i]!;
      total += weight;
    }
    return out.map((sum) => sum / total);
  }

  score(X: MatrixLike, y: ArrayLike<number>, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    return r2Of(`${this.name}.score`, this.predict(X), y, options);
  }
}
