/**
 * Rademacher complexity: how well a class can fit coin tosses σ_i = ±1 on given points.
 *
 *   R̂(H) = E_σ sup_h (1/n) Σ σ_i h(x_i)
 *
 *   finite class, Massart's lemma:       R̂ ≤ max_h ‖h‖₂ √(2 log|H|)/n
 *   linear class ‖w‖ ≤ B:                sup = (B/n) ‖Σ σ_i x_i‖,   R̂ ≤ B √(Σ ‖x_i‖²)/n
 *   generalisation, loss in [0, 1]:      R(h) ≤ R̂(h) + 2 R̂(loss ∘ H) + 3 √(log(2/δ)/(2n))
 *
 * Bartlett and Mendelson 2002; Mohri et al. 2018, theorems 3.3, 3.7 and 5.10. Exact over all 2^n signs up to 16 points,
 * a mean over random ones above.
 */

import type { Philox } from "@blankfile/tensor";
import { standardDeviation } from "../samples/moments.ts";
import {
  requireEqualLengths,
  requireFinite,
  requirePositive,
  requireProbability,
  requireWhole,
} from "../samples/sample.ts";

export interface RademacherOptions {
  /** Needed above 16 points. */
  rng?: Philox;
  /** Random sign vectors above 16 points. Default 1000. */
  draws?: number;
}

export interface RademacherComplexity {
  value: number;
  /** Of the mean over random signs; 0 where all were counted. */
  standardError: number;
  /** What it cannot exceed, in closed form. */
  bound: number;
}

const MOST_EXACT = 16;

/** Of a finite class, given the outputs of its functions on the points, [|H|][n]. */
export function rademacherFinite(
  outputs: readonly ArrayLike<number>[],
  options: RademacherOptions = {},
): RademacherComplexity {
  const where = "rademacherFinite";
  const n = requireRows(where, outputs);
  const supremum = (signs: Int8Array) => {
    let best = -Infinity;
    for (const output of outputs) {
      let total = 0;
      for (let i = 0; i < n; i++) total += signs[i]! * output[i]!;
      best = Math.max(best, total);
    }
    return best / n;
  };
  const longest = Math.max(...outputs.map((output) => Math.sqrt(squaredNorm(output))));
  const bound = (longest * Math.sqrt(2 * Math.log(outputs.length))) / n;
  return { ...expectation(where, { n, supremum }, options), bound };
}

/** Of x ↦ w · x with ‖w‖ ≤ B on the points, [n][d]. */
export function rademacherLinear(
  points: readonly ArrayLike<number>[],
  { radius, ...options }: RademacherOptions & { radius: number },
): RademacherComplexity {
  const where = "rademacherLinear";
  const d = requireRows(where, points);
  const n = points.length;
  requirePositive(where, "radius", radius);
  const total = new Float64Array(d);
  const supremum = (signs: Int8Array) => {
    total.fill(0);
    for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) total[k]! += signs[i]! * points[i]![k]!;
    return (radius * Math.sqrt(squaredNorm(total))) / n;
  };
  const squares = points.reduce((sum, point) => sum + squaredNorm(point), 0);
  return { ...expectation(where, { n, supremum }, options), bound: (radius * Math.sqrt(squares)) / n };
}

/** 2 R̂ + 3 √(log(2/δ)/(2n)): what R(h) exceeds R̂(h) by, at most, with probability at least 1 − δ. */
export function rademacherBound({
  complexity,
  n,
  delta,
}: {
  complexity: number;
  n: number;
  delta: number;
}): number {
  if (!(complexity >= 0)) {
    throw new RangeError(`rademacherBound: complexity ${complexity}, a number from 0 on is needed`);
  }
  requireWhole("rademacherBound", "n", n, 1);
  requireProbability("rademacherBound", "delta", delta);
  return 2 * complexity + 3 * Math.sqrt(Math.log(2 / delta) / (2 * n));
}

interface Supremum {
  n: number;
  supremum(signs: Int8Array): number;
}

function expectation(where: string, { n, supremum }: Supremum, { rng, draws = 1000 }: RademacherOptions) {
  const signs = new Int8Array(n);
  if (n <= MOST_EXACT) {
    let total = 0;
    for (let code = 0; code < 2 ** n; code++) {
      for (let i = 0; i < n; i++) signs[i] = (code >> i) & 1 ? 1 : -1;
      total += supremum(signs);
    }
    return { value: total / 2 ** n, standardError: 0 };
  }
  if (rng === undefined) {
    throw new RangeError(
      `${where}: ${n} points have 2^${n} sign vectors, an rng is needed; pass { rng: new Philox(seed) }`,
    );
  }
  requireWhole(where, "draws", draws, 2);
  const values = Float64Array.from({ length: draws }, () => {
    for (let i = 0; i < n; i++) signs[i] = rng.integer(2) === 1 ? 1 : -1;
    return supremum(signs);
  });
  const value = values.reduce((a, b) => a + b, 0) / draws;
  return { value, standardError: standardDeviation(values) / Math.sqrt(draws) };
}

function squaredNorm(x: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i]! * x[i]!;
  return total;
}

function requireRows(where: string, rows: readonly ArrayLike<number>[]): number {
  const width = rows[0]?.length ?? 0;
  if (width === 0)
    throw new RangeError(`${where}: no values, at least one row of at least one number is needed`);
  for (const [i, row] of rows.entries())
    requireEqualLengths(where, ["row 0", `row ${i}`], [width, row.length]);
  rows.forEach((row, i) => {
    for (let k = 0; k < width; k++) requireFinite(where, `row ${i}, value ${k}`, row[k]!);
  });
  return width;
}
