/**
 * Least squares with coefficients of at least 0: minimises ‖A x − b‖² over x ≥ 0, given G = AᵀA and c = Aᵀb.
 *
 * Variables are free (in P) or held at 0. The one whose gradient c − G x is largest is freed; the free ones solve their normal equations;
 * where the solution s has negative parts, x moves towards s until the first free variable reaches 0, which is held again.
 * It ends where no held variable would gain: c − G x ≤ tol, the Karush–Kuhn–Tucker conditions. Lawson and Hanson 1974, Solving Least
 * Squares Problems, chapter 23; with the products in place of A: Bro and De Jong 1997, https://doi.org/10.1002/(SICI)1099-128X(199709/10)11:5<393::AID-CEM483>3.0.CO;2-L
 */

import { maxAbs } from "./objective.ts";
import { factorCholesky, solveCholesky } from "./positive-definite.ts";

/** x, [n]; G, [n, n], and c, [n]. */
export function nnls(G: Float64Array, c: ArrayLike<number>): Float64Array {
  const n = c.length;
  const x = new Float64Array(n);
  const isFree = new Uint8Array(n);
  const tol = 1e-13 * n * maxAbs(c);
  const refused = new Uint8Array(n);
  for (let round = 0; round < 3 * n; round++) {
    const best = mostWanted(gain(G, c, x), { isFree, refused, tol });
    if (best < 0) return x;
    isFree[best] = 1;
    if (!settle(G, c, { x, isFree })) {
      // Linearly dependent on the free ones: freeing it gains nothing.
      isFree[best] = 0;
      refused[best] = 1;
    } else refused.fill(0);
  }
  return x;
}

/** c − G x, half the negative gradient. */
function gain(G: Float64Array, c: ArrayLike<number>, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => {
    let sum = c[i]!;
    for (let j = 0; j < n; j++) sum -= G[i * n + j]! * x[j]!;
    return sum;
  });
}

interface Choice {
  isFree: Uint8Array;
  refused: Uint8Array;
  tol: number;
}

function mostWanted(w: Float64Array, { isFree, refused, tol }: Choice): number {
  let best = -1;
  for (let j = 0; j < w.length; j++) {
    if (isFree[j] || refused[j] || w[j]! <= tol) continue;
    if (best < 0 || w[j]! > w[best]!) best = j;
  }
  return best;
}

/** Moves x to the solution of the free variables, holding those that would turn negative; false where they are dependent. */
function settle(
  G: Float64Array,
  c: ArrayLike<number>,
  { x, isFree }: { x: Float64Array; isFree: Uint8Array },
): boolean {
  const n = x.length;
  for (;;) {
    const free = [...isFree.keys()].filter((j) => isFree[j]);
    const s = solveFree(G, c, free);
    if (!s) return false;
    let a = 1;
    for (const [k, j] of free.entries()) if (s[k]! <= 0) a = Math.min(a, x[j]! / (x[j]! - s[k]!));
    const moved = new Float64Array(n);
    for (const [k, j] of free.entries()) moved[j] = x[j]! + a * (s[k]! - x[j]!);
    if (a === 1) {
      x.set(moved);
      return true;
    }
    for (const [k, j] of free.entries()) {
      if (moved[j]! > 1e-15 * Math.abs(s[k]!) || s[k]! > 0) continue;
      isFree[j] = 0;
      moved[j] = 0;
    }
    x.set(moved);
  }
}

function solveFree(G: Float64Array, c: ArrayLike<number>, free: readonly number[]): Float64Array | undefined {
  const [n, m] = [c.length, free.length];
  const part = new Float64Array(m * m);
  for (const [i, row] of free.entries())
    for (const [j, col] of free.entries()) part[i * m + j] = G[row * n + col]!;
  if (factorCholesky(part, m, 1e-13) < m) return undefined;
  return solveCholesky(
    part,
    m,
    free.map((j) => c[j]!),
  );
}
