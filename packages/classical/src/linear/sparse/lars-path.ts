/**
 * Least angle regression: w moves so that the columns most correlated with the residual stay equally correlated.
 *
 *   u = Xᵀ(y − X w),   C = max_j |u_j|,   A = {j: |u_j| = C},   s_j = sign u_j
 *   G_AA d = s_A                        moving w_A by γ d lowers every |u_j|, j ∈ A, by γ
 *   a = G_·A d,   γ = min⁺_{j ∉ A} { (C − u_j)/(1 − a_j), (C + u_j)/(1 + a_j) }, at most C
 *
 * For the lasso a column leaves A where its w_j passes 0, γ = −w_j/d_j, and the path is that of ½‖y − X w‖² + C Σ|w_j| for all C.
 *
 * Efron, Hastie, Johnstone and Tibshirani 2004, https://doi.org/10.1214/009053604000000067, sections 2 and 3.1.
 */

import { Matrix } from "../../matrix/matrix.ts";
import type { Sums } from "../../optimize/gram.ts";
import { factorCholesky, solveCholesky } from "../../optimize/positive-definite.ts";

export interface LarsPathOptions {
  /** "lar" never drops a column, "lasso" does. */
  method: "lar" | "lasso";
  /** Ends where C is as low. */
  least: number;
  /** The most steps. */
  maxIter: number;
  /** The most columns in A. */
  maxActive: number;
  positive: boolean;
}

export interface LarsPath {
  /** C at the corners of the path, downwards, [S]. */
  correlations: number[];
  /** Column k is w at corner k, [F, S]. */
  coefs: Matrix;
  /** A at the end, in the order in which columns came. */
  active: number[];
  /** Columns left out since they depend on those in A. */
  dropped: number[];
}

/** From w = 0; G = XᵀX, c = Xᵀy. */
export function larsPath({ G, c }: Pick<Sums, "G" | "c">, options: LarsPathOptions): LarsPath {
  const F = c.length;
  const walk: Walk = {
    G,
    w: new Float64Array(F),
    u: c.slice(),
    active: [],
    dropped: [],
    signs: new Int8Array(F),
  };
  const corners: Float64Array[] = [walk.w.slice()];
  const correlations = [correlationOf(walk, options.positive)];
  const least = options.least + 1e-12 * correlations[0]!;
  let hasLeft = false;
  for (let step = 0; step < options.maxIter && correlations.at(-1)! > least; step++) {
    if (!hasLeft && !join(walk, options)) break;
    const C = correlations.at(-1)!;
    const { gamma, leaves } = move(walk, { C, least: options.least, options });
    hasLeft = leaves !== undefined;
    if (leaves !== undefined) leave(walk, leaves);
    corners.push(walk.w.slice());
    correlations.push(C - gamma);
  }
  const coefs = Matrix.zeros(F, corners.length);
  for (const [k, w] of corners.entries())
    for (let j = 0; j < F; j++) coefs.data[j * corners.length + k] = w[j]!;
  return { correlations, coefs, active: walk.active, dropped: walk.dropped };
}

interface Walk {
  G: Float64Array;
  w: Float64Array;
  u: Float64Array;
  active: number[];
  dropped: number[];
  signs: Int8Array;
}

function correlationOf({ u }: Walk, positive: boolean): number {
  return u.reduce((max, value) => Math.max(max, positive ? value : Math.abs(value)), 0);
}

/** Takes the most correlated column that is not in A; false where there is none. */
function join(walk: Walk, { positive, maxActive }: LarsPathOptions): boolean {
  const { u, active, dropped, signs } = walk;
  if (active.length >= maxActive) return false;
  const size = (j: number) => (positive ? u[j]! : Math.abs(u[j]!));
  for (;;) {
    let best = -1;
    for (let j = 0; j < u.length; j++) {
      if (active.includes(j) || dropped.includes(j)) continue;
      if (best < 0 || size(j) > size(best)) best = j;
    }
    if (best < 0 || size(best) <= 0) return false;
    if (factorOf(walk, [...active, best])) {
      active.push(best);
      signs[best] = Math.sign(u[best]!);
      return true;
    }
    dropped.push(best);
  }
}

/** L of G_AA; undefined where its columns depend on each other. */
function factorOf({ G, w }: Walk, active: readonly number[]): Float64Array | undefined {
  const k = active.length;
  const part = new Float64Array(k * k);
  for (const [a, i] of active.entries())
    for (const [b, j] of active.entries()) part[a * k + b] = G[i * w.length + j]!;
  return factorCholesky(part, k, 1e-13) === k ? part : undefined;
}

interface Move {
  C: number;
  least: number;
  options: LarsPathOptions;
}

/** Moves w and u to the next corner. */
function move(walk: Walk, { C, least, options }: Move): { gamma: number; leaves: number | undefined } {
  const { G, w, u, active, signs } = walk;
  const F = w.length;
  const d = solveCholesky(
    factorOf(walk, active)!,
    active.length,
    active.map((j) => signs[j]!),
  );
  const a = new Float64Array(F);
  for (const [k, i] of active.entries()) for (let j = 0; j < F; j++) a[j]! += G[i * F + j]! * d[k]!;
  let gamma = C;
  for (let j = 0; j < F; j++) {
    if (active.includes(j) || walk.dropped.includes(j)) continue;
    gamma = Math.min(gamma, positiveRatio(C - u[j]!, 1 - a[j]!));
    if (!options.positive) gamma = Math.min(gamma, positiveRatio(C + u[j]!, 1 + a[j]!));
  }
  gamma = Math.min(gamma, C - least);
  let leaves: number | undefined;
  if (options.method === "lasso")
    for (const [k, j] of active.entries()) {
      const until = -w[j]! / d[k]!;
      if (!(until > 0 && until < gamma)) continue;
      gamma = until;
      leaves = j;
    }
  for (const [k, j] of active.entries()) w[j]! += gamma * d[k]!;
  for (let j = 0; j < F; j++) u[j]! -= gamma * a[j]!;
  return { gamma, leaves };
}

function leave({ w, active, signs, dropped }: Walk, j: number): void {
  w[j] = 0;
  signs[j] = 0;
  active.splice(active.indexOf(j), 1);
  // What depended on it may not depend on those that are left.
  dropped.length = 0;
}

/** Infinity where the ratio is not that of a step forwards. */
function positiveRatio(top: number, bottom: number): number {
  return bottom > 1e-14 && top >= 0 ? top / bottom : Number.POSITIVE_INFINITY;
}
