/** The three ways to the discriminants of `LinearDiscriminantAnalysis`; one row of coefficients for each class, also of two. */

import { eigh, svd } from "@blankfile/tensor";
import { columnMeans } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import { multiply, multiplyTransposed, timesVector, transposedTimesVector } from "../matrix/products.ts";
import { dot } from "../optimize/objective.ts";
import { factorCholesky } from "../optimize/positive-definite.ts";
import { covarianceOf, rowsOfClasses } from "./class-statistics.ts";

export interface DiscriminantProblem {
  X: Matrix;
  /** Places of classes, [N]. */
  y: Int32Array;
  /** πₖ, [K]. */
  priors: Float64Array;
  shrinkage: number | "auto" | null;
  tol: number;
  storeCovariance: boolean;
}

export interface Discriminants {
  /** μₖ, [K, F]. */
  means: Matrix;
  /** Σₖ πₖ μₖ, [F]. */
  xbar: Float64Array;
  /** [K, F] */
  coef: Matrix;
  /** [K] */
  intercept: Float64Array;
  /** [F, D] */
  scalings: Matrix | null;
  ratio: Float64Array | null;
  covariance: Matrix | undefined;
}

/** undefined where Σ is singular and the solver cannot do without its inverse. */
export function discriminants(
  solver: "svd" | "lsqr" | "eigen",
  problem: DiscriminantProblem,
): Discriminants | undefined {
  const { X, y, priors } = problem;
  const groups = rowsOfClasses(X, y, priors.length);
  const means = Matrix.fromRows(groups.map((rows) => columnMeans(rows)));
  const xbar = transposedTimesVector(means, priors);
  const given = { ...problem, groups, means, xbar };
  if (solver === "svd") return bySingularValues(given);
  return solver === "lsqr" ? byLeastSquares(given) : byEigenvalues(given);
}

interface Given extends DiscriminantProblem {
  groups: Matrix[];
  means: Matrix;
  xbar: Float64Array;
}

/** Σ = Σₖ πₖ Sₖ. */
function withinCovariance({ groups, priors, shrinkage }: Given): Matrix {
  const F = groups[0]!.cols;
  const out = Matrix.zeros(F, F);
  for (const [k, rows] of groups.entries()) {
    const own = covarianceOf(rows, shrinkage);
    for (let at = 0; at < out.data.length; at++) out.data[at]! += priors[k]! * own.data[at]!;
  }
  return out;
}

/** wₖ = Σ⁻¹ μₖ, bₖ = −½ μₖᵀwₖ + log πₖ. Where Σ is singular, its pseudoinverse. */
function byLeastSquares(given: Given): Discriminants {
  const { means, xbar, priors } = given;
  const covariance = withinCovariance(given);
  const { eigenvalues, eigenvectors } = eigh(covariance.toTensor());
  const values = eigenvalues.data as Float64Array;
  const F = means.cols;
  const V = new Matrix(eigenvectors.data as Float64Array, [F, F]);
  const limit = F * Number.EPSILON * Math.abs(values[F - 1]!);
  const inner = multiply(means, V);
  for (let k = 0; k < inner.rows; k++)
    for (let j = 0; j < F; j++) {
      const value = values[j]!;
      inner.data[k * F + j] = value > limit ? inner.at(k, j) / value : 0;
    }
  const coef = multiplyTransposed(inner, V);
  return {
    means,
    xbar,
    coef,
    intercept: interceptsOf(means, coef, priors),
    scalings: null,
    ratio: null,
    covariance,
  };
}

/** Σ = L Lᵀ; the eigenvectors v of L⁻¹ (S − Σ) L⁻ᵀ give the directions L⁻ᵀ v. */
function byEigenvalues(given: Given): Discriminants | undefined {
  const { X, means, xbar, priors, shrinkage } = given;
  const F = X.cols;
  const covariance = withinCovariance(given);
  const L = covariance.data.slice();
  if (factorCholesky(L, F, 1e-14) < F) return undefined;
  const total = covarianceOf(X, shrinkage);
  const between = total.data.map((value, at) => value - covariance.data[at]!);
  const { eigenvalues, eigenvectors } = eigh(new Matrix(congruent(L, between, F), [F, F]).toTensor());
  const values = eigenvalues.data as Float64Array;
  const V = new Matrix(eigenvectors.data as Float64Array, [F, F]);
  const order = Array.from({ length: F }, (_, j) => F - 1 - j);
  const scalings = Matrix.zeros(F, F);
  for (const [at, j] of order.entries()) {
    const v = backSolve(L, V.column(j));
    for (let i = 0; i < F; i++) scalings.data[i * F + at] = v[i]!;
  }
  const sum = values.reduce((a, b) => a + b, 0);
  const coef = multiplyTransposed(multiply(means, scalings), scalings);
  const most = Math.min(priors.length - 1, F);
  const ratio = Float64Array.from(order, (j) => values[j]! / sum).slice(0, most);
  return { means, xbar, coef, intercept: interceptsOf(means, coef, priors), scalings, ratio, covariance };
}

