/**
 * min over W, H ≥ 0 of ½ ‖X − W H‖² + l₁ ΣW + ½ l₂ ‖W‖² (and the same of H) by one element after another, each set to its best:
 *
 *   ∂/∂w_it = Σ_r w_ir (H Hᵀ)_rt − (X Hᵀ)_it + l₁ + l₂ w_it,   w_it ← max(0, w_it − ∂ / ((H Hᵀ)_tt + l₂))
 *
 * A sweep costs N K² once H Hᵀ and X Hᵀ are known; rows do not touch each other. H is done as the W of Xᵀ. The violation is the sum of |∂| where it could
 * still lead down: 0 at the minimum. Cichocki and Phan 2009, https://doi.org/10.1587/transfun.E92.A.708; Hsieh and Dhillon 2011,
 * https://doi.org/10.1145/2020408.2020577
 */

import type { Philox } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed, transposedMultiply } from "../../matrix/products.ts";
import type { Factors } from "./initialize-factors.ts";

export interface Penalty {
  l1: number;
  l2: number;
}

export interface DescentOptions {
  penaltyW: Penalty;
  penaltyH: Penalty;
  tol: number;
  maxIter: number;
  /** Draws the order of components anew each sweep; in order without it. */
  shuffle?: Philox | undefined;
  onProgress: (done: number, total: number) => void;
}

export interface Fitted extends Factors {
  nIter: number;
  /** What was left when it stopped, in the units of tol. */
  gap: number;
}

/** From `start` until the violation is below tol times its first. */
export function descend(X: Matrix, start: Factors, options: DescentOptions): Fitted {
  const { penaltyW, penaltyH, tol, maxIter, shuffle, onProgress } = options;
  const K = start.W.cols;
  const W = new Matrix(start.W.data.slice(), [X.rows, K]);
  const Ht = start.H.transpose();
  let first = 0;
  let gap = 0;
  let nIter = 0;
  while (nIter < maxIter) {
    const onW = { gram: regularized(transposedMultiply(Ht, Ht), penaltyW), products: multiply(X, Ht) };
    let violation = sweep(W, onW, penaltyW, orderOf(K, shuffle));
    const onH = { gram: regularized(transposedMultiply(W, W), penaltyH), products: transposedMultiply(X, W) };
    violation += sweep(Ht, onH, penaltyH, orderOf(K, shuffle));
    if (++nIter === 1) first = violation;
    gap = first === 0 ? 0 : violation / first;
    if (gap <= tol) break;
    onProgress(nIter, maxIter);
  }
  return { W, H: Ht.transpose(), nIter, gap };
}

/** The best W for an H that is kept, from 0, each row until its own violation is below tol times its first. */
export function solveRows(
  X: Matrix,
  H: Matrix,
  { penaltyW, tol, maxIter }: Pick<DescentOptions, "penaltyW" | "tol" | "maxIter">,
): Matrix {
  const K = H.rows;
  const W = Matrix.zeros(X.rows, K);
  const gram = regularized(multiplyTransposed(H, H), penaltyW);
  const products = multiplyTransposed(X, H);
  const order = orderOf(K, undefined);
  for (let i = 0; i < X.rows; i++) {
    const w = new Matrix(W.row(i), [1, K]);
    const on = { gram, products: new Matrix(products.row(i), [1, K]) };
    let first = 0;
    for (let step = 0; step < maxIter; step++) {
      const violation = sweep(w, on, penaltyW, order);
      if (step === 0) first = violation;
      if (violation <= tol * first) break;
    }
  }
  return W;
}

/** One pass over all elements of W, in place; the violation before each step, summed. */
function sweep(
  W: Matrix,
  { gram, products }: { gram: Matrix; products: Matrix },
  { l1 }: Penalty,
  order: Int32Array,
): number {
  const { data, rows, cols: K } = W;
  let violation = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * K;
    for (let place = 0; place < K; place++) {
      const t = order[place]!;
      let slope = l1 - products.data[row + t]!;
      for (let r = 0; r < K; r++) slope += gram.data[t * K + r]! * data[row + r]!;
      const w = data[row + t]!;
      violation += Math.abs(w === 0 ? Math.min(0, slope) : slope);
      const curvature = gram.data[t * K + t]!;
      if (curvature !== 0) data[row + t] = Math.max(0, w - slope / curvature);
    }
  }
  return violation;
}

function regularized(gram: Matrix, { l2 }: Penalty): Matrix {
  for (let k = 0; k < gram.rows; k++) gram.data[k * gram.rows + k]! += l2;
  return gram;
}

function orderOf(K: number, shuffle: Philox | undefined): Int32Array {
  const order = Int32Array.from({ length: K }, (_, k) => k);
  if (shuffle) shuffle.shuffle(order);
  return order;
}
