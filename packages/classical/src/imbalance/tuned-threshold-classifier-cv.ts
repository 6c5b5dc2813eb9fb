import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { codesOf, encodeLabels, type Label } from "../estimator/labels.ts";
import { custom, either, integer, list, type Options, real } from "../estimator/parameters.ts";
import { requireLength } from "../estimator/validate.ts";
import { responseOf } from "../inspection/response.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { scorerOf } from "../metrics/scoring/scorer-of.ts";
import { Splitter } from "../model-selection/splitters/splitter.ts";
import { type CV, splitsFor } from "../model-selection/validation/check-cv.ts";
import { fitClone, part } from "../model-selection/validation/cross-validate.ts";

/** How good a choice of labels is: more is better. */
export type DecisionScore = (yTrue: readonly Label[], yPred: readonly Label[]) => number;

const parameters = {
  /** A classifier of two classes with probabilities or decisions. */
  estimator: custom<AnyEstimator>(
    undefined as never,
    (value) => value instanceof Estimator && value.kind === "classifier",
    "a classifier",
  ),
  /** What the threshold should make largest: a name of a score of predictions, or minus the cost of them as a function. */
  scoring: custom<string | DecisionScore>(
    "balanced_accuracy",
    (value) => typeof value === "string" || typeof value === "function",
    "a name of a score or a function",
  ),
  /** How many thresholds between the smallest and largest probability, or the thresholds themselves. */
  thresholds: either(integer(100, { min: 2 }), list<number>([], real(0))),
  /** Folds on which probabilities are made of rows that were not learnt from. */
  cv: custom<CV>(
    5,
    (value) => typeof value === "number" || value instanceof Splitter || Array.isArray(value),
    "a number of folds, a splitter or splits",
  ),
};

/**
 * A classifier of two classes that says the second one where its probability is at least a threshold, chosen by cross-validation:
 *
 *   on each fold the score is a step function of the threshold; they are put on one grid, averaged, and the largest wins
 *
 * 0.5 is right for accuracy with calibrated probabilities; other scores, and costs that differ, want another threshold. Elkan 2001, The foundations of
 * cost-sensitive learning: with cost c₁₀ of a false alarm and c₀₁ of a miss it is c₁₀ / (c₁₀ + c₀₁).
 */
export class TunedThresholdClassifierCV extends Estimator<typeof parameters> {
  static {
    nameClass("TunedThresholdClassifierCV", TunedThresholdClassifierCV);
  }
  readonly kind = "classifier";
  declare classes_: Label[];
  declare estimator_: AnyEstimator;
  declare bestThreshold_: number;
  declare bestScore_: number;
  /** The thresholds tried and the mean score at each. */
  declare cvResults_: { thresholds: Float64Array; scores: Float64Array };

  constructor(options: Options<typeof parameters>) {
    super(parameters, options);
    if ((this.params.estimator as unknown) === undefined)
      throw new TypeError("TunedThresholdClassifierCV: no estimator, a classifier is needed");
  }

  override get traits(): Traits {
    return { ...this.params.estimator.traits, isBinary: true };
  }