/** L⁻¹ A L⁻ᵀ. */
function congruent(L: Float64Array, A: Float64Array, F: number): Float64Array {
  const half = new Float64Array(F * F); // L⁻¹ A, then its transpose once more
  const solveRows = (from: Float64Array) => {
    const out = new Float64Array(F * F);
    for (let j = 0; j < F; j++)
      for (let i = 0; i < F; i++) {
        let sum = from[i * F + j]!;
        for (let k = 0; k < i; k++) sum -= L[i * F + k]! * out[k * F + j]!;
        out[i * F + j] = sum / L[i * F + i]!;
      }
    return out;
  };
  const once = solveRows(A);
  for (let i = 0; i < F; i++) for (let j = 0; j < F; j++) half[i * F + j] = once[j * F + i]!;
  const both = solveRows(half);
  for (let i = 0; i < F; i++)
    for (let j = 0; j < i; j++) both[i * F + j] = both[j * F + i] = (both[i * F + j]! + both[j * F + i]!) / 2;
  return both;
}

/** L⁻ᵀ v. */
function backSolve(L: Float64Array, v: Float64Array): Float64Array {
  const F = v.length;
  const x = v.slice();
  for (let i = F - 1; i >= 0; i--) {
    for (let k = i + 1; k < F; k++) x[i]! -= L[k * F + i]! * x[k]!;
    x[i]! /= L[i * F + i]!;
  }
  return x;
}

function interceptsOf(means: Matrix, coef: Matrix, priors: Float64Array): Float64Array {
  return priors.map((p, k) => -0.5 * dot(means.row(k), coef.row(k)) + Math.log(p));
}

/**
 * Rows centred by class, over their columns' deviations and √N, are U diag(s) Vᵀ: along the columns of V/s they have covariance I. There,
 * the singular vectors of the means √(N πₖ/(K − 1)) (μₖ − x̄) are the directions in which those differ most.
 */
function bySingularValues(given: Given): Discriminants {
  const { X, groups, means, xbar, priors, tol } = given;
  const [N, F, K] = [X.rows, X.cols, priors.length];
  const { inner, deviation } = withinRows(groups, means);
  const first = svd(inner.toTensor());
  const whitening = columnsOver(new Matrix(first.Vh.data as Float64Array, [first.S.shape[0]!, F]), {
    sizes: first.S.data as Float64Array,
    limit: tol,
    deviation,
  });
  const centredMeans = means.data.map((value, at) => value - xbar[at % F]!);
  const weighted = centredMeans.map(
    (value, at) => value * Math.sqrt((N * priors[Math.floor(at / F)]!) / (K - 1)),
  );
  const second = svd(multiply(new Matrix(weighted, [K, F]), whitening).toTensor());
  const sizes = second.S.data as Float64Array;
  const rank = sizes.filter((s) => s > tol * sizes[0]!).length;
  const directions = new Matrix(second.Vh.data as Float64Array, [sizes.length, whitening.cols]).transpose();
  const scalings = multiply(whitening, directions.takeColumns(Array.from({ length: rank }, (_, j) => j)));
  const inside = multiply(new Matrix(centredMeans, [K, F]), scalings);
  const coef = multiplyTransposed(inside, scalings);
  const shift = timesVector(coef, xbar);
  const intercept = priors.map((p, k) => -0.5 * dot(inside.row(k), inside.row(k)) + Math.log(p) - shift[k]!);
  const squares = sizes.reduce((sum, s) => sum + s * s, 0);
  const ratio = sizes.map((s) => (s * s) / squares).slice(0, Math.min(K - 1, F));
  const covariance = given.storeCovariance ? withinCovariance(given) : undefined;
  return { means, xbar, coef, intercept, scalings, ratio, covariance };
}

/** Rows less their class's mean, over √N and the columns' deviations; a constant column's is 1. */
function withinRows(groups: readonly Matrix[], means: Matrix): { inner: Matrix; deviation: Float64Array } {
  const F = means.cols;
  const rows = groups.flatMap((group, k) =>
    Array.from({ length: group.rows }, (_, i) => group.row(i).map((value, j) => value - means.at(k, j))),
  );
  const deviation = new Float64Array(F);
  for (const row of rows) for (let j = 0; j < F; j++) deviation[j]! += row[j]! ** 2 / rows.length;
  for (let j = 0; j < F; j++) deviation[j] = Math.sqrt(deviation[j]!) || 1;
  const root = Math.sqrt(rows.length);
  return {
    inner: Matrix.fromRows(rows.map((row) => row.map((v, j) => v / deviation[j]! / root))),
    deviation,
  };
}

interface Scale {
  sizes: Float64Array;
  limit: number;
  deviation: Float64Array;
}

/** The rows of Vh whose size is above the limit, as columns over size and deviation. */
function columnsOver(Vh: Matrix, { sizes, limit, deviation }: Scale): Matrix {
  const rank = sizes.filter((s) => s > limit).length;
  const out = Matrix.zeros(Vh.cols, rank);
  for (let j = 0; j < Vh.cols; j++)
    for (let k = 0; k < rank; k++) out.data[j * rank + k] = Vh.at(k, j) / deviation[j]! / sizes[k]!;
  return out;
}
