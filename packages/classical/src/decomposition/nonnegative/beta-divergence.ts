/**
 * How far Y = W H is from X ≥ 0:
 *
 *   d_β(x | y) = (x^β + (β − 1) y^β − β x y^{β−1}) / (β (β − 1))
 *
 *   β = 2   ½ (x − y)²                  squared error: normal noise
 *   β = 1   x log(x/y) − x + y          Kullback and Leibler: counts
 *   β = 0   x/y − log(x/y) − 1          Itakura and Saito: only ratios matter, as for power spectra
 *
 * Févotte and Idier 2011, https://arxiv.org/abs/1010.1763. Elements of Y below 2⁻²³ count as that, as in scikit-learn, so that nothing is divided by 0.
 */

import type { Matrix } from "../../matrix/matrix.ts";

/** float32's ε. */
export const floor = 2 ** -23;

export type BetaLoss = "frobenius" | "kullback-leibler" | "itakura-saito" | number;

export function betaOf(loss: BetaLoss): number {
  if (typeof loss === "number") return loss;
  return { frobenius: 2, "kullback-leibler": 1, "itakura-saito": 0 }[loss];
}

/** Σ d_β of each row of X and Y, [N]. */
export function betaDivergences(X: Matrix, Y: Matrix, beta: number): Float64Array {
  const out = new Float64Array(X.rows);
  for (let i = 0, at = 0; i < X.rows; i++) {
    let sum = 0;
    for (let j = 0; j < X.cols; j++, at++) sum += divergence(X.data[at]!, Y.data[at]!, beta);
    out[i] = sum;
  }
  return out;
}

/** Σ d_β of all elements. */
export function betaDivergence(X: Matrix, Y: Matrix, beta: number): number {
  return betaDivergences(X, Y, beta).reduce((sum, value) => sum + value, 0);
}

function divergence(x: number, product: number, beta: number): number {
  if (beta === 2) return ((x - product) * (x - product)) / 2;
  const y = Math.max(product, floor);
  if (beta === 1) return x > floor ? x * Math.log(x / y) - x + product : product;
  if (beta === 0) return x > floor ? x / y - Math.log(x / y) - 1 : -1;
  // What X lacks has a share only through y.
  const own = x > floor ? x ** beta - beta * x * y ** (beta - 1) : 0;
  const rest = beta > 0 ? product : y;
  return (own + (beta - 1) * rest ** beta) / (beta * (beta - 1));
}
