/**
 * Pairs of directions in two sets of columns X, [N, F], and Y, [N, Q], both centred, that go together best: by nonlinear iterative partial least squares.
 *
 *   mode A   w ∝ Xᵀ u,   t = X w,   c ∝ Yᵀ t,   u = Y c       to the largest covariance of t and u
 *   mode B   w ∝ X⁺ u,   t = X w,   c ∝ Y⁺ t,   u = Y c       to the largest correlation
 *
 * repeated until w stands still; then t pᵀ is taken from X, p = Xᵀ t / tᵀt, from Y what t says of it (regression) or u qᵀ (canonical), and the next pair is sought in the rest.
 * Wold 1975; Wegelin 2000, A survey of partial least squares methods, technical report 371, University of Washington
 */

import { pinv } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { timesVector, transposedTimesVector } from "../../matrix/products.ts";

export interface NipalsOptions {
  nComponents: number;
  mode: "A" | "B";
  /** What is taken from Y: what X's score says of it, or its own. */
  deflation: "regression" | "canonical";
  maxIter: number;
  /** Of the squared move of w. */
  tol: number;
}

/** One vector for each pair. */
export interface Pairs {
  /** w, of length 1, [F]. */
  xWeights: Float64Array[];
  /** c, [Q]; of length 1 where canonical. */
  yWeights: Float64Array[];
  /** t, [N]. */
  xScores: Float64Array[];
  /** u, [N]. */
  yScores: Float64Array[];
  /** p, [F]. */
  xLoadings: Float64Array[];
  /** q, [Q]. */
  yLoadings: Float64Array[];
  nIter: number[];
  /** Pairs whose w still moved by more than tol. */
  open: number;
}

const epsilon = 2 ** -52;

/** Fewer pairs than asked where nothing of Y is left. X and Y are used up. */
export function nipals(X: Matrix, Y: Matrix, options: NipalsOptions): Pairs {
  const pairs: Pairs = {
    xWeights: [],
    yWeights: [],
    xScores: [],
    yScores: [],
    xLoadings: [],
    yLoadings: [],
    nIter: [],
    open: 0,
  };
  const isCanonical = options.deflation === "canonical";
  for (let k = 0; k < options.nComponents; k++) {
    emptyRoundings(Y);
    const found = onePair(X, Y, options);
    if (!found) break;
    const { w, c, nIter, isOpen } = found;
    if (largestOf(w) < 0) for (const v of [w, c]) for (let j = 0; j < v.length; j++) v[j] = -v[j]!;
    const t = timesVector(X, w);
    const size = isCanonical ? 1 : dot(c, c);
    const u = timesVector(Y, c).map((value) => value / size);
    const p = shareOf(X, t);
    takeAway(X, t, p);
    const q = shareOf(Y, isCanonical ? u : t);
    takeAway(Y, isCanonical ? u : t, q);
    pairs.xWeights.push(w);
    pairs.yWeights.push(c);
    pairs.xScores.push(t);
    pairs.yScores.push(u);
    pairs.xLoadings.push(p);
    pairs.yLoadings.push(q);
    pairs.nIter.push(nIter);
    if (isOpen) pairs.open++;
  }
  return pairs;
}

function onePair(X: Matrix, Y: Matrix, { mode, deflation, maxIter, tol }: NipalsOptions) {
  const first = firstColumn(Y);
  if (!first) return undefined;
  const inverses = mode === "B" ? [pseudoInverse(X), pseudoInverse(Y)] : undefined;
  const onto = (A: Matrix, side: 0 | 1, v: Float64Array): Float64Array =>
    inverses ? timesVector(inverses[side]!, v) : shareOf(A, v);
  let u = first;
  let before: Float64Array | undefined;
  for (let nIter = 1; ; nIter++) {
    const w = onto(X, 0, u);
    scaleToOne(w);
    const t = timesVector(X, w);
    const c = onto(Y, 1, t);
    if (deflation === "canonical") scaleToOne(c);
    const size = dot(c, c) + epsilon;
    u = timesVector(Y, c).map((value) => value / size);
    const moved = before
      ? w.reduce((sum, value, j) => sum + (value - before![j]!) ** 2, 0)
      : Number.POSITIVE_INFINITY;
    before = w;
    const isDone = moved < tol || Y.cols === 1;
    if (isDone || nIter === maxIter) return { w, c, nIter, isOpen: !isDone };
  }
}

/** Aᵀ v / vᵀv; zeros where v is. */
function shareOf(A: Matrix, v: Float64Array): Float64Array {
  const size = dot(v, v);
  return transposedTimesVector(A, v).map((value) => (size > 0 ? value / size : 0));
}

/** A − v bᵀ, in place. */
function takeAway({ data, rows, cols }: Matrix, v: Float64Array, b: Float64Array): void {
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[at++]! -= v[i]! * b[j]!;
}

/** The columns of Y that are all roundings of 0 become 0. */
function emptyRoundings(Y: Matrix): void {
  for (let j = 0; j < Y.cols; j++) {
    if (Y.column(j).some((value) => Math.abs(value) >= 10 * epsilon)) continue;
    for (let i = 0; i < Y.rows; i++) Y.data[i * Y.cols + j] = 0;
  }
}

function firstColumn(Y: Matrix): Float64Array | undefined {
  for (let j = 0; j < Y.cols; j++) {
    const column = Y.column(j);
    if (column.some((value) => Math.abs(value) > epsilon)) return column;
  }
  return undefined;
}

function pseudoInverse(A: Matrix): Matrix {
  return new Matrix(pinv(A.toTensor()).data as Float64Array, [A.cols, A.rows]);
}

function scaleToOne(v: Float64Array): void {
  const size = Math.sqrt(dot(v, v)) + epsilon;
  for (let j = 0; j < v.length; j++) v[j]! /= size;
}

const largestOf = (v: Float64Array): number =>
  v.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
