/**
 * Where non-negative factors begin. NNDSVD takes from each singular triplet the side, positive or negative, that holds more of it:
 *
 *   X ≈ Σ_k s_k u_k v_kᵀ,   u = u⁺ − u⁻,   m± = ‖u±‖ ‖v±‖
 *   w_k = √(s_k m) u±/‖u±‖,   h_k = √(s_k m) v±/‖v±‖,   ± the side of the larger m
 *
 * Multiplication never leaves 0, so "nndsvda" fills zeros with the mean of X and "nndsvdar" with small draws. Boutsidis and Gallopoulos 2008,
 * https://doi.org/10.1016/j.patcog.2007.09.010, algorithm NNDSVD.
 */

import type { Philox } from "@blankfile/tensor";
import { Matrix } from "../../matrix/matrix.ts";
import { randomizedSvd } from "../factorisations/randomized-svd.ts";

export interface Factors {
  /** [N, K] */
  W: Matrix;
  /** [K, F] */
  H: Matrix;
}

export type Initialisation = "random" | "nndsvd" | "nndsvda" | "nndsvdar";

export function initializeFactors(X: Matrix, K: number, how: Initialisation, rng: Philox): Factors {
  const mean = X.data.reduce((sum, value) => sum + value, 0) / X.data.length;
  if (how === "random") {
    const size = Math.sqrt(mean / K);
    const draw = (): number => size * Math.abs(rng.normal());
    return { H: filled(K, X.cols, draw), W: filled(X.rows, K, draw) };
  }
  const { W, H } = sidesOfTriplets(X, K, rng);
  if (how === "nndsvd") return { W, H };
  const fill = how === "nndsvda" ? () => mean : () => Math.abs((mean * rng.normal()) / 100);
  for (const { data } of [W, H])
    for (let at = 0; at < data.length; at++) if (data[at] === 0) data[at] = fill();
  return { W, H };
}

/** So small an element counts as 0. */
const least = 1e-6;

function sidesOfTriplets(X: Matrix, K: number, rng: Philox): Factors {
  const { U, S, Vt } = randomizedSvd(X, K, { rng });
  const W = Matrix.zeros(X.rows, K);
  const H = Matrix.zeros(K, X.cols);
  for (let k = 0; k < K; k++) {
    const [u, v] = [U.column(k), Vt.row(k)];
    // The first triplet of a matrix without negative numbers has none itself, but for the sign of both.
    const sign = k === 0 ? leadingSign(u) : 1;
    const [up, down] = [sign, -sign].map((side) => {
      const [x, y] = [u, v].map((vector) => Float64Array.from(vector, (value) => Math.max(0, side * value)));
      const [xSize, ySize] = [Math.hypot(...x!), Math.hypot(...y!)];
      return { x: x!, y: y!, xSize, ySize, m: xSize * ySize };
    });
    const { x, y, xSize, ySize, m } = k === 0 || up!.m > down!.m ? up! : down!;
    if (m === 0) continue;
    const size = Math.sqrt(S[k]! * m);
    for (let i = 0; i < x.length; i++) W.data[i * K + k] = cleaned((size * x[i]!) / xSize);
    for (let j = 0; j < y.length; j++) H.data[k * X.cols + j] = cleaned((size * y[j]!) / ySize);
  }
  return { W, H };
}

const cleaned = (value: number): number => (value < least ? 0 : value);

function leadingSign(u: Float64Array): number {
  return u.reduce((sum, value) => sum + value, 0) < 0 ? -1 : 1;
}

function filled(rows: number, cols: number, draw: () => number): Matrix {
  return new Matrix(Float64Array.from({ length: rows * cols }, draw), [rows, cols]);
}
