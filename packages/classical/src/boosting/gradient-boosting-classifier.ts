import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { choice, type Options } from "../estimator/parameters.ts";
import { leavesByRow } from "../forests/forest-parts.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import type { Tree } from "../trees/tree.ts";
import { ones } from "../trees/tree-data.ts";
import {
  boostedImportances,
  constantStart,
  learnBoosted,
  rawPredictions,
  stagedRawPredictions,
} from "./boosted-model.ts";
import { boostingParameters } from "./gradient-boosting-parameters.ts";
import { ExponentialLoss } from "./losses/exponential-loss.ts";
import { LogLoss, logit, sigmoid } from "./losses/log-loss.ts";
import type { Loss } from "./losses/loss.ts";
import { centredLogs, logSumExp, MultinomialLoss } from "./losses/multinomial-loss.ts";

const parameters = {
  /** "exponential", of two classes, is AdaBoost's. */
  loss: choice("log_loss", "exponential"),
  ...boostingParameters(isInit, "classifier with predictProba"),
};

export type GradientBoostingClassifierOptions = Options<typeof parameters>;

/**
 * Small trees one after the other, each fitted to what the ones before have left over: for two classes to y − p, for more one for each class to
 * [y = k] − p_k. See boost.ts for the algorithm, losses/ for the losses.
 *
 * Friedman 2001, "Greedy function approximation: a gradient boosting machine", https://doi.org/10.1214/aos/1013203451
 */
