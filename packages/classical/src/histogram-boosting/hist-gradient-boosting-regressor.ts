import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { choice, type Options, optional, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import type { Bins } from "./binning/bins.ts";
import type { BoostedTree } from "./boosted-tree.ts";
import { histParameters } from "./hist-parameters.ts";
import { learnHistograms } from "./learn-histograms.ts";
import { HalfSquaredError } from "./losses/half-squared-error.ts";
import type { HistogramLoss } from "./losses/histogram-loss.ts";
import { HalfGammaLoss, HalfPoissonLoss } from "./losses/log-link-losses.ts";
import { AbsoluteError, PinballLoss } from "./losses/pinball-loss.ts";
import { rawPredictions, stagedRawPredictions } from "./raw-predictions.ts";
import { type Words, withoutWords, wordsOf } from "./table-columns.ts";

const parameters = {
  /** "gamma" and "poisson" predict e^F: of numbers above 0, of counts. */
  loss: choice("squared_error", "absolute_error", "gamma", "poisson", "quantile"),
  /** The quantile that loss "quantile" predicts. */
  quantile: optional(real(0.5, { min: 0, max: 1 })),
  ...histParameters,
};

export type HistGradientBoostingRegressorOptions = Options<typeof parameters>;

/**
 * Gradient boosting on columns cut into at most 255 bins, so that a split reads bins and not rows: fast from thousands of rows on. NaN is a value
 * of its own, columns of categories need no encoding, and a table's columns of words may stay in. See boost-histograms.ts for the algorithm,
 * growing/ for the trees, losses/ for the losses.
 *
 * Ke et al. 2017, "LightGBM: a highly efficient gradient boosting decision tree"; Friedman 2001, https://doi.org/10.1214/aos/1013203451
 */
export class HistGradientBoostingRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("HistGradientBoostingRegressor", HistGradientBoostingRegressor);
  }
  /** One tree a round, in a list. */
  declare trees_: BoostedTree[][];
  /** F at the start, [1]. */
  declare start_: Float64Array;
  declare bins_: Bins;
  /** The words of a table's columns of categories. */
  declare words_: Words;
  /** Rounds made. */
  declare nIter_: number;
  /** With early stopping, minus the loss (or the score) before the first and after each round. */
  declare trainScore_: Float64Array;
  declare validationScore_: Float64Array;
  /** 1 for columns of categories, [F]. */
  declare isCategorical_: Uint8Array;

  constructor(options: HistGradientBoostingRegressorOptions = {}) {
    super(parameters, options);
    if (this.params.loss === "quantile" && this.params.quantile === null)
      throw new RangeError(
        'HistGradientBoostingRegressor: loss is "quantile" and quantile null, a number from 0 to 1 is needed',
      );
  }

  override get traits(): Traits {
    const { earlyStopping, maxFeatures } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: earlyStopping === true || maxFeatures < 1 };
  }

  /** The prediction after each round, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Float64Array> {
    const matrix = this.checked("stagedPredict", X);
    for (const [raw] of stagedRawPredictions(matrix, this.#model())) yield this.#answer(raw!);
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const where = `${this.name}.fit`;
    const loss = this.#loss(y);
    const learnt = learnHistograms(
      this.params,
      { X, y, weight: sampleWeight },
      {
        where,
        loss,
        words: this.words_,
        isClassifier: false,
        answers: ([raw]) => ({ predict: () => this.#answer(raw!) }),
        targets: (target) => target,
        onProgress,
      },
    );
    this.trees_ = learnt.trees;
    this.start_ = learnt.start;
    this.bins_ = learnt.bins;
    this.nIter_ = learnt.trees.length;
    this.trainScore_ = learnt.trainScore;
    this.validationScore_ = learnt.validationScore;
    this.isCategorical_ = learnt.bins.isCategorical;
  }

  protected values(X: Matrix): Float64Array {
    return this.#answer(rawPredictions(X, this.#model())[0]!);
  }

  protected override begin(X: MatrixLike, options: FitOptions = {}) {
    const words = wordsOf(X);
    const data = super.begin(withoutWords(`${this.name}.fit`, X, words), options);
    this.words_ = words;
    return data;
  }

  protected override checked(method: string, X: MatrixLike): Matrix {
    this.requireFitted(method);
    return super.checked(method, withoutWords(`${this.name}.${method}`, X, this.words_));
  }

  #model() {
    return { bins: this.bins_, start: this.start_, trees: this.trees_ };
  }

  #answer(raw: Float64Array): Float64Array {
    const { loss } = this.params;
    return loss === "poisson" || loss === "gamma" ? raw.map(Math.exp) : raw;
  }

  #loss(y: Float64Array): HistogramLoss {
    const { loss, quantile } = this.params;
    if (loss === "squared_error") return new HalfSquaredError();
    if (loss === "absolute_error") return new AbsoluteError();
    if (loss === "quantile") return new PinballLoss(quantile!);
    const wrong = y.findIndex((value) => (loss === "gamma" ? !(value > 0) : !(value >= 0)));
    if (wrong >= 0)
      this.refuse(
        "fit",
        `y[${wrong}] is ${y[wrong]}, numbers ${loss === "gamma" ? "> 0" : "≥ 0"} are needed for loss "${loss}"`,
      );
    if (y.every((value) => value === 0))
      this.refuse("fit", 'y is 0 throughout, a number above 0 is needed for loss "poisson"');
    return loss === "gamma" ? new HalfGammaLoss() : new HalfPoissonLoss();
  }
}
