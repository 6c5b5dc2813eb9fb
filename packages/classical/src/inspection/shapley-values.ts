import { Philox } from "@blankfile/tensor";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import type { Response } from "./response.ts";
import { solveSymmetric } from "./solve-symmetric.ts";

/** What each feature adds to each row's response. */
export interface Explanation {
  /** φ, [N, F]. */
  values: Matrix;
  /** The mean response over the background: what is said of a row of which nothing is known. */
  baseValue: number;
}

/**
 * Shapley values, exactly:
 *
 *   φ_j = Σ_{S ⊆ F∖j} |S|! (F − |S| − 1)! / F! · (v(S ∪ j) − v(S))
 *   v(S) = mean over background rows b of f(x on S, b elsewhere)
 *
 * v is asked for each of the 2^F sets, so F is 16 at most. φ sums to f(x) − v(∅); a feature that f does not look at has 0; equals have equal shares.
 * Shapley 1953; as an explanation of models with features set free, Lundberg and Lee 2017, https://arxiv.org/abs/1705.07874
 */
export function exactShapley(f: Response, X: MatrixLike, background: MatrixLike): Explanation {
  const where = "exactShapley";
  const [rows, known] = [toMatrix(where, X), toMatrix(where, background)];
  requireAlike(where, rows, known);
  const F = rows.cols;
  if (F > 16)
    throw new RangeError(
      `${where}: ${F} features are 2^${F} sets, at most 16 are needed; kernelShapley draws some of the sets`,
    );
  const weights = Float64Array.from({ length: F }, (_, size) => 1 / (F * binomial(F - 1, size)));
  const values = Matrix.zeros(rows.rows, F);
  let baseValue = 0;
  for (let i = 0; i < rows.rows; i++) {
    const v = Float64Array.from({ length: 2 ** F }, (_, set) => valueOfBits(f, rows.row(i), known, set));
    baseValue = v[0]!;
    for (let set = 0; set < v.length; set++) {
      const size = countBits(set);
      for (let j = 0; j < F; j++)
        if ((set & (1 << j)) === 0)
          values.data[i * F + j]! += weights[size]! * (v[set | (1 << j)]! - v[set]!);
    }
  }
  return { values: rows.names ? values.withNames(rows.names) : values, baseValue };
}

/**
 * Shapley values by weighted least squares (Lundberg and Lee 2017, theorem 2): φ minimises
 *
 *   Σ_S π(S) (v(S) − v(∅) − Σ_{j ∈ S} φ_j)²   with Σ_j φ_j = f(x) − v(∅),   π(S) = (F − 1) / (C(F, |S|) |S| (F − |S|))
 *
 * All sets where there are no more than `nSamples`: then it is `exactShapley`. Else sets are drawn by π, each with its complement, which halves the noise.
 */
export function kernelShapley(
  f: Response,
  X: MatrixLike,
  background: MatrixLike,
  { nSamples, randomState = 0 }: { nSamples?: number; randomState?: number } = {},
): Explanation {
  const where = "kernelShapley";
  const [rows, known] = [toMatrix(where, X), toMatrix(where, background)];
  requireAlike(where, rows, known);
  const F = rows.cols;
  const count = nSamples ?? 2 * F + 2048;
  if (!(Number.isInteger(count) && count >= 2 * F))
    throw new RangeError(
      `${where}: nSamples is ${count} for ${F} features, a whole number ≥ ${2 * F} is needed`,
    );
  const values = Matrix.zeros(rows.rows, F);
  const baseValue = mean(f(known));
  for (let i = 0; i < rows.rows; i++) {
    const x = rows.row(i);
    const full = f(rows.takeRows([i]))[0]!;
    if (F === 1) {
      values.data[i] = full - baseValue;
      continue;
    }
    const sets =
      F <= 30 && 2 ** F - 2 <= count ? allSets(F) : drawnSets(F, count, new Philox(randomState).fork(i));
    const v = sets.map(({ isIn }) => valueOfSet(f, x, known, isIn));
    values.data.set(leastSquares(sets, v, { full, baseValue, F }), i * F);
  }
  return { values: rows.names ? values.withNames(rows.names) : values, baseValue };
}

