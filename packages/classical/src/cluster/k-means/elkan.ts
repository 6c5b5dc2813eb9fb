import type { Matrix } from "../../matrix/matrix.ts";
import { emptyAssignment, inertiaOf } from "./assign.ts";
import { meansOf, squaredShift } from "./centres.ts";
import type { KMeansRun, RunOptions } from "./lloyd.ts";

/**
 * Lloyd's algorithm with fewer distances: it gives the same labels, from bounds that the triangle inequality keeps true while centres move.
 *
 *   u(x) ≥ d(x, c(x))                       after a move of the centre by δ: u + δ
 *   l(x, c) ≤ d(x, c)                       after a move of c by δ: max(l − δ, 0)
 *   c cannot be nearer than c(x) where u ≤ l(x, c) or u ≤ ½ d(c(x), c)
 *
 * It keeps N · K bounds. Elkan 2003, Using the triangle inequality to accelerate k-means
 */
export function elkan(
  X: Matrix,
  start: Matrix,
  { maxIter, tol, weight, onIteration }: RunOptions,
): KMeansRun {
  const [N, K] = [X.rows, start.rows];
  const now = emptyAssignment(N);
  const upper = new Float64Array(N);
  const lower = new Float64Array(N * K);
  let centres = start;
  first(X, centres, now.labels, upper, lower);
  for (let iteration = 1; iteration <= maxIter; iteration++) {
    const changed = iteration === 1 || reassign(X, centres, now.labels, upper, lower);
    measure(X, centres, now);
    const moved = meansOf(X, now, K, weight);
    const shift = squaredShift(centres, moved);
    follow(centres, moved, now.labels, upper, lower);
    centres = moved;
    onIteration(iteration);
    if (!changed || shift <= tol || iteration === maxIter) {
      if (changed) reassign(X, centres, now.labels, upper, lower);
      measure(X, centres, now);
      return {
        labels: now.labels,
        centres,
        inertia: inertiaOf(now, weight),
        iterations: iteration,
        converged: !changed || shift <= tol,
      };
    }
  }
  throw new RangeError(`elkan: maxIter is ${maxIter}, at least 1 is needed`);
}

function distance(X: Matrix, i: number, C: Matrix, k: number): number {
  const F = X.cols;
  let sum = 0;
  for (let j = 0; j < F; j++) {
    const gap = X.data[i * F + j]! - C.data[k * F + j]!;
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}

/** Half the distances between centres, [K, K]. */
function halfGaps(C: Matrix): Float64Array {
  const out = new Float64Array(C.rows * C.rows);
  for (let a = 0; a < C.rows; a++)
    for (let b = 0; b < C.rows; b++) out[a * C.rows + b] = distance(C, a, C, b) / 2;
  return out;
}

function first(X: Matrix, C: Matrix, labels: Int32Array, upper: Float64Array, lower: Float64Array): void {
  const gaps = halfGaps(C);
  const K = C.rows;
  for (let i = 0; i < X.rows; i++) {
    let [best, least] = [0, distance(X, i, C, 0)];
    lower[i * K] = least;
    for (let k = 1; k < K; k++) {
      if (least <= gaps[best * K + k]!) continue;
      const d = distance(X, i, C, k);
      lower[i * K + k] = d;
      if (d < least) [best, least] = [k, d];
    }
    labels[i] = best;
    upper[i] = least;
  }
}

/** Whether any label changed. */
function reassign(
  X: Matrix,
  C: Matrix,
  labels: Int32Array,
  upper: Float64Array,
  lower: Float64Array,
): boolean {
  const gaps = halfGaps(C);
  const K = C.rows;
  const nearestGap = Float64Array.from({ length: K }, (_, a) => {
    let least = Number.POSITIVE_INFINITY;
    for (let b = 0; b < K; b++) if (b !== a) least = Math.min(least, gaps[a * K + b]!);
    return least;
  });
  let changed = false;
  for (let i = 0; i < X.rows; i++) {
    let [label, u] = [labels[i]!, upper[i]!];
    if (u <= nearestGap[label]!) continue;
    let isTight = false;
    for (let k = 0; k < K; k++) {
      if (k === label || u <= lower[i * K + k]! || u <= gaps[label * K + k]!) continue;
      if (!isTight) {
        u = distance(X, i, C, label);
        lower[i * K + label] = u;
        isTight = true;
        if (u <= lower[i * K + k]! || u <= gaps[label * K + k]!) continue;
      }
      const d = distance(X, i, C, k);
      lower[i * K + k] = d;
      if (d < u) {
        [label, u] = [k, d];
        changed = true;
      }
    }
    labels[i] = label;
    upper[i] = u;
  }
  return changed;
}

function measure(
  X: Matrix,
  C: Matrix,
  { labels, distances }: { labels: Int32Array; distances: Float64Array },
): void {
  for (let i = 0; i < X.rows; i++) distances[i] = distance(X, i, C, labels[i]!) ** 2;
}

/** The bounds after the centres' move. */
function follow(
  before: Matrix,
  after: Matrix,
  labels: Int32Array,
  upper: Float64Array,
  lower: Float64Array,
): void {
  const K = before.rows;
  const moves = Float64Array.from({ length: K }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < before.cols; j++) sum += (before.at(k, j) - after.at(k, j)) ** 2;
    return Math.sqrt(sum);
  });
  for (let i = 0; i < labels.length; i++) {
    upper[i]! += moves[labels[i]!]!;
    for (let k = 0; k < K; k++) lower[i * K + k] = Math.max(0, lower[i * K + k]! - moves[k]!);
  }
}
