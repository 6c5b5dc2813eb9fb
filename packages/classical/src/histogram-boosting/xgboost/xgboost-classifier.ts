import { logit } from "../../boosting/losses/log-loss.ts";
import { argmaxRows, type Classified, Classifier } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { type Options, real } from "../../estimator/parameters.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import type { Bins } from "../binning/bins.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import { classProbabilities } from "../class-probabilities.ts";
import type { DerivativesOut } from "../losses/histogram-loss.ts";
import { BinaryLogLoss, MultinomialLogLoss } from "../losses/log-losses.ts";
import { rawPredictions, sideBySide } from "../raw-predictions.ts";
import { learnXGBoost, meanGains } from "./learn-xgboost.ts";
import { xgboostParameters } from "./xgboost-parameters.ts";

const parameters = {
  ...xgboostParameters,
  /** What a row of the second class weighs, of two. */
  scalePosWeight: real(1, { above: 0 }),
};

export type XGBoostClassifierOptions = Options<typeof parameters>;

/**
 * Boosting with penalties on the trees: leaf values are shrunk by λ and α, splits must gain γ, and missing values go where they lower the loss.
 * XGBoost's objectives binary:logistic, and multi:softprob for more classes.
 *
 * Chen and Guestrin 2016, "XGBoost: a scalable tree boosting system", https://doi.org/10.1145/2939672.2939785
 *
 * XGBoost computes in float32 where this is float64, but for the derivatives. Its "hist" cuts at quantiles of a sketch, at values themselves; this one where HistGradientBoosting
 * does, between them.
 */
export class XGBoostClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("XGBoostClassifier", XGBoostClassifier);
  }
  /** For each round its trees: one for two classes, else K. */
  declare trees_: BoostedTree[][];
  /** F at the start, [1] or [K]. */
  declare start_: Float64Array;
  declare bins_: Bins;
  /** The mean gain of the splits by each column, as shares, [F]. */
  declare featureImportances_: Float64Array;

  constructor(options: XGBoostClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { subsample, colsampleBytree } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: subsample < 1 || colsampleBytree < 1 };
  }

  /** F: [N], above 0 for the second class, of two; [N, K] of more. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    const raw = this.#raw(this.checked("decisionFunction", X));
    return raw.length === 1 ? raw[0]! : sideBySide(raw);
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return classProbabilities(this.#raw(this.checked("predictProba", X)));
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
    const K = classes.length;
    const loss = K === 2 ? new BinaryLogLoss() : new SoftmaxLoss(K);
    const lesson = { X, y: Float64Array.from(y), weight: this.#weight(y, sampleWeight, K) };
    const learnt = learnXGBoost(this.params, lesson, loss, {
      where: `${this.name}.fit`,
      start: this.#start(K),
      onProgress,
    });
    this.trees_ = learnt.trees;
    this.start_ = learnt.start;
    this.bins_ = learnt.bins;
    this.featureImportances_ = meanGains(learnt.trees.flat(), X.cols);
  }

  protected codes(X: Matrix): Int32Array {
    const raw = this.#raw(X);
    return raw.length === 1 ? Int32Array.from(raw[0]!, (F) => Number(F > 0)) : argmaxRows(sideBySide(raw));
  }

  #start(K: number): Float64Array | undefined {
    const { baseScore } = this.params;
    if (baseScore === null) return undefined;
    if (K > 2) return new Float64Array(K).fill(baseScore);
    if (!(baseScore > 0 && baseScore < 1))
      this.refuse("fit", `baseScore is ${baseScore}, a probability between 0 and 1 is needed of two classes`);
    return Float64Array.of(logit(baseScore));
  }

  #weight(y: Int32Array, sampleWeight: Float64Array | undefined, K: number): Float64Array | undefined {
    const { scalePosWeight } = this.params;
    if (scalePosWeight === 1) return sampleWeight;
    if (K > 2)
      this.refuse(
        "fit",
        `scalePosWeight is ${scalePosWeight} with ${K} classes, two are needed; sampleWeight takes more`,
      );
    return Float64Array.from(y, (code, i) => (sampleWeight?.[i] ?? 1) * (code === 1 ? scalePosWeight : 1));
  }

  #raw(X: Matrix): Float64Array[] {
    return rawPredictions(X, { bins: this.bins_, start: this.start_, trees: this.trees_ });
  }
}

/** As in XGBoost, twice the diagonal of the second derivatives, an upper bound of the whole of them (Böhning 1992, https://doi.org/10.1007/BF00048682): steps are shorter. */
class SoftmaxLoss extends MultinomialLogLoss {
  override derivatives(y: Float64Array, raw: readonly Float64Array[], out: DerivativesOut): void {
    super.derivatives(y, raw, out);
    for (const hessian of out.hessian!) for (let i = 0; i < hessian.length; i++) hessian[i]! *= 2;
  }
}
