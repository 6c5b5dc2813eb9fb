import { Philox } from "@blankfile/tensor";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { custom, integer, type Options, randomState, real } from "../estimator/parameters.ts";
import { seeded } from "../forests/bagging/bag.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { ones } from "../trees/tree-data.ts";
import { keepAboveRounding, normalise, weightedImportances } from "./boosting-weights.ts";

const parameters = {
  /** What is fitted at each stage; it must take weights. null, a DecisionTreeClassifier of depth 1. */
  estimator: custom<AnyEstimator | null>(
    null,
    isWeightedClassifier,
    "a classifier that takes sampleWeight, or null",
  ),
  nEstimators: integer(50, { min: 1 }),
  /** Shrinks the say of each classifier. */
  learningRate: real(1, { above: 0 }),
  randomState,
};

export type AdaBoostClassifierOptions = Options<typeof parameters>;

type ClassifierLike = AnyEstimator & { predict(X: MatrixLike): Label[] };

/**
 * AdaBoost for K classes (SAMME): weak classifiers one after the other, each on weights that make much of what the ones before got wrong, and a vote in which
 * the better have more to say.
 *
 *   err_m = Σ w_i [y_i ≠ h_m(x_i)] / Σ w_i
 *   α_m = ν (ln((1 − err_m) / err_m) + ln(K − 1))        above 0 when better than chance
 *   w_i ← w_i e^(α_m [y_i ≠ h_m(x_i)]),  then Σ w_i = 1
 *   class: argmax_k Σ_m α_m [h_m(x) = k]
 *
 * Freund and Schapire 1997, https://doi.org/10.1006/jcss.1997.1504; Zhu, Zou, Rosset, Hastie 2009, "Multi-class AdaBoost",
 * https://doi.org/10.4310/SII.2009.v2.n3.a8. It ends early at a perfect classifier, and before one that is no better than chance.
 */
