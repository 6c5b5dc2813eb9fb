/**
 * The elastic net at one α after the other, each from where the last one ended.
 *
 *   1/(2N) ‖y − X w‖² + α ρ Σ|w_j| + α (1 − ρ)/2 Σ w_j²,   ρ = l1Ratio
 *   α_max = max_j |x_jᵀy| / (N ρ): from there on upwards w = 0
 *
 * Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01, section 2.5.
 */

import { validateTarget, validateX } from "../../estimator/validate.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { transposedTimesVector } from "../../matrix/products.ts";
import { gramSums } from "../../optimize/gram.ts";
import { dot, maxAbs } from "../../optimize/objective.ts";
import { centred, type Given, type Means, meansOf } from "../centre.ts";
import { coordinateDescent, type DescentEnd, type DescentRules, type Penalty } from "./coordinate-descent.ts";
import { coordinateDescentGram } from "./coordinate-descent-gram.ts";

/** How w at one penalty is found from a start: the way is chosen by the shape of X. */
export interface PathProblem extends Means {
  /** Xᵀy of the centred and weighted, [F]. */
  c: Float64Array;
  /** ‖y‖² of the same. */
  target: number;
  /** Improves w in place. */
  descend: (w: Float64Array, penalty: Penalty, rules: DescentRules) => DescentEnd;
}

/** By products where there are more rows than columns, else by residuals. */
export function pathProblem(given: Given, fitIntercept: boolean): PathProblem {
  if (given.X.rows > given.X.cols) {
    const means = meansOf(given, fitIntercept);
    const { X, y, sampleWeight: weight } = given;
    const sums = gramSums(X, { y, xShift: means.xMean, yShift: means.yMean, weight });
    return {
      ...{ ...means, c: sums.c, target: sums.yy },
      descend: (w, penalty, rules) => coordinateDescentGram(sums, w, penalty, rules),
    };
  }
  const { X, y, ...means } = centred(given, fitIntercept);
  const columns = X.transpose();
  return {
    ...{ ...means, c: transposedTimesVector(X, y), target: dot(y, y) },
    descend: (w, penalty, rules) => coordinateDescent({ columns, y }, w, penalty, rules),
  };
}

export interface GridOptions {
  l1Ratio: number;
  /** α_min / α_max. */
  eps: number;
  count: number;
  /** N, or Σ wᵢ. */
  total: number;
  /** Whether w ≥ 0 is asked for, so that columns that go against y stay out anyway. */
  positive: boolean;
}

/** `count` values from α_max, at which w is 0, down to eps α_max, evenly in log α. */
export function alphaGrid(
  c: Float64Array,
  { l1Ratio, eps, count, total, positive }: GridOptions,
): Float64Array {
  const most = positive ? c.reduce((max, value) => Math.max(max, value), 0) : maxAbs(c);
  const top = most / (total * l1Ratio) || Number.EPSILON;
  return Float64Array.from({ length: count }, (_, k) => top * eps ** (count > 1 ? k / (count - 1) : 0));
}

export interface PathOptions {
  /** ρ; 0.5 unless told. */
  l1Ratio?: number;
  /** 0.001 unless told. */
  eps?: number;
  /** How many, or which, 100 unless told. */
  alphas?: number | readonly number[];
  positive?: boolean;
  maxIter?: number;
  tol?: number;
}

export interface Path {
  /** Downwards, [A]. */
  alphas: Float64Array;
  /** Column k is w at α_k, [F, A]. */
  coefs: Matrix;
  /** [A], in units of 1/(2N) ‖y − X w‖². */
  dualGaps: Float64Array;
  /** Rounds, [A]. */
  nIters: Int32Array;
}

/** w along the path for X, [N, F], and y, [N], without an intercept. */
export function enetPath(X: MatrixLike, y: ArrayLike<number>, options: PathOptions = {}): Path {
  const { l1Ratio = 0.5, eps = 1e-3, alphas = 100, positive = false, maxIter = 1000, tol = 1e-4 } = options;
  const matrix = validateX("enetPath", X);
  const target = validateTarget("enetPath", y, matrix.rows);
  if (!(l1Ratio > 0 && l1Ratio <= 1))
    throw new RangeError(`enetPath: l1Ratio is ${l1Ratio}, a number > 0 and ≤ 1 is needed`);
  const problem = pathProblem({ X: matrix, y: target, sampleWeight: undefined }, false);
  const total = matrix.rows;
  const grid =
    typeof alphas === "number"
      ? alphaGrid(problem.c, { l1Ratio, eps, count: alphas, total, positive })
      : Float64Array.from(alphas).sort().reverse();
  return walkPath(problem, { alphas: grid, l1Ratio, total, positive }, { maxIter, tol, draw: null });
}

/** `enetPath` with l1Ratio 1. */
export function lassoPath(
  X: MatrixLike,
  y: ArrayLike<number>,
  options: Omit<PathOptions, "l1Ratio"> = {},
): Path {
  return enetPath(X, y, { ...options, l1Ratio: 1 });
}

export interface Walk {
  /** Downwards. */
  alphas: Float64Array;
  l1Ratio: number;
  total: number;
  positive: boolean;
}

export function walkPath(problem: PathProblem, walk: Walk, rules: DescentRules): Path {
  const { alphas, l1Ratio, total, positive } = walk;
  const w = new Float64Array(problem.c.length);
  const coefs = Matrix.zeros(w.length, alphas.length);
  const dualGaps = new Float64Array(alphas.length);
  const nIters = new Int32Array(alphas.length);
  for (const [k, alpha] of alphas.entries()) {
    const penalty = { l1: alpha * l1Ratio * total, l2: alpha * (1 - l1Ratio) * total, positive };
    const { gap, iterations } = problem.descend(w, penalty, rules);
    for (let j = 0; j < w.length; j++) coefs.data[j * alphas.length + k] = w[j]!;
    dualGaps[k] = gap / total;
    nIters[k] = iterations;
  }
  return { alphas, coefs, dualGaps, nIters };
}
