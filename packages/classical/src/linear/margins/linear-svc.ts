import { Philox } from "@blankfile/tensor";
import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsAgainstRest } from "../../class-weight/weigh-classes.ts";
import type { Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  either,
  integer,
  type Options,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { LinearClassifier } from "../../generalized-linear/linear-classifier.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { classifyByDual, type DualFit, type DualProblem } from "./dual-coordinate-descent.ts";
import { classifyByNewton, classifySparsely } from "./primal-hinge.ts";

const parameters = {
  /** "l1" sets coefficients to 0, with the squared hinge only. */
  penalty: choice("l2", "l1"),
  loss: choice("squaredHinge", "hinge"),
  /** Whether the dual is solved, which the hinge needs; "auto": for it, and where there are fewer rows than columns. */
  dual: either(choice("auto"), boolean(true)),
  /** Stops where no dual gradient is larger; else where no part of the gradient over Σ Cᵢ is. */
  tol: real(1e-4, { above: 0 }),
  /** The weight of the errors. */
  C: real(1, { above: 0 }),
  fitIntercept: boolean(true),
  /** s: the intercept is the weight of the constant s, penalised as the others; the larger, the less. */
  interceptScaling: real(1, { above: 0 }),
  classWeight,
  /** The most rounds over all samples. */
  maxIter: integer(1000, { min: 1 }),
  randomState,
};
export type LinearSVCOptions = Options<typeof parameters>;

/**
 * Linear support vector machine: ½ (‖w‖² + (b/s)²) + C Σᵢ wᵢ (1 − yᵢ (xᵢᵀw + b))₊, or its square, by dual coordinate descent or
 * Newton's method. Of more than two classes, each against the others.
 *
 * Cortes and Vapnik 1995, https://doi.org/10.1007/BF00994018; Hsieh et al. 2008, https://doi.org/10.1145/1390156.1390208
 */
export class LinearSVC extends LinearClassifier<typeof parameters> {
  static {
    nameClass("LinearSVC", LinearSVC);
  }
  /** The most rounds that a class took. */
  declare nIter_: number;

  constructor(options: LinearSVCOptions = {}) {
    super(parameters, options);
    this.#requireLoss("LinearSVC");
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn(given: Classified): void {
    this.#requireLoss(`${this.name}.fit`);
    const { X, y, classes } = given;
    const { penalty, tol, C, loss, fitIntercept, interceptScaling, maxIter, randomState: seed } = this.params;
    const rows = classes.length === 2 ? 1 : classes.length;
    this.coef_ = Matrix.zeros(rows, X.cols);
    this.intercept_ = new Float64Array(rows);
    this.nIter_ = 0;
    for (let k = 0; k < rows; k++) {
      const own = rows === 1 ? 1 : k;
      const weight = weightsAgainstRest(`${this.name}.fit`, this.params.classWeight, { ...given, own });
      const problem: DualProblem = {
        ...{ X, maxIter, tol, isSquared: loss === "squaredHinge" },
        y: Float64Array.from(y, (code) => (code === own ? 1 : -1)),
        C: Float64Array.from(y, (_, i) => C * (weight?.[i] ?? 1)),
        constant: fitIntercept ? interceptScaling : 0,
        rng: new Philox(seed).fork(k),
        onProgress: (done) => given.onProgress(k * maxIter + done, rows * maxIter),
      };
      if (penalty === "l1") this.#take(k, classifySparsely(problem));
      else this.#take(k, this.#isDual(X) ? classifyByDual(problem) : classifyByNewton(problem));
    }
  }

  #isDual({ rows, cols }: Matrix): boolean {
    const { dual, loss } = this.params;
    return dual === "auto" ? loss === "hinge" || rows < cols : dual;
  }

  #take(k: number, found: DualFit): void {
    const { maxIter, tol } = this.params;
    this.coef_.data.set(found.w, k * found.w.length);
    this.intercept_[k] = found.b;
    this.nIter_ = Math.max(this.nIter_, found.iterations);
    if (found.converged) return;
    this.warn(
      `stopped after ${maxIter} rounds with a violation of ${found.violation.toPrecision(3)}, ${tol} is needed; a larger maxIter, a smaller C or scaled columns help`,
    );
  }

  #requireLoss(where: string): void {
    const { penalty, loss, dual } = this.params;
    if (penalty === "l1" && (loss === "hinge" || dual === true))
      throw new RangeError(
        `${where}: penalty "l1" with ${loss === "hinge" ? 'loss "hinge"' : "dual true"}, "squaredHinge" and dual false are needed`,
      );
    if (loss === "hinge" && dual === false)
      throw new RangeError(
        `${where}: loss "hinge" with dual false, dual true is needed; it has no gradient everywhere`,
      );
  }
}