  fit(X: MatrixLike, y: ArrayLike<Label>, options: FitOptions = {}): this {
    const { X: matrix, sampleWeight } = this.begin(X, options);
    try {
      requireLength("TunedThresholdClassifierCV.fit", "y", y.length, matrix.rows);
      const { classes } = encodeLabels("TunedThresholdClassifierCV.fit", Array.from(y));
      if (classes.length !== 2)
        this.refuse(
          "fit",
          `y has ${classes.length === 1 ? "one class" : `${classes.length} classes`}, two are needed for one threshold`,
        );
      this.classes_ = classes;
      this.#choose({ X: matrix, y, sampleWeight });
      this.estimator_ = fitClone(this.params.estimator, { X: matrix, y, sampleWeight });
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  #choose(data: { X: Matrix; y: ArrayLike<Label>; sampleWeight: Float64Array | undefined }): void {
    const { estimator, cv, thresholds } = this.params;
    const splits = splitsFor("TunedThresholdClassifierCV.fit", estimator, cv, { ...data, groups: undefined });
    const curves = splits.map((split) => {
      const fitted = fitClone(estimator, part(data, split.train));
      const test = part(data, split.test);
      const scores = responseOf("TunedThresholdClassifierCV", fitted, this.classes_[1]!)(test.X);
      const tried =
        typeof thresholds === "number"
          ? evenly(scores, thresholds)
          : Float64Array.from(thresholds as number[]);
      const truth = Array.from(test.y!);
      return {
        tried,
        values: tried.map((threshold) => this.#scoreAt(truth, scores, threshold, test.sampleWeight)),
      };
    });
    const all =
      typeof thresholds === "number"
        ? grid(
            curves.map(({ tried }) => tried),
            thresholds,
          )
        : Float64Array.from(thresholds as number[]);
    const scores = all.map((threshold) =>
      mean(curves.map((curve) => interpolate(curve.tried, curve.values, threshold))),
    );
    const best = scores.reduce((at, score, i) => (score > scores[at]! ? i : at), 0);
    this.cvResults_ = { thresholds: all, scores };
    this.bestThreshold_ = all[best]!;
    this.bestScore_ = scores[best]!;
  }

  #scoreAt(
    truth: Label[],
    scores: Float64Array,
    threshold: number,
    sampleWeight: ArrayLike<number> | undefined,
  ): number {
    const { scoring } = this.params;
    const predicted = this.#labels(scores, threshold);
    if (typeof scoring === "function") return scoring(truth, predicted);
    // The scorer asks the estimator; this one has its answer ready.
    const answering = { classes_: this.classes_, predict: () => predicted };
    return scorerOf(scoring)(answering, [], truth, sampleWeight ? { sampleWeight } : {});
  }

  #labels(scores: Float64Array, threshold: number): Label[] {
    return Array.from(scores, (score) => this.classes_[score >= threshold ? 1 : 0]!);
  }

  predict(X: MatrixLike): Label[] {
    const matrix = this.checked("predict", X);
    return this.#labels(
      responseOf("TunedThresholdClassifierCV", this.estimator_, this.classes_[1]!)(matrix),
      this.bestThreshold_,
    );
  }

  predictProba(X: MatrixLike): Matrix {
    const matrix = this.checked("predictProba", X);
    if (!this.has("predictProba"))
      throw new TypeError(
        `TunedThresholdClassifierCV.predictProba: ${this.params.estimator.name} has no predictProba, one with it is needed`,
      );
    return (this.estimator_ as unknown as { predictProba(X: MatrixLike): Matrix }).predictProba(matrix);
  }

  /** Accuracy at the chosen threshold. */
  score(X: MatrixLike, y: ArrayLike<Label>): number {
    const predicted = this.predict(X);
    codesOf("TunedThresholdClassifierCV.score", Array.from(y), this.classes_);
    return predicted.filter((label, i) => label === y[i]).length / predicted.length;
  }

  /** Whether the classifier has the method. */
  has(method: string): boolean {
    return method === "predictProba" ? hasMethod(this.params.estimator, method) : method in this;
  }
}

function evenly(scores: Float64Array, count: number): Float64Array {
  return between(Math.min(...scores), Math.max(...scores), count);
}

function between(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

/** From the smallest threshold of any fold to the largest. */
function grid(tried: readonly Float64Array[], count: number): Float64Array {
  const ends = tried.map((list) => [list[0]!, list.at(-1)!] as const);
  return between(Math.min(...ends.map(([low]) => low)), Math.max(...ends.map(([, high]) => high)), count);
}

/** Linear between the thresholds tried, constant beyond them. */
function interpolate(xs: Float64Array, values: Float64Array, x: number): number {
  if (x <= xs[0]!) return values[0]!;
  for (let i = 1; i < xs.length; i++) {
    if (x > xs[i]!) continue;
    const share = xs[i]! === xs[i - 1]! ? 1 : (x - xs[i - 1]!) / (xs[i]! - xs[i - 1]!);
    return values[i - 1]! + share * (values[i]! - values[i - 1]!);
  }
  return values.at(-1)!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
