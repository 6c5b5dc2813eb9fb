import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import {
  boolean,
  choice,
  integer,
  type Parameters,
  randomState,
  real,
  type Values,
} from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { interceptOf } from "../centre.ts";
import { LinearModel } from "../linear-model.ts";
import { pathProblem } from "./enet-path.ts";

export const descentParameters = {
  /** α, the weight of both penalties. With α = 0 this is least squares: LinearRegression. */
  alpha: real(1, { above: 0 }),
  fitIntercept: boolean(true),
  maxIter: integer(1000, { min: 1 }),
  /** Stops where the duality gap is at most tol Σ wᵢ (yᵢ − ȳ)². */
  tol: real(1e-4, { min: 0 }),
  /** Whether fit starts from the last one's w. */
  warmStart: boolean(false),
  /** Whether w ≥ 0 is asked for. */
  positive: boolean(false),
  /** Coordinates in turn or drawn. */
  selection: choice("cyclic", "random"),
  randomState,
};

/** What Lasso and ElasticNet share: coordinate descent at one α. */
export abstract class DescentModel<P extends Parameters> extends LinearModel<P> {
  /** In units of the objective. */
  declare dualGap_: number;
  /** Rounds over all coordinates. */
  declare nIter_: number;
  #start: Float64Array | undefined;

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected abstract get ratio(): number;

  protected override forget(): void {
    this.#start = this.coef_;
    super.forget();
  }

  protected learn(given: Measured): void {
    const params = this.params as unknown as Values<typeof descentParameters>;
    const { alpha, maxIter, tol } = params;
    const { X } = given;
    const problem = pathProblem(given, params.fitIntercept);
    const draw = params.selection === "random" ? drawFrom(params.randomState, X.cols) : null;
    const start = params.warmStart && this.#start?.length === X.cols ? this.#start.slice() : undefined;
    const w = start ?? new Float64Array(X.cols);
    const penalty = {
      l1: alpha * this.ratio * problem.total,
      l2: alpha * (1 - this.ratio) * problem.total,
      positive: params.positive,
    };
    const { gap, iterations, converged } = problem.descend(w, penalty, { maxIter, tol, draw });
    this.coef_ = w;
    this.intercept_ = interceptOf(problem, w);
    this.dualGap_ = gap / problem.total;
    this.nIter_ = iterations;
    if (!converged) this.#warnOfGap(this.dualGap_, (tol * problem.target) / problem.total);
  }

  #warnOfGap(gap: number, needed: number): void {
    this.warn(
      `stopped after ${this.nIter_} rounds with a duality gap of ${gap.toPrecision(3)}, ${needed.toPrecision(3)} is needed; a larger maxIter, a larger alpha or scaled columns help`,
    );
  }
}

function drawFrom(seed: number, count: number): () => number {
  const rng = new Philox(seed);
  return () => rng.integer(count);
}
