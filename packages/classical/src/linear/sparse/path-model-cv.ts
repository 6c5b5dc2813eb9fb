/**
 * What LassoCV and ElasticNetCV share: a path in every fold with warm starts, the mean squared error of the rows left out, and a fit to
 * all rows at the α (and ρ) whose mean over the folds is least.
 */

import type { Traits } from "../../estimator/estimator.ts";
import {
  boolean,
  either,
  integer,
  list,
  type Parameters,
  real,
  type Values,
} from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { type Given, interceptOf } from "../centre.ts";
import { type Fold, neighbouringFolds, partOf } from "../folds.ts";
import { LinearModel } from "../linear-model.ts";
import { alphaGrid, type Path, type PathProblem, pathProblem, walkPath } from "./enet-path.ts";

export const pathParameters = {
  /** α_min / α_max of the grid. */
  eps: real(1e-3, { above: 0, below: 1 }),
  /** How many α, or which. */
  alphas: either(integer(100, { min: 1 }), list([], real(1, { above: 0 }))),
  fitIntercept: boolean(true),
  maxIter: integer(1000, { min: 1 }),
  tol: real(1e-4, { min: 0 }),
  /** Folds of neighbouring rows. */
  cv: integer(5, { min: 2 }),
  positive: boolean(false),
};

type Params = Values<typeof pathParameters>;

export abstract class PathModelCV<P extends Parameters> extends LinearModel<P> {
  /** The best α. */
  declare alpha_: number;
  /** The grid, downwards, [A]; of several ρ, that of the best. */
  declare alphas_: Float64Array;
  /** The mean squared error of each α and fold, [A, cv]; of several ρ, that of the best. */
  declare msePath_: Matrix;
  declare dualGap_: number;
  declare nIter_: number;

  override get traits(): Traits {
    return { takesWeight: true, minRows: 2, isRandom: true };
  }

  protected abstract get ratios(): readonly number[];

  /** Notes the best ρ. */
  protected choose(_ratio: number): void {}

  protected learn(given: Measured): void {
    const params = this.params as unknown as Params;
    if (this.ratios.length === 0) this.refuse("fit", "l1Ratio is empty, at least one is needed");
    const folds = neighbouringFolds(`${this.name}.fit`, given.y.length, params.cv);
    const whole = pathProblem(given, params.fitIntercept);
    let best: { error: number; ratio: number; alpha: number } | undefined;
    for (const [at, ratio] of this.ratios.entries()) {
      const grid = {
        l1Ratio: ratio,
        eps: params.eps,
        count: 100,
        total: whole.total,
        positive: params.positive,
      };
      const alphas = gridOf(params.alphas, (count) => alphaGrid(whole.c, { ...grid, count }));
      const errors = Matrix.zeros(alphas.length, folds.length);
      for (const [k, fold] of folds.entries()) {
        const column = foldErrors(given, fold, { params, alphas, ratio });
        for (const [a, error] of column.entries()) errors.data[a * folds.length + k] = error;
        given.onProgress(at * folds.length + k + 1, this.ratios.length * folds.length);
      }
      for (const [a, alpha] of alphas.entries()) {
        const error = errors.row(a).reduce((sum, value) => sum + value, 0) / folds.length;
        if (best && error >= best.error) continue;
        best = { error, ratio, alpha };
        this.alphas_ = alphas;
        this.msePath_ = errors;
      }
    }
    this.alpha_ = best!.alpha;
    this.choose(best!.ratio);
    this.#refit(whole, best!);
  }

  #refit(whole: PathProblem, { ratio, alpha }: { ratio: number; alpha: number }): void {
    const { maxIter, tol, positive } = this.params as unknown as Params;
    const w = new Float64Array(whole.c.length);
    const penalty = { l1: alpha * ratio * whole.total, l2: alpha * (1 - ratio) * whole.total, positive };
    const { gap, iterations, converged } = whole.descend(w, penalty, {
      maxIter,
      tol,
      draw: null,
    });
    this.coef_ = w;
    this.intercept_ = interceptOf(whole, w);
    this.dualGap_ = gap / whole.total;
    this.nIter_ = iterations;
    if (!converged)
      this.warn(
        `stopped after ${iterations} rounds with a duality gap of ${this.dualGap_.toPrecision(3)}, less is needed for tol ${tol}; a larger maxIter or scaled columns help`,
      );
  }
}

function gridOf(alphas: number | readonly number[], make: (count: number) => Float64Array): Float64Array {
  return typeof alphas === "number" ? make(alphas) : Float64Array.from(alphas).sort().reverse();
}

interface FoldOptions {
  params: Params;
  alphas: Float64Array;
  ratio: number;
}

/** The mean squared error, by the rows' weights, of the fold's test rows at each α. */
function foldErrors(
  given: Given,
  { train, test }: Fold,
  { params, alphas, ratio }: FoldOptions,
): Float64Array {
  const problem = pathProblem(partOf(given, train), params.fitIntercept);
  const { maxIter, tol, positive } = params;
  const walk = { alphas, l1Ratio: ratio, total: problem.total, positive };
  const { coefs }: Path = walkPath(problem, walk, { maxIter, tol, draw: null });
  const left = partOf(given, test);
  return alphas.map((_, a) => {
    const w = coefs.column(a);
    const intercept = interceptOf(problem, w);
    let [sum, total] = [0, 0];
    for (let i = 0; i < test.length; i++) {
      const x = left.X.row(i);
      const weight = left.sampleWeight?.[i] ?? 1;
      let error = intercept - left.y[i]!;
      for (let j = 0; j < w.length; j++) error += x[j]! * w[j]!;
      sum += weight * error * error;
      total += weight;
    }
    return total > 0 ? sum / total : 0;
  });
}
