import { Philox } from "@blankfile/tensor";
import type { Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { choice, custom, integer, type Options, randomState, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import { repeated, seeded } from "../forests/bagging/bag.ts";
import { drawCounts } from "../forests/draw-rows.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { ones } from "../trees/tree-data.ts";
import { keepAboveRounding, normalise, weightedImportances } from "./boosting-weights.ts";

const parameters = {
  /** What is fitted at each stage; null, a DecisionTreeRegressor of depth 3. */
  estimator: custom<AnyEstimator | null>(null, isRegressor, "a regressor, or null"),
  nEstimators: integer(50, { min: 1 }),
  /** Shrinks the say of each regressor. */
  learningRate: real(1, { above: 0 }),
  /** How an error, as a share of the largest, counts: e, e², or 1 − e^(−e). */
  loss: choice("linear", "square", "exponential"),
  randomState,
};

export type AdaBoostRegressorOptions = Options<typeof parameters>;

type RegressorLike = AnyEstimator & { predict(X: MatrixLike): ArrayLike<number> };

/**
 * AdaBoost.R2: regressors one after the other, each on rows drawn by weights that make much of what the ones before missed, and the weighted median of
 * their answers.
 *
 *   L_i = loss(|y_i − h_m(x_i)| / max_j |y_j − h_m(x_j)|),   L̄ = Σ w_i L_i
 *   β_m = L̄ / (1 − L̄),   α_m = ν ln(1 / β_m)
 *   w_i ← w_i β_m^(ν (1 − L_i)),  then Σ w_i = 1
 *   answer: the smallest h_m(x) up to which at least half of Σ α_m lies
 *
 * Drucker 1997, "Improving regressors using boosting techniques". It ends early at a perfect regressor, and before one with L̄ ≥ ½.
 */
export class AdaBoostRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("AdaBoostRegressor", AdaBoostRegressor);
  }
  declare estimators_: AnyEstimator[];
  /** α_m, one for each estimator made. */
  declare estimatorWeights_: Float64Array;
  /** L̄ of each. */
  declare estimatorErrors_: Float64Array;
  /** The estimators' own, weighted by α_m, where they have some, [F]. */
  declare featureImportances_?: Float64Array;

  constructor(options: AdaBoostRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { allowsNaN = false, nonNegative = false } = this.#inner().traits;
    return { allowsNaN, nonNegative, takesWeight: true, isRandom: true };
  }

  /** The predictions after each stage, [N]. */
  *stagedPredict(X: MatrixLike): Generator<Float64Array> {
    const answers = this.#answers(this.checked("stagedPredict", X));
    for (let m = 1; m <= answers.length; m++) yield this.#medians(answers.slice(0, m), answers[0]!.length);
  }

  protected learn({ X, y, sampleWeight, onProgress }: Measured): void {
    const { nEstimators, learningRate } = this.params;
    const weight = normalise(sampleWeight ?? ones(X.rows));
    const [alphas, errors]: [number[], number[]] = [[], []];
    this.estimators_ = [];
    for (let m = 0; m < nEstimators; m++) {
      keepAboveRounding(weight);
      const weak = this.#fitOne(X, y, weight, m);
      const misses = this.#misses(weak.predict(X), y, weight);
      const error = misses.reduce((sum, miss, i) => sum + weight[i]! * miss, 0);
      if (error >= 0.5 && m > 0) break;
      const beta = error / (1 - error);
      const alpha = error <= 0 ? 1 : learningRate * Math.log(1 / beta);
      this.estimators_.push(weak);
      // The first is kept even where it is no good, as an answer is needed.
      alphas.push(error >= 0.5 ? 1 : alpha);
      errors.push(error);
      onProgress(m + 1, nEstimators);
      if (error <= 0 || error >= 0.5) break;
      for (let i = 0; i < weight.length; i++) weight[i]! *= beta ** (learningRate * (1 - misses[i]!));
      normalise(weight);
    }
    this.estimatorWeights_ = Float64Array.from(alphas);
    this.estimatorErrors_ = Float64Array.from(errors);
    const importances = weightedImportances(this.estimators_, this.estimatorWeights_);
    if (importances) this.featureImportances_ = importances;
  }

  protected values(X: Matrix): Float64Array {
    return this.#medians(this.#answers(X), X.rows);
  }

  /** How often each row is drawn for stage m: N times in all, by weight. */
  protected draw(weight: Float64Array, m: number): Float64Array {
    const rng = new Philox(this.params.randomState).fork(m).fork("rows");
    return drawCounts(rng, { rows: weight.length, size: weight.length, weight });
  }

  #fitOne(X: Matrix, y: Float64Array, weight: Float64Array, m: number): RegressorLike {
    const weak = seeded(this.#inner().clone(), new Philox(this.params.randomState).fork(m).fork("estimator"));
    const rows = repeated(this.draw(weight, m));
    weak.fit(
      X.takeRows(rows),
      Float64Array.from(rows, (i) => y[i]!),
    );
    return weak as RegressorLike;
  }

  /** L_i; 0 for rows of weight 0. */
  #misses(predicted: ArrayLike<number>, y: Float64Array, weight: Float64Array): Float64Array {
    const sizes = y.map((target, i) => (weight[i]! > 0 ? Math.abs(target - predicted[i]!) : 0));
    const most = sizes.reduce((a, b) => Math.max(a, b), 0);
    const { loss } = this.params;
    return sizes.map((size) => {
      const share = most > 0 ? size / most : 0;
      if (loss === "linear") return share;
      return loss === "square" ? share * share : 1 - Math.exp(-share);
    });
  }

  #answers(X: Matrix): ArrayLike<number>[] {
    return this.estimators_.map((one) => (X.rows > 0 ? (one as RegressorLike).predict(X) : []));
  }

  /** Of the first few answers, for each row. */
  #medians(answers: readonly ArrayLike<number>[], rows: number): Float64Array {
    const order = Array.from(answers.keys());
    return Float64Array.from({ length: rows }, (_, i) => {
      order.sort((a, b) => answers[a]![i]! - answers[b]![i]! || a - b);
      const half = order.reduce((sum, m) => sum + this.estimatorWeights_[m]!, 0) / 2;
      let below = 0;
      for (const m of order) {
        below += this.estimatorWeights_[m]!;
        if (below >= half) return answers[m]![i]!;
      }
      return answers[order.at(-1)!]![i]!;
    });
  }

  #inner(): AnyEstimator {
    return this.params.estimator ?? (new DecisionTreeRegressor({ maxDepth: 3 }) as unknown as AnyEstimator);
  }
}

function isRegressor(value: unknown): boolean {
  return value === null || (typeof value === "object" && (value as { kind?: string }).kind === "regressor");
}
