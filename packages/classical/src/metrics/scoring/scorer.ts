import { hasMethod } from "../../estimator/has-method.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { isVector } from "../classification/probabilities.ts";
import type { Label, Labels } from "../labels.ts";
import type { Multilabel } from "../multilabel.ts";

/** What a scorer asks of an estimator; a metric needs one of the methods. */
export interface ScoredEstimator {
  /** The classes in the order of the columns of probabilities and decisions. */
  readonly classes_?: ArrayLike<Label>;
  predict?(X: MatrixLike): Labels | Multilabel;
  predictProba?(X: MatrixLike): MatrixLike;
  decisionFunction?(X: MatrixLike): ArrayLike<number> | MatrixLike;
}

export type ResponseMethod = "predict" | "predictProba" | "decisionFunction";

/** Of one class, [N], or of each class, [N, K]; of `predict` the labels or numbers. */
export type EstimatorResponse = Labels | MatrixLike;

/** What a metric may use beside y and the response. */
export interface MetricContext {
  sampleWeight?: ArrayLike<number> | undefined;
  /** The estimator's classes, where it has some. */
  classes?: readonly Label[] | undefined;
}

export type Metric = (
  yTrue: Labels | Multilabel,
  response: EstimatorResponse,
  context: MetricContext,
) => number;

export interface ScoringOptions {
  sampleWeight?: ArrayLike<number> | undefined;
}

/** How good an estimator is on X and y; more is always better. */
export type Scorer = (
  estimator: ScoredEstimator,
  X: MatrixLike,
  y: Labels | Multilabel,
  options?: ScoringOptions,
) => number;

export interface MakeScorerOptions {
  /** False for losses and errors: the scorer then gives minus the metric. */
  greaterIsBetter?: boolean;
  /** The method whose result the metric takes, or several: the first one that the estimator has. */
  needs?: ResponseMethod | readonly ResponseMethod[];
}

/**
 * A scorer of a metric. Where `predictProba` gives two columns the metric gets the second alone, [N], of the class
 * `classes[1]`; one of more classes gets all columns, [N, K].
 */
export function makeScorer(
  metric: Metric,
  { greaterIsBetter = true, needs = "predict" }: MakeScorerOptions = {},
): Scorer {
  const methods = typeof needs === "string" ? [needs] : needs;
  const wrong = methods.find((name) => !["predict", "predictProba", "decisionFunction"].includes(name));
  if (wrong !== undefined || methods.length === 0) {
    throw new RangeError(
      `makeScorer: needs ${JSON.stringify(needs)}, "predict", "predictProba" or "decisionFunction" is needed`,
    );
  }
  return (estimator, X, y, { sampleWeight } = {}) => {
    const method = methods.find((name) => hasMethod(estimator, name));
    if (method === undefined) {
      throw new TypeError(
        `scorer: the estimator has no ${methods.join(" or ")}, which the metric needs; a scorer by predict does not`,
      );
    }
    const classes = estimator.classes_ && Array.from(estimator.classes_);
    const score = metric(y, responseOf(estimator, method, X), { sampleWeight, classes });
    return greaterIsBetter ? score : -score;
  };
}

function responseOf(estimator: ScoredEstimator, method: ResponseMethod, X: MatrixLike): EstimatorResponse {
  if (method === "predict") return estimator.predict!(X);
  const found = method === "predictProba" ? estimator.predictProba!(X) : estimator.decisionFunction!(X);
  if (isVector(found as ArrayLike<number>)) return found as ArrayLike<number>;
  const matrix: Matrix = toMatrix("scorer", found as MatrixLike);
  if (method === "predictProba" && matrix.cols === 2) return matrix.column(1);
  return matrix.cols === 1 ? matrix.column(0) : matrix;
}
