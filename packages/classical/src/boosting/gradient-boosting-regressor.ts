import type { Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { choice, type Options, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { leavesByRow } from "../forests/forest-parts.ts";
import type { Matrix } from "../matrix/matrix.ts";
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
import { HuberLoss } from "./losses/huber-loss.ts";
import type { Loss } from "./losses/loss.ts";
import { AbsoluteErrorLoss, QuantileLoss } from "./losses/quantile-loss.ts";
import { SquaredErrorLoss } from "./losses/squared-error-loss.ts";

const parameters = {
  loss: choice("squared_error", "absolute_error", "huber", "quantile"),
  ...boostingParameters(isInit, "regressor"),
  /** α, the quantile that "quantile" predicts, or beyond which "huber" takes errors as outliers. */
  alpha: real(0.9, { above: 0, below: 1 }),
};

export type GradientBoostingRegressorOptions = Options<typeof parameters>;

/**
 * Small trees one after the other, each fitted to what the ones before have left over; see boost.ts for the algorithm, losses/ for the losses.
 *
 * Friedman 2001, "Greedy function approximation: a gradient boosting machine", https://doi.org/10.1214/aos/1013203451
 *
 * F starts at the loss's own constant: quantiles are of the weighted distribution function, without interpolation; scikit-learn
 * interpolates where there are no weights.
 */
export class GradientBoostingRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("GradientBoostingRegressor", GradientBoostingRegressor);
  }
  /** One tree a stage, in a list. Its leaves hold the steps γ. */
  declare trees_: Tree[][];
  /** F at the start, where `init` is no estimator: [1]. */
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

  constructor(options: GradientBoostingRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { subsample, maxFeatures, nIterNoChange } = this.params;
    return { takesWeight: true, isRandom: subsample < 1 || maxFeatures !== null || nIterNoChange !== null };
  }

  /** The predictions after each stage, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Float64Array> {
    const matrix = this.checked("stagedPredict", X);
    const stages = stagedRawPredictions(matrix, this.#start(matrix), this.trees_, this.params.learningRate);
    for (const [raw] of stages) yield raw!.slice();
  }

  /** For each row the number of its leaf in every tree. */
  apply(X: MatrixLike): Int32Array[] {
    return leavesByRow(this.trees_.flat(), this.checked("apply", X));
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const loss = this.#loss();
    const lesson = { X, y, weight: sampleWeight ?? ones(X.rows), loss, isClassifier: false, onProgress };
    const learnt = learnBoosted(this.params, lesson, (rows, target, weight) => {
      this.#fitStart({ X: rows, y: target, weight: sampleWeight && weight }, loss);
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

  protected values(X: Matrix): Float64Array {
    return rawPredictions(X, this.#start(X), this.trees_, this.params.learningRate)[0]!;
  }

  #loss(): Loss {
    const { loss, alpha } = this.params;
    if (loss === "squared_error") return new SquaredErrorLoss();
    if (loss === "absolute_error") return new AbsoluteErrorLoss();
    return loss === "huber" ? new HuberLoss(alpha) : new QuantileLoss(alpha);
  }

  #fitStart(data: { X: Matrix; y: Float64Array; weight: Float64Array | undefined }, loss: Loss): void {
    const { init } = this.params;
    const { X, y, weight } = data;
    this.start_ = init === null ? loss.start(y, weight ?? ones(y.length)) : new Float64Array(1);
    this.init_ = init === null || init === "zero" ? null : init.clone();
    this.init_?.fit(X, y, weight ? { sampleWeight: weight } : {});
  }

  #start(X: Matrix): Float64Array[] {
    if (this.init_ === null || X.rows === 0) return constantStart(this.start_)(X);
    return [Float64Array.from((this.init_ as RegressorLike).predict(X))];
  }
}

type RegressorLike = AnyEstimator & { predict(X: MatrixLike): ArrayLike<number> };

function isInit(value: unknown): boolean {
  if (value === null || value === "zero") return true;
  return typeof value === "object" && (value as { kind?: string }).kind === "regressor";
}
