import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { custom, type Options, optional } from "../estimator/parameters.ts";
import { validateTarget } from "../estimator/validate.ts";
import { RidgeCV } from "../linear/least-squares/ridge-cv.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Ensemble } from "./ensemble.ts";
import { members, requireMembers, traitsOf } from "./members.ts";
import { r2Of } from "./scores.ts";
import { stack, stackColumns, withColumns } from "./stack.ts";
import { stackingParameters } from "./stacking-parameters.ts";

const parameters = {
  estimators: members("regressor"),
  /** Learns from what the others predict; null, RidgeCV. */
  finalEstimator: optional(
    custom<AnyEstimator>(
      new RidgeCV() as unknown as AnyEstimator,
      (value) => value instanceof Estimator && value.kind === "regressor",
      "a regressor",
    ),
  ),
  ...stackingParameters,
};

export type StackingRegressorOptions = Options<typeof parameters>;

/**
 * A regressor that learns from what others predict: in fit for rows that they have not learnt from, fold by fold, so that those that overfit are not
 * believed. To predict, they have learnt from all rows.
 *
 * Wolpert 1992, "Stacked generalization", https://doi.org/10.1016/S0893-6080(05)80023-1; Breiman 1996, "Stacked regressions", https://doi.org/10.1007/BF00117832
 */
export class StackingRegressor extends Ensemble<typeof parameters> {
  static {
    nameClass("StackingRegressor", StackingRegressor);
  }
  readonly kind = "regressor";
  declare estimators_: Record<string, AnyEstimator>;
  declare finalEstimator_: AnyEstimator;

  constructor(options: StackingRegressorOptions = {}) {
    super(parameters, options);
    requireMembers(this.name, this.params.estimators, Object.keys(parameters));
  }

  /** Folds depend on the order of rows. */
  override get traits(): Traits {
    const { estimators, passthrough } = this.params;
    const last = this.#final();
    const its = traitsOf({ ...estimators, ...(passthrough ? { final: last } : {}) });
    const takesWeight = Boolean(its.takesWeight && last.traits.takesWeight);
    return { ...its, takesWeight, isRandom: true };
  }

  fit(X: MatrixLike, y: ArrayLike<number>, options: FitOptions = {}): this {
    const begun = this.beginAny(X, options);
    const where = `${this.name}.fit`;
    const { estimators, cv, passthrough } = this.params;
    return this.guarded(() => {
      const target = validateTarget(where, y, begun.rows);
      const { columns, fitted } = stack(
        where,
        estimators,
        { ...begun, y: target, classes: undefined },
        { cv, stackMethod: "predict", onProgress: options.onProgress ?? (() => {}) },
      );
      this.estimators_ = fitted;
      const { sampleWeight } = begun;
      this.finalEstimator_ = this.#final()
        .clone()
        .fit(withColumns(where, columns, begun.X, passthrough), target, sampleWeight ? { sampleWeight } : {});
      return this;
    });
  }

  /** [N] */
  predict(X: MatrixLike): Float64Array {
    this.requireFitted("predict");
    const able = this.finalEstimator_ as unknown as { predict(X: Matrix): ArrayLike<number> };
    return Float64Array.from(able.predict(this.transform(X)));
  }

  /** What the members predict, as the final estimator sees it. */
  transform(X: MatrixLike): Matrix {
    const where = `${this.name}.transform`;
    const its = this.checkedAny("transform", X);
    const columns = stackColumns(where, this.estimators_, its, "predict", undefined);
    return withColumns(where, columns, its, this.params.passthrough);
  }

  score(X: MatrixLike, y: ArrayLike<number>, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    return r2Of(`${this.name}.score`, this.predict(X), y, options);
  }

  #final(): AnyEstimator {
    return this.params.finalEstimator ?? (new RidgeCV() as unknown as AnyEstimator);
  }
}