export class AdaBoostClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("AdaBoostClassifier", AdaBoostClassifier);
  }
  declare estimators_: AnyEstimator[];
  /** α_m, one for each estimator made. */
  declare estimatorWeights_: Float64Array;
  /** err_m */
  declare estimatorErrors_: Float64Array;
  /** The estimators' own, weighted by α_m, where they have some, [F]. */
  declare featureImportances_?: Float64Array;

  constructor(options: AdaBoostClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { allowsNaN = false, nonNegative = false, isRandom = false } = this.#inner().traits;
    return { allowsNaN, nonNegative, isRandom, takesWeight: true };
  }

  /** The votes: [N], above 0 for the second class, of two; [N, K] of more. Σ_m α_m (1 for the class named, −1 / (K − 1) for others) / Σ_m α_m. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return narrowed(this.#votes(this.checked("decisionFunction", X), this.estimators_.length));
  }

  /** The softmax of the votes over K − 1, [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    return softmax(this.#votes(this.checked("predictProba", X), this.estimators_.length));
  }

  /** The classes after each stage, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Label[]> {
    for (const votes of this.#staged("stagedPredict", X))
      yield Array.from(argmaxRows(votes), (code) => this.classes_[code]!);
  }

  *stagedPredictProba(X: MatrixLike): Generator<Matrix> {
    for (const votes of this.#staged("stagedPredictProba", X)) yield softmax(votes);
  }

  *stagedDecisionFunction(X: MatrixLike): Generator<Float64Array | Matrix> {
    for (const votes of this.#staged("stagedDecisionFunction", X)) yield narrowed(votes);
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
    const { nEstimators, learningRate } = this.params;
    const labels = Array.from(y, (code) => classes[code]!);
    const weight = normalise(sampleWeight ?? ones(X.rows));
    const [alphas, errors]: [number[], number[]] = [[], []];
    this.estimators_ = [];
    for (let m = 0; m < nEstimators; m++) {
      keepAboveRounding(weight);
      const weak = seeded(
        this.#inner().clone(),
        new Philox(this.params.randomState).fork(m),
      ) as ClassifierLike;
      weak.fit(X, labels, { sampleWeight: weight });
      const isWrong = Uint8Array.from(weak.predict(X), (label, i) => Number(label !== labels[i]));
      const error = isWrong.reduce((sum, wrong, i) => sum + wrong * weight[i]!, 0) / sumOf(weight);
      if (error >= 1 - 1 / classes.length) {
        if (m > 0) break;
        this.refuse(
          "fit",
          `the first estimator errs on ${error} of the weight, less than ${1 - 1 / classes.length} is needed`,
        );
      }
      const alpha =
        error <= 0 ? 1 : learningRate * (Math.log((1 - error) / error) + Math.log(classes.length - 1));
      this.estimators_.push(weak);
      alphas.push(alpha);
      errors.push(error);
      onProgress(m + 1, nEstimators);
      if (error <= 0) break;
      for (let i = 0; i < weight.length; i++) if (isWrong[i]) weight[i]! *= Math.exp(alpha);
      normalise(weight);
    }
    this.estimatorWeights_ = Float64Array.from(alphas);
    this.estimatorErrors_ = Float64Array.from(errors);
    const importances = weightedImportances(this.estimators_, this.estimatorWeights_);
    if (importances) this.featureImportances_ = importances;
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#votes(X, this.estimators_.length));
  }

  /** After the first `count` estimators, [N, K]. */
  #votes(X: Matrix, count: number): Matrix {
    const sums = Matrix.zeros(X.rows, this.classes_.length);
    for (let m = 0; m < count; m++) this.#addVotes(X, m, sums);
    return this.#average(sums, count);
  }

  *#staged(method: string, X: MatrixLike): Generator<Matrix> {
    const matrix = this.checked(method, X);
    const sums = Matrix.zeros(matrix.rows, this.classes_.length);
    for (let m = 0; m < this.estimators_.length; m++) {
      this.#addVotes(matrix, m, sums);
      yield this.#average(sums, m + 1);
    }
  }

  #addVotes(X: Matrix, m: number, sums: Matrix): void {
    if (X.rows === 0) return;
    const K = this.classes_.length;
    const alpha = this.estimatorWeights_[m]!;
    for (const [i, label] of (this.estimators_[m] as ClassifierLike).predict(X).entries())
      for (let k = 0; k < K; k++)
        sums.data[i * K + k]! += label === this.classes_[k] ? alpha : -alpha / (K - 1);
  }

  #average({ data, rows, cols }: Matrix, count: number): Matrix {
    const total = sumOf(this.estimatorWeights_.subarray(0, count));
    return new Matrix(
      data.map((sum) => sum / total),
      [rows, cols],
    );
  }

  #inner(): AnyEstimator {
    return this.params.estimator ?? (new DecisionTreeClassifier({ maxDepth: 1 }) as unknown as AnyEstimator);
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Of two classes one number: the second's votes less the first's. */
function narrowed(votes: Matrix): Float64Array | Matrix {
  if (votes.cols !== 2) return votes;
  return Float64Array.from({ length: votes.rows }, (_, i) => votes.at(i, 1) - votes.at(i, 0));
}

/** e^(v / (K − 1)) / Σ e^(v / (K − 1)) */
function softmax({ data, rows, cols }: Matrix): Matrix {
  const out = data.map((vote) => Math.exp(vote / (cols - 1)));
  for (let i = 0; i < rows; i++) {
    const row = out.subarray(i * cols, (i + 1) * cols);
    const total = sumOf(row);
    for (let k = 0; k < cols; k++) row[k]! /= total;
  }
  return new Matrix(out, [rows, cols]);
}

function isWeightedClassifier(value: unknown): boolean {
  if (value === null) return true;
  const given = value as { kind?: string; traits?: Traits };
  return typeof value === "object" && given.kind === "classifier" && given.traits?.takesWeight === true;
}