export class GradientBoostingClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("GradientBoostingClassifier", GradientBoostingClassifier);
  }
  /** For each stage its trees: one for two classes, else K. Their leaves hold the steps γ. */
  declare trees_: Tree[][];
  /** F at the start, where `init` is no estimator: [1] or [K]. */
  declare start_: Float64Array;
  /** The fitted `init`, or null. */
  declare init_: AnyEstimator | null;
  /** How many stages were made. */
  declare nEstimators_: number;
  /** The loss after each stage, of the rows it learnt from. */
  declare trainScore_: Float64Array;
  /** With subsample < 1: the loss after each stage of the rows left out, and by how much the stage lowered it. */
  declare oobScores_?: Float64Array;
  declare oobImprovement_?: Float64Array;
  /** The last of them. */
  declare oobScore_?: number;
  /** [F] */
  declare featureImportances_: Float64Array;

  constructor(options: GradientBoostingClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { subsample, maxFeatures, nIterNoChange } = this.params;
    return { takesWeight: true, isRandom: subsample < 1 || maxFeatures !== null || nIterNoChange !== null };
  }

  /** F: [N], above 0 for the second class, of two; [N, K] of more. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return this.#decisions(this.#raw(this.checked("decisionFunction", X)));
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return this.#shares(this.#raw(this.checked("predictProba", X)));
  }

  /** The natural logarithms of the probabilities, [N, K]. */
  predictLogProba(X: MatrixLike): Matrix {
    const { data, rows, cols } = this.#shares(this.#raw(this.checked("predictLogProba", X)));
    return new Matrix(data.map(Math.log), [rows, cols]);
  }

  /** F after each stage. */
  *stagedDecisionFunction(X: MatrixLike): Generator<Float64Array | Matrix> {
    for (const raw of this.#staged("stagedDecisionFunction", X))
      yield this.#decisions(raw.map((one) => one.slice()));
  }

  /** The probabilities after each stage, [N, K]. */
  *stagedPredictProba(X: MatrixLike): Generator<Matrix> {
    for (const raw of this.#staged("stagedPredictProba", X)) yield this.#shares(raw);
  }

  /** The classes after each stage, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Label[]> {
    for (const raw of this.#staged("stagedPredict", X))
      yield Array.from(argmaxRows(this.#shares(raw)), (code) => this.classes_[code]!);
  }

  /** For each row the number of its leaf in every tree, those of a stage one after the other. */
  apply(X: MatrixLike): Int32Array[] {
    return leavesByRow(this.trees_.flat(), this.checked("apply", X));
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
    const loss = this.#loss(classes.length);
    const target = Float64Array.from(y);
    const lesson = {
      X,
      y: target,
      weight: sampleWeight ?? ones(X.rows),
      loss,
      isClassifier: true,
      onProgress,
    };
    const learnt = learnBoosted(this.params, lesson, (rows, codes, weight) => {
      this.#fitStart({ X: rows, y: codes, weight: sampleWeight && weight }, loss, classes);
      return (X) => this.#start(X);
    });
    this.trees_ = learnt.trees;
    this.nEstimators_ = learnt.trees.length;
    this.trainScore_ = learnt.trainScore;
    if (this.params.subsample < 1) {
      this.oobScores_ = learnt.oobScores;
      this.oobImprovement_ = learnt.oobImprovement;
      this.oobScore_ = learnt.oobScores.at(-1)!;
    }
    this.featureImportances_ = boostedImportances(this.trees_, X.cols);
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#shares(this.#raw(X)));
  }

  #loss(nClasses: number): Loss {
    if (this.params.loss === "log_loss")
      return nClasses === 2 ? new LogLoss() : new MultinomialLoss(nClasses);
    if (nClasses > 2)
      this.refuse(
        "fit",
        `loss "exponential" with ${nClasses} classes, two are needed; "log_loss" takes more`,
      );
    return new ExponentialLoss();
  }

  #fitStart(
    { X, y, weight }: { X: Matrix; y: Float64Array; weight: Float64Array | undefined },
    loss: Loss,
    classes: readonly Label[],
  ): void {
    const { init } = this.params;
    this.start_ = init === null ? loss.start(y, weight ?? ones(y.length)) : new Float64Array(loss.outputs);
    this.init_ = init === null || init === "zero" ? null : init.clone();
    const labels = Array.from(y, (code) => classes[code]!);
    this.init_?.fit(X, labels, weight ? { sampleWeight: weight } : {});
  }

  /** F that gives the probabilities of `init`. */
  #start(X: Matrix): Float64Array[] {
    if (this.init_ === null || X.rows === 0) return constantStart(this.start_)(X);
    const shares = (this.init_ as Probable).predictProba(X);
    if (this.start_.length === 1) {
      const factor = this.params.loss === "exponential" ? 0.5 : 1;
      return [shares.column(1).map((p) => factor * logit(p))];
    }
    const rows = Array.from({ length: X.rows }, (_, i) => centredLogs(shares.row(i)));
    return Array.from(this.start_, (_, k) => Float64Array.from(rows, (row) => row[k]!));
  }

  #raw(X: Matrix): Float64Array[] {
    return rawPredictions(X, this.#start(X), this.trees_, this.params.learningRate);
  }

  *#staged(method: string, X: MatrixLike): Generator<Float64Array[]> {
    const matrix = this.checked(method, X);
    yield* stagedRawPredictions(matrix, this.#start(matrix), this.trees_, this.params.learningRate);
  }

  #decisions(raw: Float64Array[]): Float64Array | Matrix {
    if (raw.length === 1) return raw[0]!;
    return asColumns(raw, (k, i) => raw[k]![i]!);
  }

  /** p from F: the logistic function of F, of 2 F for "exponential", or the softmax. */
  #shares(raw: Float64Array[]): Matrix {
    if (raw.length > 1) return asColumns(raw, (k, i) => Math.exp(raw[k]![i]! - logSumExp(raw, i)));
    const factor = this.params.loss === "exponential" ? 2 : 1;
    return asColumns([raw[0]!, raw[0]!], (k, i) => sigmoid((k === 1 ? factor : -factor) * raw[0]![i]!));
  }
}

type Probable = AnyEstimator & { predictProba(X: MatrixLike): Matrix };

function asColumns(columns: Float64Array[], value: (k: number, i: number) => number): Matrix {
  const [K, rows] = [columns.length, columns[0]!.length];
  const out = Matrix.zeros(rows, K);
  for (let i = 0; i < rows; i++) for (let k = 0; k < K; k++) out.data[i * K + k] = value(k, i);
  return out;
}

function isInit(value: unknown): boolean {
  if (value === null || value === "zero") return true;
  if (typeof value !== "object" || (value as { kind?: string }).kind !== "classifier") return false;
  return hasMethod(value, "predictProba");
}
