/**
 * Theil–Sen: least squares of every subset of F + 1 rows, then the point that is least far from all the solutions.
 *
 *   θ_S = least squares of the rows S,   θ = argmin_t Σ_S ‖θ_S − t‖        (of one coefficient: the median)
 *
 * Up to 29 % of the rows may lie anywhere where F = 1. Where there are too many subsets, some are drawn. Dang, Peng, Wang and Zhang 2009,
 * http://home.olemiss.edu/~xdang/papers/MTSE.pdf
 */

import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, optional, randomState, real } from "../../estimator/parameters.ts";
import type { Measured } from "../../estimator/regressor.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { shortestSolution } from "../least-squares/solve-least-squares.ts";
import { LinearModel } from "../linear-model.ts";
import { spatialMedian } from "./spatial-median.ts";

const parameters = {
  fitIntercept: boolean(true),
  /** The most subsets. */
  maxSubpopulation: real(10_000, { min: 1 }),
  /** Rows of a subset; null: one for each coefficient. */
  nSubsamples: optional(integer(2, { min: 1 })),
  /** Of the spatial median. */
  maxIter: integer(300, { min: 1 }),
  /** The spatial median stops where it moves by less. */
  tol: real(1e-3, { min: 0 }),
  randomState,
};
export type TheilSenRegressorOptions = Options<typeof parameters>;

/** See the head of the file. */
export class TheilSenRegressor extends LinearModel<typeof parameters> {
  static {
    nameClass("TheilSenRegressor", TheilSenRegressor);
  }
  /** The share of rows that may lie anywhere. */
  declare breakdown_: number;
  /** Subsets taken. */
  declare nSubpopulation_: number;
  declare nIter_: number;

  constructor(options: TheilSenRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { isRandom: true };
  }

  protected learn({ X, y, onProgress }: Measured): void {
    const { fitIntercept, maxSubpopulation, maxIter, tol } = this.params;
    const N = X.rows;
    const P = X.cols + Number(fitIntercept);
    const size = this.#size(N, P);
    const count = subsetCount(N, size);
    const isAll = count <= maxSubpopulation;
    const subsets = isAll
      ? allSubsets(N, size)
      : drawnSubsets(new Philox(this.params.randomState), [N, size], Math.floor(maxSubpopulation));
    const solutions: Float64Array[] = [];
    for (const rows of subsets) {
      solutions.push(solveSubset({ X, y }, rows, fitIntercept));
      if (solutions.length % 500 === 0) onProgress(solutions.length, Math.min(count, maxSubpopulation));
    }
    const { point, iterations, converged } = spatialMedian(Matrix.fromRows(solutions), { maxIter, tol });
    this.intercept_ = fitIntercept ? point[0]! : 0;
    this.coef_ = point.slice(Number(fitIntercept));
    this.nSubpopulation_ = solutions.length;
    this.breakdown_ = 1 - (0.5 ** (1 / size) * (N - size + 1) + size - 1) / N;
    this.nIter_ = iterations;
    if (!converged)
      this.warn(
        `the spatial median stopped after ${maxIter} steps that moved it by more than tol, ${tol} is needed; a larger maxIter helps`,
      );
  }

  #size(N: number, P: number): number {
    const { nSubsamples } = this.params;
    const size = nSubsamples ?? Math.min(P, N);
    if (size > N) this.refuse("fit", `nSubsamples is ${size} of ${N} rows, at most all are needed`);
    if (nSubsamples !== null && size < Math.min(P, N))
      this.refuse("fit", `nSubsamples is ${size}, at least one for each of ${P} coefficients is needed`);
    return size;
  }
}

/** (N choose k), as far as it matters. */
function subsetCount(N: number, k: number): number {
  let count = 1;
  for (let i = 0; i < k; i++) count *= (N - i) / (i + 1);
  return Math.round(count);
}

function* allSubsets(N: number, k: number): Generator<number[]> {
  const places = Array.from({ length: k }, (_, i) => i);
  for (;;) {
    yield places.slice();
    let at = k - 1;
    while (at >= 0 && places[at] === N - k + at) at--;
    if (at < 0) return;
    places[at]!++;
    for (let i = at + 1; i < k; i++) places[i] = places[i - 1]! + 1;
  }
}

function* drawnSubsets(rng: Philox, [N, k]: [number, number], count: number): Generator<number[]> {
  const places = Array.from({ length: N }, (_, i) => i);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < k; i++) {
      const other = i + rng.integer(N - i);
      [places[i], places[other]] = [places[other]!, places[i]!];
    }
    yield places.slice(0, k);
  }
}

/** Least squares of these rows, the intercept first; the shortest where they leave a choice. */
function solveSubset(
  { X, y }: { X: Matrix; y: Float64Array },
  rows: readonly number[],
  fitIntercept: boolean,
): Float64Array {
  const shift = Number(fitIntercept);
  const A = Matrix.zeros(rows.length, X.cols + shift);
  for (const [at, i] of rows.entries()) {
    if (fitIntercept) A.data[at * A.cols] = 1;
    A.data.set(X.row(i), at * A.cols + shift);
  }
  return shortestSolution(
    A,
    Float64Array.from(rows, (i) => y[i]!),
  ).coef;
}