interface WeightedSet {
  isIn: Uint8Array;
  weight: number;
}

function allSets(F: number): WeightedSet[] {
  return Array.from({ length: 2 ** F - 2 }, (_, at) => {
    const isIn = Uint8Array.from({ length: F }, (_, j) => ((at + 1) >> j) & 1);
    const size = isIn.reduce((sum, one) => sum + one, 0);
    return { isIn, weight: (F - 1) / (binomial(F, size) * size * (F - size)) };
  });
}

/** Sizes by their share of π, features of a size by chance; each set's complement beside it. What is drawn twice weighs twice. */
function drawnSets(F: number, count: number, rng: Philox): WeightedSet[] {
  const shares = Array.from({ length: F - 1 }, (_, at) => 1 / ((at + 1) * (F - at - 1)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const drawn = new Map<string, WeightedSet>();
  for (let n = 0; n < count; n += 2) {
    let left = rng.uniform() * total;
    let size = 1;
    while (size < F - 1 && left >= shares[size - 1]!) left -= shares[size++ - 1]!;
    const order = rng.shuffle(Array.from({ length: F }, (_, j) => j));
    const isIn = new Uint8Array(F);
    for (const j of order.slice(0, size)) isIn[j] = 1;
    for (const set of [isIn, isIn.map((one) => 1 - one)]) {
      const key = set.join("");
      const known = drawn.get(key);
      if (known) known.weight++;
      else drawn.set(key, { isIn: set, weight: 1 });
    }
  }
  return [...drawn.values()];
}

/** The last φ is what the others leave of f(x) − v(∅); the others solve normal equations. */
function leastSquares(
  sets: readonly WeightedSet[],
  v: readonly number[],
  { full, baseValue, F }: { full: number; baseValue: number; F: number },
): Float64Array {
  const n = F - 1;
  const [A, b] = [new Float64Array(n * n), new Float64Array(n)];
  const gain = full - baseValue;
  for (const [at, { isIn, weight }] of sets.entries()) {
    const last = isIn[n]!;
    const rest = v[at]! - baseValue - last * gain;
    for (let p = 0; p < n; p++) {
      const xp = isIn[p]! - last;
      if (xp === 0) continue;
      b[p]! += weight * xp * rest;
      for (let q = 0; q < n; q++) A[p * n + q]! += weight * xp * (isIn[q]! - last);
    }
  }
  const solved = solveSymmetric(A, b);
  const phi = new Float64Array(F);
  phi.set(solved);
  phi[n] = gain - solved.reduce((sum, value) => sum + value, 0);
  return phi;
}

function valueOfBits(f: Response, x: Float64Array, background: Matrix, set: number): number {
  return valueOfSet(
    f,
    x,
    background,
    Uint8Array.from({ length: x.length }, (_, j) => (set >> j) & 1),
  );
}

function valueOfSet(f: Response, x: Float64Array, background: Matrix, isIn: Uint8Array): number {
  const { rows, cols } = background;
  const data = background.data.slice();
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) if (isIn[j] === 1) data[i * cols + j] = x[j]!;
  return mean(f(new Matrix(data, [rows, cols], background.names)));
}

function requireAlike(where: string, X: Matrix, background: Matrix): void {
  if (background.rows === 0) throw new RangeError(`${where}: the background has no rows, one is needed`);
  if (X.cols !== background.cols)
    throw new RangeError(
      `${where}: X has ${X.cols} columns and the background ${background.cols}, as many are needed`,
    );
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function countBits(set: number): number {
  let count = 0;
  for (let left = set; left > 0; left &= left - 1) count++;
  return count;
}

function binomial(n: number, k: number): number {
  let out = 1;
  for (let i = 1; i <= k; i++) out = (out * (n - k + i)) / i;
  return Math.round(out);
}
