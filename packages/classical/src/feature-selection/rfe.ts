import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import {
  custom,
  either,
  integer,
  type Options,
  optional,
  type Parameters,
  real,
} from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { countOf, eliminateFeatures } from "./eliminate-features.ts";
import { FeatureSelector } from "./feature-selector.ts";
import { importanceGetter } from "./importances.ts";

export const estimatorParameter = custom<AnyEstimator | null>(
  null,
  (value) => value instanceof Estimator,
  "an estimator",
);

/** How many columns go each round: a number, or below 1 a share of all. */
export const stepParameter = either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 }));

const parameters = {
  /** Has coef_ or featureImportances_ once it is fitted. */
  estimator: estimatorParameter,
  /** How many columns stay: a number, or below 1 a share; null: half. */
  nFeaturesToSelect: optional(either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 }))),
  step: stepParameter,
  importanceGetter,
};

export type RFEOptions = Options<typeof parameters>;

/** What selectors by elimination share: the estimator on the columns kept. */
export abstract class EliminatingSelector<
  P extends Parameters & { estimator: typeof estimatorParameter },
> extends FeatureSelector<P> {
  /** Fitted on the columns kept. */
  declare estimator_: AnyEstimator;
  /** 1 for the columns kept, 2 for those that went last, … [F]. */
  declare ranking_: Int32Array;
  /** How many are kept. */
  declare nFeatures_: number;

  override get traits(): Traits {
    const { isRandom = false, allowsNaN = false, nonNegative = false } = this.inner.traits;
    return { isRandom, allowsNaN, nonNegative };
  }

  /** What the estimator predicts from the columns kept. */
  predict(X: MatrixLike): ArrayLike<Label> {
    return (this.#fitted("predict") as AnyEstimator & { predict(X: MatrixLike): ArrayLike<Label> }).predict(
      this.transform(X),
    );
  }

  /** The estimator's own score on the columns kept. */
  score(X: MatrixLike, y: unknown, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    const its = this.#fitted("score") as AnyEstimator & {
      score(X: MatrixLike, y: unknown, options: object): number;
    };
    return its.score(this.transform(X), y, options);
  }

  protected get inner(): AnyEstimator {
    const { estimator } = this.params as { estimator?: AnyEstimator | null };
    if (estimator) return estimator;
    throw new TypeError(
      `${this.name}: no estimator is given, one is needed; { estimator: new LinearRegression() }`,
    );
  }

  #fitted(method: string): AnyEstimator {
    this.requireFitted(method);
    return this.estimator_;
  }
}

/**
 * Recursive feature elimination: fits, takes the least important columns away, and again until few are left.
 *
 * Guyon, Weston, Barnhill and Vapnik 2002, "Gene selection for cancer classification using support vector machines",
 * https://doi.org/10.1023/A:1012487302797
 */
export class RFE extends EliminatingSelector<typeof parameters> {
  static {
    nameClass("RFE", RFE);
  }

  constructor(options: RFEOptions) {
    super(parameters, options);
    void this.inner;
  }

  protected learn({ X, y, onProgress }: Unlabelled): void {
    this.requireTarget(y);
    const { nFeaturesToSelect, step, importanceGetter: getter } = this.params;
    const target =
      nFeaturesToSelect === null ? Math.max(1, Math.floor(X.cols / 2)) : countOf(nFeaturesToSelect, X.cols);
    if (target > X.cols)
      this.refuse(
        "fit",
        `nFeaturesToSelect is ${target}, at most ${X.cols} are needed, as many as there are columns`,
      );
    const { estimator, kept, ranking } = eliminateFeatures(
      "RFE.fit",
      this.inner,
      { X, y },
      { target, step: countOf(step, X.cols), getter, onProgress },
    );
    this.estimator_ = estimator;
    this.ranking_ = ranking;
    this.nFeatures_ = kept.length;
    this.keep((j) => kept.includes(j), X.cols);
  }
}
