/**
 * min over W, H ≥ 0 of Σ d_β(X | W H) + l₁ ΣW + ½ l₂ ‖W‖² (and the same of H), by factors that never make it larger and never leave W, H ≥ 0:
 *
 *   Y = W H,   W ← W ∘ ( (X ∘ Y^{β−2}) Hᵀ / (Y^{β−1} Hᵀ + l₁ + l₂ W) )^γ        and for H with Wᵀ from the left
 *
 *   γ = 1/(2 − β) for β < 1,   1 for 1 ≤ β ≤ 2,   1/(β − 1) for β > 2
 *
 * The slope's negative part over its positive part: 1 where the slope is 0. Lee and Seung 2001, Algorithms for non-negative matrix factorization, NIPS 13;
 * Févotte and Idier 2011, https://arxiv.org/abs/1010.1763
 */

import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import { betaDivergence, betaDivergences, floor } from "./beta-divergence.ts";
import type { DescentOptions, Fitted, Penalty } from "./coordinate-descent.ts";
import type { Factors } from "./initialize-factors.ts";

export interface MultiplicativeOptions extends Omit<DescentOptions, "shuffle"> {
  beta: number;
}

/** Between looks at the error, which costs as much as a step. */
const stride = 10;
const epsilon = 2 ** -52;

/** From `start` until ten steps lower √(2 Σ d_β) by less than tol times its first. */
export function updateByMultiplying(X: Matrix, start: Factors, options: MultiplicativeOptions): Fitted {
  const { beta, penaltyW, penaltyH, tol, maxIter, onProgress } = options;
  const W = new Matrix(start.W.data.slice(), [X.rows, start.W.cols]);
  const H = new Matrix(start.H.data.slice(), [start.H.rows, X.cols]);
  const error = (): number => Math.sqrt(2 * Math.max(0, betaDivergence(X, multiply(W, H), beta)));
  const first = error();
  let before = first;
  let nIter = 0;
  let gap = 0;
  while (nIter < maxIter) {
    improveW(X, W, H, beta, penaltyW);
    if (beta < 1) dropRoundings(W);
    improveH(X, W, H, beta, penaltyH);
    if (beta <= 1) dropRoundings(H);
    nIter++;
    if (tol > 0 && nIter % stride === 0) {
      const now = error();
      gap = first === 0 ? 0 : (before - now) / first;
      if (gap < tol) break;
      before = now;
    }
    onProgress(nIter, maxIter);
  }
  return { W, H, nIter, gap };
}

/** The best W for an H that is kept, from equal parts; each row until it stands still in the sense above. */
export function updateRows(
  X: Matrix,
  H: Matrix,
  { beta, penaltyW, tol, maxIter }: Omit<MultiplicativeOptions, "penaltyH" | "onProgress">,
): Matrix {
  const K = H.rows;
  const out = Matrix.zeros(X.rows, K);
  let open = Array.from({ length: X.rows }, (_, i) => i);
  let rows = X;
  let W = equalParts(X, K);
  const errors = (): Float64Array =>
    betaDivergences(rows, multiply(W, H), beta).map((sum) => Math.sqrt(2 * Math.max(0, sum)));
  let first = errors();
  let before = first;
  for (let step = 1; step <= maxIter && open.length > 0; step++) {
    improveW(rows, W, H, beta, penaltyW);
    if (beta < 1) dropRoundings(W);
    if (tol === 0 || step % stride !== 0) continue;
    const now = errors();
    const going = Array.from(now.keys()).filter(
      (i) => before[i]! - now[i]! >= tol * first[i]! && first[i]! > 0,
    );
    for (const [i, at] of open.entries()) out.data.set(W.row(i), at * K);
    first = Float64Array.from(going, (i) => first[i]!);
    before = Float64Array.from(going, (i) => now[i]!);
    open = going.map((i) => open[i]!);
    rows = rows.takeRows(going);
    W = W.takeRows(going);
  }
  for (const [i, at] of open.entries()) out.data.set(W.row(i), at * K);
  return out;
}

/** In place. */
export function improveW(X: Matrix, W: Matrix, H: Matrix, beta: number, penalty: Penalty): void {
  if (beta === 2) {
    const below = multiply(W, multiplyTransposed(H, H));
    scale(W, multiplyTransposed(X, H), below, beta, penalty);
    return;
  }
  const { pull, push } = weighted(X, multiply(W, H), beta);
  const below = push ? multiplyTransposed(push, H) : rowSumsOf(H, W.rows);
  scale(W, multiplyTransposed(pull, H), below, beta, penalty);
}

/** In place. */
export function improveH(X: Matrix, W: Matrix, H: Matrix, beta: number, penalty: Penalty): void {
  if (beta === 2) {
    const below = multiply(transposedMultiply(W, W), H);
    scale(H, transposedMultiply(W, X), below, beta, penalty);
    return;
  }
  const { pull, push } = weighted(X, multiply(W, H), beta);
  const below = push ? transposedMultiply(W, push) : rowSumsOf(W.transpose(), H.cols).transpose();
  scale(H, transposedMultiply(W, pull), below, beta, penalty);
}

/** X ∘ Y^{β−2} and Y^{β−1}; the latter is all ones, and left out, for β = 1. */
function weighted(X: Matrix, Y: Matrix, beta: number): { pull: Matrix; push: Matrix | undefined } {
  const shape = [X.rows, X.cols] as const;
  const pull = new Float64Array(X.data.length);
  const push = beta === 1 ? undefined : new Float64Array(X.data.length);
  for (let at = 0; at < pull.length; at++) {
    const y = beta < 2 ? Math.max(Y.data[at]!, floor) : Y.data[at]!;
    const x = X.data[at]!;
    pull[at] = beta === 1 ? x / y : beta === 0 ? x / (y * y) : x * y ** (beta - 2);
    if (push) push[at] = (beta < 1 ? y : Y.data[at]!) ** (beta - 1);
  }
  return { pull: new Matrix(pull, shape), push: push && new Matrix(push, shape) };
}

/** A ← A ∘ (above / (below + l₁ + l₂ A))^γ. */
function scale(A: Matrix, above: Matrix, below: Matrix, beta: number, { l1, l2 }: Penalty): void {
  const power = beta < 1 ? 1 / (2 - beta) : beta > 2 ? 1 / (beta - 1) : 1;
  for (let at = 0; at < A.data.length; at++) {
    const divisor = below.data[at]! + l1 + l2 * A.data[at]! || floor;
    const ratio = above.data[at]! / divisor;
    A.data[at]! *= power === 1 ? ratio : ratio ** power;
  }
}

/** Σ_j h_kj of each k, as a row, `count` times. */
function rowSumsOf(H: Matrix, count: number): Matrix {
  const sums = new Float64Array(H.rows);
  for (let at = 0; at < H.data.length; at++) sums[Math.floor(at / H.cols)]! += H.data[at]!;
  const out = Matrix.zeros(count, H.rows);
  for (let i = 0; i < count; i++) out.data.set(sums, i * H.rows);
  return out;
}

function dropRoundings({ data }: Matrix): void {
  for (let at = 0; at < data.length; at++) if (data[at]! < epsilon) data[at] = 0;
}

/** w = √(mean of the row / K) in each place. */
function equalParts(X: Matrix, K: number): Matrix {
  const out = Matrix.zeros(X.rows, K);
  for (let i = 0; i < X.rows; i++) {
    const mean = X.row(i).reduce((sum, value) => sum + value, 0) / X.cols;
    out.data.fill(Math.sqrt(mean / K), i * K, (i + 1) * K);
  }
  return out;
}
