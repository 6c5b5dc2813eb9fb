import { Philox } from "@blankfile/tensor";
import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import {
  boolean,
  choice,
  custom,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import { BayesianRidge } from "../linear/bayesian/bayesian-ridge.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { besideEachOther } from "../pipeline/samples.ts";
import { drawNeighbours } from "./draw-neighbours.ts";
import { drawTruncatedNormal } from "./draw-truncated-normal.ts";
import { MissingIndicator } from "./missing-indicator.ts";
import { missingMask, missingValues } from "./missing-values.ts";
import { SimpleImputer } from "./simple-imputer.ts";

interface RegressorLike extends AnyEstimator {
  predict(X: MatrixLike): Float64Array;
  predictWithStd?(X: MatrixLike): { mean: Float64Array; std: Float64Array };
}

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

const parameters = {
  /** Any regressor; null: BayesianRidge. */
  estimator: optional(custom<AnyEstimator>(null as never, isRegressor, "a regressor")),
  missingValues,
  /** Whether values are drawn from what the regressor holds likely, which then must have predictWithStd; for several imputations by several seeds. */
  samplePosterior: boolean(false),
  maxIter: integer(10, { min: 0 }),
  /** Stops where no value changes by more than this share of the greatest known |x|. */
  tol: real(1e-3, { min: 0 }),
  /** Each column is explained by so many others, drawn by their |correlation| with it; null for all. */
  nNearestFeatures: optional(integer(1, { min: 1 })),
  initialStrategy: choice("mean", "median", "most_frequent", "constant"),
  /** For the initial "constant". */
  fillValue: optional(real(0)),
  /** Which column is filled first: that with the fewest missing values, the most, the leftmost, the rightmost, or any. */
  imputationOrder: choice("ascending", "descending", "roman", "arabic", "random"),
  /** Whether columns without missing values in fit get no regressor; the first guess fills them later. */
  skipComplete: boolean(false),
  /** Values are kept within these, for all columns. */
  minValue: real(NEGATIVE_INFINITY, { min: NEGATIVE_INFINITY }),
  maxValue: real(POSITIVE_INFINITY, { max: POSITIVE_INFINITY }),
  randomState,
  /** Whether a column of 0 and 1 follows for each column that had missing values in fit. */
  addIndicator: boolean(false),
};

export type IterativeImputerOptions = Options<typeof parameters>;

/** How one column is filled. */
interface Step {
  column: number;
  /** The columns that explain it. */
  neighbours: Int32Array;
  regressor: AnyEstimator;
}

/**
 * Fills each column's missing values with what the other columns say, by regression, round after round: chained equations.
 *
 *   begin with each column's mean; then for each column j, until little changes:
 *   learn x_j from the other columns on the rows that have x_j; predict it for those that have not
 *
 * `transform` repeats the regressions of fit, in order. A column without any values is taken away. van Buuren and Groothuis-Oudshoorn 2011,
 * "mice: multivariate imputation by chained equations in R", https://doi.org/10.18637/jss.v045.i03
 */
export class IterativeImputer extends Transformer<typeof parameters> {
  static {
    nameClass("IterativeImputer", IterativeImputer);
  }

  declare initialImputer_: SimpleImputer;
  /** In order, all rounds. */
  declare imputationSequence_: Step[];
  /** Rounds made. */
  declare nIter_: number;
  /** Null without addIndicator. */
  declare indicator_: MissingIndicator | null;

  constructor(options: IterativeImputerOptions = {}) {
    super(parameters, options);
    const { minValue, maxValue } = this.params;
    if (minValue >= maxValue)
      throw new RangeError(
        `IterativeImputer: minValue is ${minValue} and maxValue ${maxValue}, the second is needed to be greater`,
      );
  }

  override get traits(): Traits & { fillsNaN: boolean } {
    const { missingValues: missing, samplePosterior, nNearestFeatures, imputationOrder } = this.params;
    const isRandom = samplePosterior || nNearestFeatures !== null || imputationOrder === "random";
    return { allowsNaN: Number.isNaN(missing), fillsNaN: true, isRandom };
  }

  override fitTransform(X: MatrixLike, _y?: unknown, options: FitOptions = {}): Matrix {
    // Not fit and transform: what is drawn would be drawn twice.
    const given = this.begin(X, options).X;
    let filled: Matrix | undefined;
    try {
      filled = this.#learn(given);
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this.#withIndicator(filled, given).withNames(this.getFeatureNamesOut());
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    const names = this.namesIn();
    const kept = names.filter((_, j) => this.initialImputer_.statistics_[j] !== null);
    return [...kept, ...(this.indicator_?.getFeatureNamesOut() ?? [])];
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    this.#learn(X, onProgress);
  }

  protected change(X: Matrix): Matrix {
    const filled = this.initialImputer_.transform(X);
    const mask = this.#mask(X);
    const rng = new Philox(this.params.randomState).fork("transform");
    for (const { column, neighbours, regressor } of this.imputationSequence_)
      this.#fill(filled, mask, { column, neighbours, regressor }, rng);
    return this.#withIndicator(filled, X);
  }

  /** Learns, and gives the filled rows of fit. */
  #learn(X: Matrix, onProgress: (done: number, total: number) => void = () => {}): Matrix {
    const { maxIter, tol, samplePosterior, addIndicator, initialStrategy, fillValue } = this.params;
    const missing = this.params.missingValues;
    this.initialImputer_ = new SimpleImputer({
      missingValues: missing,
      strategy: initialStrategy,
      fillValue,
    });
    const filled = this.initialImputer_.fit(X).transform(X);
    this.indicator_ = addIndicator
      ? new MissingIndicator({ missingValues: missing, errorOnNew: false }).fit(X)
      : null;
    this.imputationSequence_ = [];
    this.nIter_ = 0;
    const mask = this.#mask(X);
    if (maxIter === 0 || filled.cols === 1 || !mask.includes(1)) return filled;
    const rng = new Philox(this.params.randomState);
    const limit = tol * largestKnown(filled, mask);
    const order = this.#order(mask, filled, rng);
    let change = POSITIVE_INFINITY;
    while (this.nIter_ < maxIter && !(change < limit && !samplePosterior)) {
      const before = filled.data.slice();
      if (this.params.imputationOrder === "random") rng.shuffle(order);
      for (const column of order) this.#step(filled, mask, column, rng);
      change = filled.data.reduce((most, value, at) => Math.max(most, Math.abs(value - before[at]!)), 0);
      this.nIter_++;
      onProgress(this.nIter_, maxIter);
    }
    if (!(change < limit) && !samplePosterior)
      this.warn(
        `stopped after ${this.nIter_} rounds with a change of ${change}, less than ${limit} is needed; a larger maxIter or tol helps`,
      );
    return filled;
  }

  #step(filled: Matrix, mask: Uint8Array, column: number, rng: Philox): void {
    const { estimator, nNearestFeatures } = this.params;
    const neighbours = drawNeighbours(filled, column, { count: nNearestFeatures, rng });
    const regressor = estimator?.clone() ?? new BayesianRidge();
    const known = Array.from({ length: filled.rows }, (_, i) => i).filter(
      (i) => mask[i * filled.cols + column] === 0,
    );
    const y = Float64Array.from(known, (i) => filled.at(i, column));
    regressor.fit(filled.takeRows(known).takeColumns(neighbours), y);
    const step = { column, neighbours, regressor };
    this.imputationSequence_.push(step);
    this.#fill(filled, mask, step, rng);
  }

  #fill(filled: Matrix, mask: Uint8Array, { column, neighbours, regressor }: Step, rng: Philox): void {
    const { rows, cols } = filled;
    const unknown = Array.from({ length: rows }, (_, i) => i).filter((i) => mask[i * cols + column] === 1);
    if (unknown.length === 0) return;
    const values = this.#predict(
      regressor as RegressorLike,
      filled.takeRows(unknown).takeColumns(neighbours),
      rng,
    );
    for (const [at, i] of unknown.entries()) filled.data[i * cols + column] = values[at]!;
  }

  #predict(regressor: RegressorLike, X: Matrix, rng: Philox): Float64Array {
    const { samplePosterior, minValue, maxValue } = this.params;
    if (!samplePosterior)
      return regressor.predict(X).map((value) => Math.min(Math.max(value, minValue), maxValue));
    if (!regressor.predictWithStd)
      this.refuse(
        "fit",
        `samplePosterior, but ${regressor.name} has no predictWithStd; a regressor such as BayesianRidge is needed`,
      );
    const { mean, std } = regressor.predictWithStd(X);
    return mean.map((mu, i) => drawTruncatedNormal(mu, std[i]!, [minValue, maxValue], rng));
  }

  /** The columns to fill, in their order. */
  #order(mask: Uint8Array, { rows, cols }: Matrix, rng: Philox): Int32Array {
    const { imputationOrder, skipComplete } = this.params;
    const missing = Float64Array.from({ length: cols }, (_, j) => {
      let count = 0;
      for (let i = 0; i < rows; i++) count += mask[i * cols + j]!;
      return count;
    });
    const places = Array.from(missing.keys()).filter((j) => !skipComplete || missing[j]! > 0);
    if (imputationOrder === "arabic") places.reverse();
    if (imputationOrder === "random") rng.shuffle(places);
    if (imputationOrder === "ascending") places.sort((a, b) => missing[a]! - missing[b]! || a - b);
    if (imputationOrder === "descending") places.sort((a, b) => missing[b]! - missing[a]! || b - a);
    return Int32Array.from(places);
  }

  /** Of the columns that stay. */
  #mask(X: Matrix): Uint8Array {
    const kept = this.initialImputer_.statistics_.flatMap((value, j) => (value === null ? [] : [j]));
    return missingMask(X.takeColumns(kept).data, this.params.missingValues);
  }

  #withIndicator(filled: Matrix, X: Matrix): Matrix {
    const hasFlags = this.indicator_ !== null && this.indicator_.features_.length > 0;
    return hasFlags
      ? besideEachOther([filled, this.indicator_!.transform(X)], X.rows)
      : new Matrix(filled.data, [filled.rows, filled.cols]);
  }
}

function largestKnown({ data }: Matrix, mask: Uint8Array): number {
  return data.reduce((most, value, at) => (mask[at] === 1 ? most : Math.max(most, Math.abs(value))), 0);
}

function isRegressor(value: unknown): boolean {
  return value instanceof Estimator && value.kind === "regressor";
}
