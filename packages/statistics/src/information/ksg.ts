/**
 * Mutual information of continuous variables from distances between neighbours (Kraskov, Stögbauer and Grassberger).
 *
 *   ε_i the distance from (x_i, y_i) to its k-th neighbour in the largest of |x − x_i| and |y − y_i|
 *   n_x(i) the number of other points with |x_j − x_i| < ε_i, and n_y(i) likewise
 *   I = ψ(k) + ψ(N) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩
 *
 * algorithm 1, equation 8 of Kraskov et al. 2004, https://doi.org/10.1103/PhysRevE.69.066138. Small k: little bias, much variance.
 * Values that repeat break it; scikit-learn adds noise of 1e-10 against that, here ties are refused. The estimate may be below 0;
 * scikit-learn cuts it at 0. In O(N²) steps.
 */

import { requireEqualLengths, requireList, requireWhole, type Sample, sampleOf } from "../samples/sample.ts";
import { digamma } from "../special/gamma/digamma.ts";

/** In nats. x and y: one variable each, or several as rows [N][d]. */
export function mutualInformationKsg(
  x: Sample | readonly ArrayLike<number>[],
  y: Sample | readonly ArrayLike<number>[],
  { k = 3 }: { k?: number } = {},
): number {
  const where = "mutualInformationKsg";
  requireWhole(where, "k", k, 1);
  const [xs, ys] = [columnsOf(where, "x", x), columnsOf(where, "y", y)];
  const n = xs[0]!.length;
  requireEqualLengths(where, ["x", "y"], [n, ys[0]!.length]);
  if (k >= n) throw new RangeError(`${where}: k ${k} with ${n} points, a k below their number is needed`);
  const [dx, dy, nearest] = [new Float64Array(n), new Float64Array(n), new Float64Array(k)];
  let total = 0;
  for (let i = 0; i < n; i++) {
    distancesFrom(i, xs, dx);
    distancesFrom(i, ys, dy);
    nearest.fill(Infinity);
    for (let j = 0; j < n; j++) if (j !== i) insert(nearest, Math.max(dx[j]!, dy[j]!));
    const radius = nearest[k - 1]!;
    if (radius === 0) {
      throw new RangeError(
        `${where}: point ${i} occurs more than ${k} times, distinct points are needed; add a little noise`,
      );
    }
    let [inX, inY] = [0, 0];
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      if (dx[j]! < radius) inX++;
      if (dy[j]! < radius) inY++;
    }
    total += digamma(inX + 1) + digamma(inY + 1);
  }
  return digamma(k) + digamma(n) - total / n;
}

/** max over the columns of |c_j − c_i|. */
function distancesFrom(i: number, columns: readonly Float64Array[], out: Float64Array): void {
  out.fill(0);
  for (const column of columns) {
    const at = column[i]!;
    for (let j = 0; j < out.length; j++) out[j] = Math.max(out[j]!, Math.abs(column[j]! - at));
  }
}

/** Keeps the smallest k, ascending. */
function insert(nearest: Float64Array, distance: number): void {
  let at = nearest.length - 1;
  if (distance >= nearest[at]!) return;
  while (at > 0 && nearest[at - 1]! > distance) {
    nearest[at] = nearest[at - 1]!;
    at--;
  }
  nearest[at] = distance;
}

function columnsOf(where: string, name: string, x: Sample | readonly ArrayLike<number>[]): Float64Array[] {
  requireList(where, name, x);
  if (typeof x[0] === "number" || x.length === 0) return [sampleOf(where, name, x as Sample, 2)];
  const rows = x as readonly ArrayLike<number>[];
  const checked = rows.map((row, i) => sampleOf(where, `${name}[${i}]`, row));
  const width = checked[0]!.length;
  for (const [i, row] of checked.entries()) {
    requireEqualLengths(where, [`${name}[0]`, `${name}[${i}]`], [width, row.length]);
  }
  return Array.from({ length: width }, (_, j) => Float64Array.from(checked, (row) => row[j]!));
}
