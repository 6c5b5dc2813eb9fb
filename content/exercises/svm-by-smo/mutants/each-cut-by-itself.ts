// The step is taken whole, and each multiplier is put back between 0 and C afterwards: Σ yα changes.
export type Matrix = readonly (readonly number[])[];

export interface Bounds {
  /** The bias is at least this, says sample i. */
  lower: number;
  i: number;
  /** The bias is at most this, says sample j. */
  upper: number;
  j: number;
}

export interface Solution {
  alpha: number[];
  bias: number;
  /** Pairs that were changed. */
  steps: number;
}

/** W(α) = Σ α_n − ½ Σ α_n y_n f_n, since f_n holds the inner sum. */
export function objective(K: Matrix, y: readonly number[], alpha: readonly number[]): number {
  const f = decisions(K, y, alpha);
  return alpha.reduce((sum, a, n) => sum + a - (a * y[n]! * f[n]!) / 2, 0);
}

/**
 * With y_n (f_n + b) ≥ 1 and y_n = 1 the bias is at least y_n − f_n, with y_n = −1 at most; with ≤ 1 the other way.
 *
 * Keerthi et al. 2001, https://doi.org/10.1162/089976601300014493.
 */
export function biasBounds(K: Matrix, y: readonly number[], C: number, alpha: readonly number[]): Bounds {
  const f = decisions(K, y, alpha);
  const bounds: Bounds = { lower: Number.NEGATIVE_INFINITY, i: -1, upper: Number.POSITIVE_INFINITY, j: -1 };
  for (const [n, label] of y.entries()) {
    const g = label - f[n]!;
    const atLeast = label > 0 ? alpha[n]! < C : alpha[n]! > 0;
    const atMost = label > 0 ? alpha[n]! > 0 : alpha[n]! < C;
    if (atLeast && g > bounds.lower) [bounds.lower, bounds.i] = [g, n];
    if (atMost && g < bounds.upper) [bounds.upper, bounds.j] = [g, n];
  }
  return bounds;
}

/** W(α + t(y_i e_i − y_j e_j)) = W(α) + t (g_i − g_j) − ½ η t², with t cut to what 0 ≤ α ≤ C allows. */
export function pairStep(
  K: Matrix,
  y: readonly number[],
  C: number,
  alpha: readonly number[],
  i: number,
  j: number,
): number[] {
  const f = decisions(K, y, alpha);
  const eta = Math.max(K[i]![i]! + K[j]![j]! - 2 * K[i]![j]!, 1e-12);
  const top = (y[i]! - f[i]! - (y[j]! - f[j]!)) / eta;
  const t = top;
  const next = [...alpha];
  next[i] = settled(Math.min(Math.max(alpha[i]! + y[i]! * t, 0), C), C);
  next[j] = settled(Math.min(Math.max(alpha[j]! - y[j]! * t, 0), C), C);
  return next;
}

/** Sequential minimal optimisation, Platt 1998, with the pair that contradicts itself most. */
export function smo(K: Matrix, y: readonly number[], C: number, tolerance: number): Solution {
  if (!(C > 0)) throw new RangeError(`smo: C is ${C}, a number above 0 is needed`);
  if (!y.every((label) => label === 1 || label === -1) || new Set(y).size < 2)
    throw new RangeError("smo: the labels must be 1 and -1, and both must occur");
  let alpha = y.map(() => 0);
  for (let steps = 0; steps < 100_000; steps++) {
    const { lower, i, upper, j } = biasBounds(K, y, C, alpha);
    if (lower - upper <= tolerance) return { alpha, bias: (lower + upper) / 2, steps };
    alpha = pairStep(K, y, C, alpha, i, j);
  }
  throw new Error(`smo: after 100000 steps the conditions do not hold within ${tolerance}`);
}

/** f_n = Σ_m α_m y_m K_nm, without the bias. */
function decisions(K: Matrix, y: readonly number[], alpha: readonly number[]): number[] {
  return K.map((row) => row.reduce((sum, k, m) => sum + alpha[m]! * y[m]! * k, 0));
}

/** What rounding left beside a bound is on it. */
function settled(a: number, C: number): number {
  if (a < 1e-12 * C) return 0;
  return a > C * (1 - 1e-12) ? C : a;
}
