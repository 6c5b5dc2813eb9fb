/**
 * The loops of Gaussian elimination (`lu.ts`), by blocks of columns: a panel is eliminated column by column, the rows beside it
 * are solved for, and what is left of the matrix changes by one product.
 *
 *   [A₁₁ A₁₂; A₂₁ A₂₂]:   P [A₁₁; A₂₁] = [L₁₁; L₂₁] U₁₁,   U₁₂ = L₁₁⁻¹ A₁₂,   A₂₂ ← A₂₂ − L₂₁ U₁₂
 *
 * Golub and Van Loan, Matrix Computations, 4th edition, section 3.4.7: the pivots and the operations are those of one column
 * after the other, in another order.
 */

import { BLOCK, type Block, subtractProduct } from "./blocks.ts";

export interface Elimination {
  /** Row k of L and U comes from row order[k] of A. */
  order: number[];
  /** 1 for an even permutation, −1 for an odd one. */
  parity: number;
  /** The first k with u_kk = 0, or −1: then A has full rank. */
  zeroPivot: number;
}

/** L and U replace A, [m, n]: U on and above the diagonal, L without its ones below. */
export function eliminate(a: Float64Array, [m, n]: readonly [number, number]): Elimination {
  const result = { order: Array.from({ length: m }, (_, i) => i), parity: 1, zeroPivot: -1 };
  const k = Math.min(m, n);
  for (let from = 0; from < k; from += BLOCK) {
    const to = Math.min(from + BLOCK, k);
    for (let step = from; step < to; step++) eliminateColumn(a, { m, n, step, to }, result);
    if (to === n) continue;
    for (let i = from; i < to; i++) {
      for (let j = from; j < i; j++) subtractTimes(a, { n, i, by: j, first: to, end: n });
    }
    if (to === m) continue;
    const part = (row: number, column: number, rows: number, columns: number): Block => ({
      data: a,
      start: row * n + column,
      stride: n,
      rows,
      columns,
    });
    const [below, beside, width] = [m - to, n - to, to - from];
    subtractProduct(part(to, to, below, beside), part(to, from, below, width), part(from, to, width, beside));
  }
  return result;
}

/** One step of elimination on the columns before `to`. */
function eliminateColumn(
  a: Float64Array,
  { m, n, step, to }: { m: number; n: number; step: number; to: number },
  result: Elimination,
): void {
  let p = step;
  for (let i = step + 1; i < m; i++) {
    if (Math.abs(a[i * n + step]!) > Math.abs(a[p * n + step]!)) p = i;
  }
  if (p !== step) {
    swapRows(a, n, [step, p]);
    const { order } = result;
    [order[step], order[p]] = [order[p]!, order[step]!];
    result.parity = -result.parity;
  }
  const pivot = a[step * n + step]!;
  if (pivot === 0) {
    // The column below is 0 too, so nothing is left to eliminate.
    if (result.zeroPivot < 0) result.zeroPivot = step;
    return;
  }
  for (let i = step + 1; i < m; i++) {
    a[i * n + step]! /= pivot;
    subtractTimes(a, { n, i, by: step, first: step + 1, end: to });
  }
}

/** Row i loses l_i,by times row `by`, on the columns first … end − 1. */
function subtractTimes(
  a: Float64Array,
  { n, i, by, first, end }: { n: number; i: number; by: number; first: number; end: number },
): void {
  const l = a[i * n + by]!;
  if (l === 0) return;
  for (let j = first; j < end; j++) a[i * n + j]! -= l * a[by * n + j]!;
}

function swapRows(a: Float64Array, n: number, [i, j]: [number, number]): void {
  const row = a.slice(i * n, (i + 1) * n);
  a.copyWithin(i * n, j * n, (j + 1) * n);
  a.set(row, j * n);
}
