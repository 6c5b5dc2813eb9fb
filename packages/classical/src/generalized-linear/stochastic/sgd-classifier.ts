import { Philox } from "@blankfile/tensor";
import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsAgainstRest } from "../../class-weight/weigh-classes.ts";
import type { Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { encodeLabels, type Label, type Labels } from "../../estimator/labels.ts";
import { choice, type Options, real } from "../../estimator/parameters.ts";
import { requireLength, validateWeight, validateX } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { LinearClassifier, oneForEach } from "../linear-classifier.ts";
import { classLoss } from "./losses.ts";
import { answerOf, runSGD, type SGDState, startSGD } from "./sgd.ts";
import { requireAlpha, rulesOf, sgdParameters } from "./sgd-parameters.ts";

const parameters = {
  ...sgdParameters,
  loss: choice("hinge", "logLoss", "modifiedHuber", "squaredHinge", "perceptron"),
  learningRate: choice("optimal", "constant", "invscaling", "adaptive"),
  powerT: real(0.5),
  classWeight,
};
export type SGDClassifierOptions = Options<typeof parameters>;

/**
 * Linear classifiers by stochastic gradient descent (sgd.ts), for many rows: a support vector machine with the hinge loss, logistic
 * regression with logLoss. Of more than two classes, each against the others. `partialFit` takes rows in parts.
 */
export class SGDClassifier extends LinearClassifier<typeof parameters> {
  static {
    nameClass("SGDClassifier", SGDClassifier);
  }
  /** The most epochs that a class took. */
  declare nIter_: number;
  /** Steps taken, plus 1. */
  declare t_: number;
  /** Where the descents stand. */
  declare states_: SGDState[];

  constructor(options: SGDClassifierOptions = {}) {
    super(parameters, options);
    requireAlpha("SGDClassifier", this.params);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  /** Whether a method is there: probabilities are for logLoss and modifiedHuber. */
  has(method: string): boolean {
    return method !== "predictProba" || ["logLoss", "modifiedHuber"].includes(this.params.loss);
  }

  /** One epoch over these rows, from where the last ended. The first call names all `classes`. */
  partialFit(
    X: MatrixLike,
    y: Labels,
    { classes, sampleWeight }: { classes?: readonly Label[]; sampleWeight?: ArrayLike<number> } = {},
  ): this {
    const where = `${this.name}.partialFit`;
    const isFirst = !this.isFitted;
    if (isFirst && classes === undefined)
      throw new RangeError(`${where}: the first call has no classes, all labels that will come are needed`);
    if (this.params.classWeight === "balanced")
      throw new RangeError(
        `${where}: classWeight "balanced" with rows in parts, weights by label are needed, such as { a: 2, b: 1 }`,
      );
    const matrix = isFirst ? validateX(where, X, this.traits) : this.checked("partialFit", X);
    requireLength(where, "y", y.length, matrix.rows);
    const weight = sampleWeight && validateWeight(where, sampleWeight, matrix.rows);
    if (isFirst) {
      this.classes_ = encodeLabels(where, classes!).classes;
      this.nFeaturesIn_ = matrix.cols;
      if (matrix.names) this.featureNamesIn_ = matrix.names;
    }
    const given = {
      X: matrix,
      y: this.encode("partialFit", y),
      classes: this.classes_,
      sampleWeight: weight,
    };
    this.#run({ ...given, onProgress: () => {} }, this.states_, 1);
    return this;
  }

  /** p(k | x), [N, K]: 1/(1 + e^−z) for logLoss, (clip(z, −1, 1) + 1)/2 for modifiedHuber; of more classes over their sum. */
  predictProba(X: MatrixLike): Matrix {
    const matrix = this.checked("predictProba", X);
    if (!this.has("predictProba"))
      this.refuse(
        "predictProba",
        `loss is ${JSON.stringify(this.params.loss)}, "logLoss" or "modifiedHuber" is needed`,
      );
    const isLog = this.params.loss === "logLoss";
    const scores = this.scores(matrix);
    const shares = scores.data.map((z) =>
      isLog ? 1 / (1 + Math.exp(-z)) : (Math.max(-1, Math.min(1, z)) + 1) / 2,
    );
    const out = oneForEach(new Matrix(shares, [scores.rows, scores.cols]));
    for (let i = 0; i < out.rows; i++) {
      const row = out.row(i);
      if (scores.cols === 1) row[0] = 1 - row[1]!;
      const sum = row.reduce((a, p) => a + p, 0);
      for (let k = 0; k < row.length; k++) row[k] = sum > 0 ? row[k]! / sum : 1 / row.length;
    }
    return out;
  }

  protected learn(given: Classified): void {
    this.#run(given, undefined, this.params.maxIter);
  }

  #run(given: Classified, before: SGDState[] | undefined, maxIter: number): void {
    const { X, y, classes, onProgress } = given;
    const rules = { ...rulesOf(this.params, classLoss(this.params.loss)), maxIter };
    const rows = classes.length === 2 ? 1 : classes.length;
    const rng = new Philox(this.params.randomState);
    const states = before ?? Array.from({ length: rows }, () => startSGD(X.cols));
    this.nIter_ = 0;
    let settled = true;
    let lost = false;
    for (const [k, state] of states.entries()) {
      const own = rows === 1 ? 1 : k;
      const sampleWeight = weightsAgainstRest(`${this.name}.fit`, this.params.classWeight, { ...given, own });
      const target = Float64Array.from(y, (code) => (code === own ? 1 : -1));
      const stream = rng.fork(k).fork(state.t);
      const { epochs, converged, isWorse } = runSGD({ X, y: target, sampleWeight }, state, rules, stream);
      this.nIter_ = Math.max(this.nIter_, epochs);
      settled &&= converged;
      lost ||= isWorse;
      onProgress(k + 1, rows);
    }
    this.states_ = states;
    this.t_ = states[0]!.t;
    const answers = states.map((state) => answerOf(state, rules.average));
    this.coef_ = Matrix.fromRows(answers.map(({ w }) => w));
    this.intercept_ = Float64Array.from(answers, ({ b }) => b);
    if (!this.coef_.data.every(Number.isFinite))
      this.refuse("fit", "the descent ran off to infinity, scaled columns or a smaller eta0 are needed");
    if (before || maxIter === 1) return;
    if (lost)
      this.warn(
        "ended with an objective of more than twice that of w = 0; scaled columns or a smaller eta0 are needed",
      );
    else if (!settled)
      this.warn(
        `stopped after ${maxIter} epochs whose loss still falls, a fall of less than tol a row is needed; a larger maxIter or tol helps`,
      );
  }
}
