import { argmaxRows, type Classified, Classifier } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { hasMethod } from "../../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import { custom, type Options } from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { DecisionTreeClassifier } from "../../trees/decision-tree-classifier.ts";
import { type BagPlan, bagDraw, bagParameters, bagPlan, columnsFor, fitBagged } from "./bag.ts";

const parameters = {
  /** What is fitted again and again; null, a DecisionTreeClassifier. */
  estimator: custom<AnyEstimator | null>(null, isClassifier, "a classifier, or null"),
  ...bagParameters,
};

export type BaggingClassifierOptions = Options<typeof parameters>;

/** A classifier as far as it is asked for here. */
interface ClassifierLike extends AnyEstimator {
  classes_: Label[];
  predict(X: MatrixLike): Label[];
  predictProba?(X: MatrixLike): Matrix;
}

/**
 * Bootstrap aggregating: clones of one classifier, each fitted on rows drawn with replacement, and the mean of their probabilities, or of their votes
 * where they have none. It steadies what changes much with the draw of its rows, such as deep trees.
 *
 * With `maxFeatures` each sees random columns only (random subspaces); without replacement of rows it is pasting.
 *
 * Breiman 1996, "Bagging predictors", https://doi.org/10.1007/BF00058655; Ho 1998, https://doi.org/10.1109/34.709601
 */
export class BaggingClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("BaggingClassifier", BaggingClassifier);
  }
  declare estimators_: AnyEstimator[];
  /** The columns that each sees. */
  declare estimatorsFeatures_: Int32Array[];
  /** With oobScore: the accuracy of the predictions by those that had not drawn the row. */
  declare oobScore_?: number;
  /** The probabilities by those, [N, K]; NaN where all drew the row. */
  declare oobDecisionFunction_?: Matrix;

  constructor(options: BaggingClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { allowsNaN = false, nonNegative = false } = this.#inner().traits;
    return { allowsNaN, nonNegative, takesWeight: true, isRandom: true };
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return this.#shares(this.checked("predictProba", X));
  }

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
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
    const labels = Array.from(y, (code) => classes[code]!);
    this.estimators_ = [];
    this.estimatorsFeatures_ = [];
    for (let i = 0; i < nEstimators; i++) {
      const { fitted, features } = fitBagged(this.#inner(), { X, y: labels }, plan, i);
      this.estimators_.push(fitted);
      this.estimatorsFeatures_.push(features);
      onProgress(i + 1, nEstimators);
    }
    if (oobScore) this.#judge(plan, X, y);
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#shares(X));
  }

  #shares(X: Matrix): Matrix {
    const out = Matrix.zeros(X.rows, this.classes_.length);
    for (const k of this.estimators_.keys()) {
      const { data } = this.#sharesOf(k, X);
      for (let at = 0; at < data.length; at++) out.data[at]! += data[at]! / this.estimators_.length;
    }
    return out;
  }

  /** Estimator k's probabilities, or 1 for the class it names; 0 for classes that it has not seen. */
  #sharesOf(k: number, X: Matrix): Matrix {
    const one = this.estimators_[k] as ClassifierLike;
    const seen = columnsFor(X, this.estimatorsFeatures_[k]!);
    const places = new Map(this.classes_.map((label, code) => [label, code]));
    const out = Matrix.zeros(X.rows, this.classes_.length);
    if (X.rows === 0) return out;
    if (!hasProba(one)) {
      for (const [i, label] of one.predict(seen).entries()) out.data[i * out.cols + places.get(label)!] = 1;
      return out;
    }
    const shares = one.predictProba(seen);
    for (const [from, label] of one.classes_.entries())
      for (let i = 0; i < X.rows; i++) out.data[i * out.cols + places.get(label)!] = shares.at(i, from);
    return out;
  }

  #judge(plan: BagPlan, X: Matrix, y: Int32Array): void {
    const K = this.classes_.length;
    const sums = Matrix.zeros(X.rows, K);
    const times = new Int32Array(X.rows);
    for (const k of this.estimators_.keys()) {
      const { counts } = bagDraw(plan, k);
      const unseen = Array.from(counts.keys()).filter((i) => counts[i] === 0);
      const shares = this.#sharesOf(k, X.takeRows(unseen));
      for (const [at, i] of unseen.entries()) {
        times[i]!++;
        for (let c = 0; c < K; c++) sums.data[i * K + c]! += shares.at(at, c);
      }
    }
    const never = times.reduce((count, n) => count + Number(n === 0), 0);
    if (never > 0)
      this.warn(
        `every draw has ${never} of ${X.rows} rows, which have no out-of-bag prediction; more estimators help`,
      );
    this.oobDecisionFunction_ = new Matrix(
      sums.data.map((sum, at) => sum / times[Math.floor(at / K)]!),
      [X.rows, K],
    );
    const codes = argmaxRows(sums);
    const right = codes.reduce((count, code, i) => count + Number(times[i]! > 0 && code === y[i]), 0);
    this.oobScore_ = right / (X.rows - never);
  }

  #inner(): AnyEstimator {
    return this.params.estimator ?? (new DecisionTreeClassifier() as unknown as AnyEstimator);
  }
}

function isClassifier(value: unknown): boolean {
  return value === null || (typeof value === "object" && (value as { kind?: string }).kind === "classifier");
}

function hasProba(one: ClassifierLike): one is ClassifierLike & { predictProba(X: MatrixLike): Matrix } {
  return hasMethod(one, "predictProba");
}
