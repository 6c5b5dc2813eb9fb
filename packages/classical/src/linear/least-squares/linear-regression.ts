import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { gramSums } from "../../optimize/gram.ts";
import { nnls } from "../../optimize/nnls.ts";
import { interceptOf, meansOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { type Descent, gradientDescent } from "./gradient-descent.ts";
import { solveLeastSquares } from "./solve-least-squares.ts";
import { stochasticGradientDescent } from "./stochastic-gradient-descent.ts";

const parameters = {
  fitIntercept: boolean(true),
  /** Whether w ≥ 0 is asked for. */
  positive: boolean(false),
  /** "exact" solves the normal equations or, where columns depend on each other, finds the shortest solution. The others are there to be read. */
  solver: choice("exact", "gradientDescent", "stochasticGradientDescent"),
  /** η of the descents; null: one that fits the data. */
  learningRate: optional(real(0.01, { above: 0 })),
  /** Steps of gradient descent, epochs of the stochastic one. */
  maxIter: integer(10_000, { min: 1 }),
  /** Of the descents: see each. */
  tol: real(1e-6, { min: 0 }),
  /** Of the stochastic descent's order. */
  randomState,
};
export type LinearRegressionOptions = Options<typeof parameters>;

/**
 * Ordinary least squares: w, b minimise Σᵢ wᵢ (yᵢ − b − xᵢᵀw)². Collinear columns or fewer rows than columns leave many
 * minima: the shortest w is taken. Gauss 1809, Theoria motus, section 179.
 */
export class LinearRegression extends LinearModel<typeof parameters> {
  static {
    nameClass("LinearRegression", LinearRegression);
  }
  /** The number of independent columns; null where the solver does not tell. */
  declare rank_: number | null;
  /** Steps or epochs of a descent; null otherwise. */
  declare nIter_: number | null;

  constructor(options: LinearRegressionOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: this.params.solver === "stochasticGradientDescent" };
  }

  protected learn(given: Measured): void {
    const { positive, solver } = this.params;
    this.rank_ = null;
    this.nIter_ = null;
    if (positive) this.#learnPositive(given);
    else if (solver === "exact") this.#solve(given);
    else this.#descend(given);
  }

  #solve(given: Measured): void {
    const { coef, intercept, rank } = solveLeastSquares(given, this.params.fitIntercept);
    this.coef_ = coef;
    this.intercept_ = intercept;
    this.rank_ = rank;
  }

  #learnPositive(given: Measured): void {
    const { fitIntercept, solver } = this.params;
    if (solver !== "exact")
      this.refuse("fit", `solver ${JSON.stringify(solver)} with positive, "exact" is needed`);
    const means = meansOf(given, fitIntercept);
    const { G, c } = gramSums(given.X, {
      y: given.y,
      xShift: means.xMean,
      yShift: means.yMean,
      weight: given.sampleWeight,
    });
    this.coef_ = nnls(G, c);
    this.intercept_ = interceptOf(means, this.coef_);
  }

  #descend(given: Measured): void {
    const { solver, maxIter } = this.params;
    const found: Descent =
      solver === "gradientDescent"
        ? gradientDescent(given, this.params)
        : stochasticGradientDescent(given, this.params, new Philox(this.params.randomState));
    if (![...found.coef, found.intercept].every(Number.isFinite))
      this.refuse(
        "fit",
        "the descent ran off to infinity, a smaller learningRate is needed; null fits it to the data",
      );
    this.coef_ = found.coef;
    this.intercept_ = found.intercept;
    this.nIter_ = found.iterations;
    if (!found.converged)
      this.warn(
        `stopped after ${maxIter} ${solver === "gradientDescent" ? "steps" : "epochs"} with changes above tol, ${this.params.tol} is needed; a larger maxIter or scaled columns help`,
      );
  }
}
