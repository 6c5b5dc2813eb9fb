/**
 * The rotation W of white data X, [K, N], whose rows wᵀ X are as far from normal as can be, by Newton's fixed point:
 *
 *   w ← E[x g(wᵀx)] − E[g′(wᵀx)] w,   then made orthonormal
 *
 * in parallel, W ← (W Wᵀ)^−½ W, or one after the other (deflation), each orthogonal to those before. Hyvärinen 1999,
 * https://doi.org/10.1109/72.761722
 */

import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";
import { covarianceAxes } from "../factorisations/thin-svd.ts";
import { applyContrast, type ContrastName } from "./contrasts.ts";

export interface FixedPointOptions {
  fun: ContrastName;
  alpha: number;
  maxIter: number;
  /** How far the cosine between old and new w may be from ±1. */
  tol: number;
  onProgress: (done: number, total: number) => void;
}

export interface FixedPoint {
  /** Orthonormal rows, [K, K]. */
  W: Matrix;
  nIter: number;
  /** How far the last step was from standing still. */
  gap: number;
}

export function parallelIca(X: Matrix, start: Matrix, options: FixedPointOptions): FixedPoint {
  const { maxIter, tol, onProgress } = options;
  let W = decorrelate(start);
  let gap = Number.POSITIVE_INFINITY;
  let nIter = 0;
  while (nIter < maxIter && !(gap < tol)) {
    const next = decorrelate(newtonStep(X, W, options));
    gap = 0;
    for (let k = 0; k < W.rows; k++) gap = Math.max(gap, Math.abs(Math.abs(dot(next.row(k), W.row(k))) - 1));
    W = next;
    onProgress(++nIter, maxIter);
  }
  return { W, nIter, gap };
}

export function deflationIca(X: Matrix, start: Matrix, options: FixedPointOptions): FixedPoint {
  const { maxIter, tol, onProgress } = options;
  const K = X.rows;
  const W = Matrix.zeros(K, K);
  let [most, worst] = [0, 0];
  for (let k = 0; k < K; k++) {
    let w = new Matrix(start.data.slice(k * K, (k + 1) * K), [1, K]);
    scaleToOne(w.data);
    let gap = Number.POSITIVE_INFINITY;
    let nIter = 0;
    while (nIter < maxIter && !(gap < tol)) {
      const next = newtonStep(X, w, options);
      removeShares(next.data, W, k);
      scaleToOne(next.data);
      gap = Math.abs(Math.abs(dot(next.data, w.data)) - 1);
      w = next;
      nIter++;
    }
    W.data.set(w.data, k * K);
    most = Math.max(most, nIter);
    worst = Math.max(worst, gap);
    onProgress(k + 1, K);
  }
  return { W, nIter: most, gap: worst };
}

/** E[g(W X) Xᵀ] − diag(E[g′(W X)]) W. */
function newtonStep(X: Matrix, W: Matrix, { fun, alpha }: FixedPointOptions): Matrix {
  const Y = multiply(W, X);
  const slopes = applyContrast(Y, fun, alpha);
  const next = multiplyTransposed(Y, X);
  for (let at = 0; at < next.data.length; at++)
    next.data[at] = next.data[at]! / X.cols - slopes[Math.floor(at / W.cols)]! * W.data[at]!;
  return next;
}

/** (W Wᵀ)^−½ W, the orthogonal matrix nearest to W. */
function decorrelate(W: Matrix): Matrix {
  const { values, Vt } = covarianceAxes(multiplyTransposed(W, W));
  const scaled = new Matrix(
    Vt.data.map((value, at) => value / Math.sqrt(Math.max(values[Math.floor(at / Vt.cols)]!, 2 ** -1022))),
    [Vt.rows, Vt.cols],
  );
  return multiply(Vt.transpose(), multiply(scaled, W));
}

/** w less its shares along the first k rows of W. */
function removeShares(w: Float64Array, W: Matrix, k: number): void {
  const shares = Array.from({ length: k }, (_, row) => dot(w, W.row(row)));
  for (const [row, share] of shares.entries())
    for (let j = 0; j < w.length; j++) w[j]! -= share * W.at(row, j);
}

function scaleToOne(w: Float64Array): void {
  const size = Math.sqrt(dot(w, w));
  for (let j = 0; j < w.length; j++) w[j]! /= size;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
