import { Estimator, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import {
  boolean,
  custom,
  integer,
  type Options,
  optional,
  real,
  withDefault,
} from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import { quantileOfSorted } from "../preprocessing/scaling/sample-quantiles.ts";
import { FeatureSelector } from "./feature-selector.ts";
import { importanceGetter, importancesOf } from "./importances.ts";

const parameters = {
  /** Has coef_ or featureImportances_ once it is fitted. */
  estimator: custom<AnyEstimator | null>(null, (value) => value instanceof Estimator, "an estimator"),
  /** A number, "mean", "median", or a multiple such as "1.25*mean"; null: 1e-5 for an L1 penalty, else "mean". */
  threshold: optional(
    custom<number | string>(
      "mean",
      isThreshold,
      'a number, "mean", "median" or a multiple such as "1.25*mean"',
    ),
  ),
  /** Whether the estimator given is fitted already, and taken as it is. */
  prefit: boolean(false),
  /** p of the norm over classes, where coef_ has rows. */
  normOrder: withDefault(1, real(1, { above: 0, max: Number.POSITIVE_INFINITY })),
  /** At most so many are kept. */
  maxFeatures: optional(integer(1, { min: 1 })),
  importanceGetter,
};

export type SelectFromModelOptions = Options<typeof parameters>;

/** Keeps the columns that a fitted model finds important: importance ≥ threshold. */
export class SelectFromModel extends FeatureSelector<typeof parameters> {
  static {
    nameClass("SelectFromModel", SelectFromModel);
  }

  declare estimator_: AnyEstimator;
  /** As a number. */
  declare threshold_: number;

  constructor(options: SelectFromModelOptions) {
    super(parameters, options);
    if (this.params.estimator === null)
      throw new TypeError(
        "SelectFromModel: no estimator is given, one is needed; { estimator: new Lasso() }",
      );
  }

  override get traits(): Traits {
    return { ...this.params.estimator!.traits };
  }

  protected learn({ X, y, sampleWeight }: Unlabelled): void {
    const { estimator, prefit, normOrder, maxFeatures, importanceGetter: getter } = this.params;
    if (prefit && !estimator!.isFitted)
      this.refuse("fit", `prefit, but ${estimator!.name} is not fitted, a fitted estimator is needed`);
    this.estimator_ = prefit
      ? estimator!
      : estimator!.clone().fit(X, y, sampleWeight ? { sampleWeight } : {});
    const importances = importancesOf("SelectFromModel.fit", this.estimator_, { getter, norm: normOrder });
    if (importances.length !== X.cols)
      this.refuse(
        "fit",
        `the estimator tells of ${importances.length} columns, ${X.cols} are needed as in X`,
      );
    this.threshold_ = thresholdOf(this.params.threshold, estimator!, importances);
    const order = Array.from(importances.keys()).sort((a, b) => importances[b]! - importances[a]! || a - b);
    const best = new Set(order.slice(0, maxFeatures ?? importances.length));
    this.keep((j) => importances[j]! >= this.threshold_ && best.has(j), X.cols);
  }
}

function thresholdOf(
  given: number | string | null,
  estimator: AnyEstimator,
  importances: Float64Array,
): number {
  if (typeof given === "number") return given;
  if (given === null && isSparse(estimator)) return 1e-5;
  const [last, factor = "1"] = (given ?? "mean").split("*").reverse();
  const middle =
    last!.trim() === "median"
      ? quantileOfSorted(importances.slice().sort(), 0.5)
      : importances.reduce((sum, value) => sum + value, 0) / importances.length;
  return Number(factor) * middle;
}

/** Whether it sets coefficients to 0 by an L1 penalty. */
function isSparse(estimator: AnyEstimator): boolean {
  const { penalty, l1Ratio } = estimator.params as Record<string, unknown>;
  const isElastic = estimator.name.startsWith("ElasticNet") || penalty === "elasticnet";
  return estimator.name.includes("Lasso") || penalty === "l1" || (isElastic && l1Ratio === 1);
}

function isThreshold(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) || value === Number.NEGATIVE_INFINITY;
  return typeof value === "string" && /^(\s*\d*\.?\d+\s*\*)?\s*(mean|median)\s*$/.test(value);
}
