import type { Traits } from "../../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../../estimator/known.ts";
import { custom, type Options } from "../../estimator/parameters.ts";
import { type Measured, Regressor } from "../../estimator/regressor.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { DecisionTreeRegressor } from "../../trees/decision-tree-regressor.ts";
import { rSquared } from "../r-squared.ts";
import { type BagPlan, bagDraw, bagParameters, bagPlan, columnsFor, fitBagged } from "./bag.ts";

const parameters = {
  /** What is fitted again and again; null, a DecisionTreeRegressor. */
  estimator: custom<AnyEstimator | null>(null, isRegressor, "a regressor, or null"),
  ...bagParameters,
};

export type BaggingRegressorOptions = Options<typeof parameters>;

/** A regressor as far as it is asked for here. */
type RegressorLike = AnyEstimator & { predict(X: MatrixLike): ArrayLike<number> };

/**
 * Bootstrap aggregating: clones of one regressor, each fitted on rows drawn with replacement, and the mean of their predictions.
 *
 * Breiman 1996, "Bagging predictors", https://doi.org/10.1007/BF00058655
 */
export class BaggingRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("BaggingRegressor", BaggingRegressor);
  }
  declare estimators_: AnyEstimator[];
  /** The columns that each sees. */
  declare estimatorsFeatures_: Int32Array[];
  /** With oobScore: R² of the predictions by those that had not drawn the row. */
  declare oobScore_?: number;
  /** Those predictions, [N]; NaN where all drew the row. */
  declare oobPrediction_?: Float64Array;

  constructor(options: BaggingRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { allowsNaN = false, nonNegative = false } = this.#inner().traits;
    return { allowsNaN, nonNegative, takesWeight: true, isRandom: true };
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const { oobScore, bootstrap, nEstimators } = this.params;
    if (oobScore && !bootstrap)
      this.refuse(
        "fit",
        "oobScore without bootstrap, rows that were not drawn are needed; { bootstrap: true }",
      );
    const plan = bagPlan(this.params, X, sampleWeight);
    if (!bootstrap && plan.size > X.rows)
      this.refuse(
        "fit",
        `maxSamples is ${plan.size} without replacement, at most ${X.rows} rows can be drawn`,
      );
    this.estimators_ = [];
    this.estimatorsFeatures_ = [];
    for (let i = 0; i < nEstimators; i++) {
      const { fitted, features } = fitBagged(this.#inner(), { X, y }, plan, i);
      this.estimators_.push(fitted);
      this.estimatorsFeatures_.push(features);
      onProgress(i + 1, nEstimators);
    }
    if (oobScore) this.#judge(plan, X, y);
  }

  protected values(X: Matrix): Float64Array {
    const out = new Float64Array(X.rows);
    for (const k of this.estimators_.keys()) {
      const predicted = this.#valuesOf(k, X);
      for (let i = 0; i < out.length; i++) out[i]! += predicted[i]! / this.estimators_.length;
    }
    return out;
  }

  #valuesOf(k: number, X: Matrix): ArrayLike<number> {
    return (this.estimators_[k] as RegressorLike).predict(columnsFor(X, this.estimatorsFeatures_[k]!));
  }

  #judge(plan: BagPlan, X: Matrix, y: Float64Array): void {
    const sums = new Float64Array(X.rows);
    const times = new Int32Array(X.rows);
    for (const k of this.estimators_.keys()) {
      const { counts } = bagDraw(plan, k);
      const predicted = this.#valuesOf(k, X);
      for (let i = 0; i < X.rows; i++) {
        if (counts[i] !== 0) continue;
        times[i]!++;
        sums[i]! += predicted[i]!;
      }
    }
    const seen = Array.from(times.keys()).filter((i) => times[i]! > 0);
    const never = X.rows - seen.length;
    if (never > 0)
      this.warn(
        `every draw has ${never} of ${X.rows} rows, which have no out-of-bag prediction; more estimators help`,
      );
    this.oobPrediction_ = sums.map((sum, i) => sum / times[i]!);
    this.oobScore_ = rSquared(seen, y, this.oobPrediction_);
  }

  #inner(): AnyEstimator {
    return this.params.estimator ?? (new DecisionTreeRegressor() as unknown as AnyEstimator);
  }
}

function isRegressor(value: unknown): boolean {
  return value === null || (typeof value === "object" && (value as { kind?: string }).kind === "regressor");
}
