import { classWeight } from "../class-weight/class-weight.ts";
import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { choice, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import type { Bins } from "./binning/bins.ts";
import type { BoostedTree } from "./boosted-tree.ts";
import { classProbabilities } from "./class-probabilities.ts";
import { histParameters } from "./hist-parameters.ts";
import { learnHistograms } from "./learn-histograms.ts";
import { BinaryLogLoss, MultinomialLogLoss } from "./losses/log-losses.ts";
import { rawPredictions, sideBySide, stagedRawPredictions } from "./raw-predictions.ts";
import { type Words, withoutWords, wordsOf } from "./table-columns.ts";

const parameters = {
  loss: choice("log_loss"),
  ...histParameters,
  classWeight,
};

export type HistGradientBoostingClassifierOptions = Options<typeof parameters>;

/**
 * Gradient boosting on columns cut into at most 255 bins, so that a split reads bins and not rows: fast from thousands of rows on. One tree a round
 * for two classes, else one for each class. NaN is a value of its own, columns of categories need no encoding, and a table's columns of words may
 * stay in. See boost-histograms.ts for the algorithm, growing/ for the trees, losses/ for the losses.
 *
 * Ke et al. 2017, "LightGBM: a highly efficient gradient boosting decision tree"; Friedman 2001, https://doi.org/10.1214/aos/1013203451
 */
export class HistGradientBoostingClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("HistGradientBoostingClassifier", HistGradientBoostingClassifier);
  }
  /** For each round its trees: one for two classes, else K. */
  declare trees_: BoostedTree[][];
  /** F at the start, [1] or [K]. */
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

  constructor(options: HistGradientBoostingClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { earlyStopping, maxFeatures } = this.params;
    return { allowsNaN: true, takesWeight: true, isRandom: earlyStopping === true || maxFeatures < 1 };
  }

  /** F: [N], above 0 for the second class, of two; [N, K] of more. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return decisions(this.#raw(this.checked("decisionFunction", X)));
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return classProbabilities(this.#raw(this.checked("predictProba", X)));
  }

  /** The natural logarithms of the probabilities, [N, K]. */
  predictLogProba(X: MatrixLike): Matrix {
    const { data, rows, cols } = classProbabilities(this.#raw(this.checked("predictLogProba", X)));
    return new Matrix(data.map(Math.log), [rows, cols]);
  }

  /** F after each round. */
  *stagedDecisionFunction(X: MatrixLike): Generator<Float64Array | Matrix> {
    for (const raw of this.#staged("stagedDecisionFunction", X)) yield decisions(raw);
  }

  /** The probabilities after each round, [N, K]. */
  *stagedPredictProba(X: MatrixLike): Generator<Matrix> {
    for (const raw of this.#staged("stagedPredictProba", X)) yield classProbabilities(raw);
  }

  /** The classes after each round, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Label[]> {
    for (const raw of this.#staged("stagedPredict", X)) yield this.#labels(raw);
  }

  protected learn({ X, y, classes, sampleWeight, onProgress }: Classified): void {
    const where = `${this.name}.fit`;
    const weight = weightsOfRows(where, this.params.classWeight, { y, classes, sampleWeight });
    const loss = classes.length === 2 ? new BinaryLogLoss() : new MultinomialLogLoss(classes.length);
    const learnt = learnHistograms(
      this.params,
      { X, y: Float64Array.from(y), weight },
      {
        where,
        loss,
        words: this.words_,
        isClassifier: true,
        answers: (raw) => ({
          classes_: classes,
          predict: () => this.#labels(raw) as string[],
          predictProba: () => classProbabilities(raw),
          decisionFunction: () => decisions(raw),
        }),
        targets: (codes) => Array.from(codes, (code) => classes[code]!),
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

  protected codes(X: Matrix): Int32Array {
    return codesOf(this.#raw(X));
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

  #raw(X: Matrix): Float64Array[] {
    return rawPredictions(X, this.#model());
  }

  *#staged(method: string, X: MatrixLike): Generator<Float64Array[]> {
    yield* stagedRawPredictions(this.checked(method, X), this.#model());
  }

  #labels(raw: Float64Array[]): Label[] {
    return Array.from(codesOf(raw), (code) => this.classes_[code]!);
  }

  #model() {
    return { bins: this.bins_, start: this.start_, trees: this.trees_ };
  }
}

function decisions(raw: Float64Array[]): Float64Array | Matrix {
  return raw.length === 1 ? raw[0]! : sideBySide(raw);
}

/** Of equals the first. */
function codesOf(raw: Float64Array[]): Int32Array {
  return raw.length === 1 ? Int32Array.from(raw[0]!, (F) => Number(F > 0)) : argmaxRows(sideBySide(raw));
}
