/**
 * The perceptron: on a mistake, and only then, w goes towards the sample or away from it.
 *
 *   if y (xᵀw + b) ≤ 0:   w ← w + η y x,   b ← b + η y,      y ∈ {−1, 1}
 *
 * If some unit (w*, b*) has y (xᵀw* + b*) ≥ γ > 0 for all samples and ‖(x, 1)‖ ≤ R, it makes at most (R/γ)² mistakes and then none.
 * Without such a (w*, b*) it never rests; it ends where the share of mistakes has not fallen for a while. Rosenblatt 1958,
 * https://doi.org/10.1037/h0042519; the bound: Novikoff 1962, Symposium on the Mathematical Theory of Automata.
 */

import { Philox } from "@blankfile/tensor";
import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsAgainstRest } from "../../class-weight/weigh-classes.ts";
import type { Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, randomState, real } from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { dot } from "../../optimize/objective.ts";
import { LinearClassifier } from "../linear-classifier.ts";

const parameters = {
  fitIntercept: boolean(true),
  /** The most epochs. */
  maxIter: integer(1000, { min: 1 }),
  /** Ends after nIterNoChange epochs whose share of mistakes is not so much below the best. */
  tol: real(1e-3, { min: 0 }),
  shuffle: boolean(true),
  /** η; from w = 0 it scales w and changes no prediction. */
  eta0: real(1, { above: 0 }),
  nIterNoChange: integer(5, { min: 1 }),
  classWeight,
  randomState,
};
export type PerceptronOptions = Options<typeof parameters>;

/** See the head of the file. Of more than two classes, each against the others. */
export class Perceptron extends LinearClassifier<typeof parameters> {
  static {
    nameClass("Perceptron", Perceptron);
  }
  /** The most epochs that a class took. */
  declare nIter_: number;
  /** Mistakes made on the way, [1] for two classes, else [K]. */
  declare mistakes_: Int32Array;

  constructor(options: PerceptronOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  protected learn(given: Classified): void {
    const { X, y, classes } = given;
    const rows = classes.length === 2 ? 1 : classes.length;
    this.coef_ = Matrix.zeros(rows, X.cols);
    this.intercept_ = new Float64Array(rows);
    this.mistakes_ = new Int32Array(rows);
    this.nIter_ = 0;
    let settled = true;
    for (let k = 0; k < rows; k++) {
      const own = rows === 1 ? 1 : k;
      const weight = weightsAgainstRest(`${this.name}.fit`, this.params.classWeight, { ...given, own });
      const target = Float64Array.from(y, (code) => (code === own ? 1 : -1));
      settled = this.#train({ X, target, weight }, k) && settled;
    }
    if (!settled)
      this.warn(
        `stopped after ${this.params.maxIter} epochs with ${this.mistakes_.reduce((sum, one) => sum + one, 0)} mistakes, none are needed; classes that no line divides always leave some`,
      );
  }

  /** Whether it came to rest. */
  #train(
    { X, target, weight }: { X: Matrix; target: Float64Array; weight: Float64Array | undefined },
    k: number,
  ): boolean {
    const { fitIntercept, maxIter, tol, shuffle, eta0, nIterNoChange, randomState } = this.params;
    const rng = new Philox(randomState).fork(k);
    const order = Array.from({ length: X.rows }, (_, i) => i);
    const w = this.coef_.row(k);
    let fewest = Number.POSITIVE_INFINITY;
    let stalled = 0;
    for (let epoch = 1; epoch <= maxIter; epoch++) {
      this.nIter_ = Math.max(this.nIter_, epoch);
      if (shuffle) rng.shuffle(order);
      let mistakes = 0;
      for (const i of order) {
        const x = X.row(i);
        const importance = weight?.[i] ?? 1;
        if (importance === 0 || target[i]! * (dot(x, w) + this.intercept_[k]!) > 0) continue;
        mistakes++;
        const step = eta0 * importance * target[i]!;
        for (let j = 0; j < w.length; j++) w[j]! += step * x[j]!;
        if (fitIntercept) this.intercept_[k]! += step;
      }
      this.mistakes_[k]! += mistakes;
      if (mistakes === 0) return true;
      stalled = mistakes > fewest - tol * X.rows ? stalled + 1 : 0;
      fewest = Math.min(fewest, mistakes);
      if (stalled >= nIterNoChange) return true;
    }
    return false;
  }
}
