/**
 * Coordinate descent for the elastic net, of centred and weighted X and y:
 *
 *   P(w) = ½ ‖y − X w‖² + α Σ|w_j| + β/2 Σ w_j²
 *   w_j ← S(x_jᵀr + ‖x_j‖² w_j, α) / (‖x_j‖² + β),   S(t, α) = sign(t) max(|t| − α, 0),   r = y − X w
 *
 * one j after the other until the gap between P and its dual shows that no w is better by more than tol ‖y‖². With u_j = x_jᵀr:
 *
 *   β > 0:  gap = Σ_j α|w_j| + β/2 w_j² + (|u_j| − α)₊²/(2β) − w_j u_j
 *   β = 0:  gap = ½ (1 − s)² ‖r‖² + Σ_j α|w_j| − s w_j u_j,   s = min(1, α / max_j |u_j|)
 *
 * With w ≥ 0 asked for, |u_j| is u_j. Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01; the gap by Fenchel's
 * inequality for the dual point s r: Kim et al. 2007, https://doi.org/10.1109/JSTSP.2007.910971, section III.
 *
 * This version keeps the residuals: a step costs N, as it should where N < F. `coordinate-descent-gram.ts` keeps X w by products.
 */

import type { Matrix } from "../../matrix/matrix.ts";
import { dot } from "../../optimize/objective.ts";

export interface Penalty {
  /** α, the weight of Σ|w_j|. */
  l1: number;
  /** β, the weight of ½ Σ w_j². */
  l2: number;
  positive: boolean;
}

export interface DescentRules {
  maxIter: number;
  /** Stops at a gap of at most tol ‖y‖². */
  tol: number;
  /** The order of the coordinates in each round: `null` is 0, 1, 2, … */
  draw: (() => number) | null;
}

export interface DescentEnd {
  /** Rounds over all coordinates. */
  iterations: number;
  gap: number;
  converged: boolean;
}

/** Improves w, [F], in place. `columns` is Xᵀ, [F, N]. */
export function coordinateDescent(
  { columns, y }: { columns: Matrix; y: Float64Array },
  w: Float64Array,
  penalty: Penalty,
  rules: DescentRules,
): DescentEnd {
  const F = columns.rows;
  const squares = Float64Array.from({ length: F }, (_, j) => dot(columns.row(j), columns.row(j)));
  const r = y.slice();
  for (let j = 0; j < F; j++) if (w[j] !== 0) moveResidual(r, columns.row(j), -w[j]!);
  return descend(
    {
      w,
      target: dot(y, y),
      step: (j) => {
        const x = columns.row(j);
        const square = squares[j]!;
        if (square === 0) return 0;
        const before = w[j]!;
        const after = shrink(dot(x, r) + square * before, penalty) / (square + penalty.l2);
        if (after !== before) moveResidual(r, x, before - after);
        w[j] = after;
        return Math.abs(after - before);
      },
      gap: () => {
        const u = Float64Array.from({ length: F }, (_, j) => dot(columns.row(j), r));
        return dualityGap({ w, u, rr: dot(r, r) }, penalty);
      },
    },
    rules,
  );
}

export interface Coordinates {
  w: Float64Array;
  /** ‖y‖². */
  target: number;
  /** Changes w_j to its best; by how much. */
  step: (j: number) => number;
  gap: () => number;
}

/** Rounds of steps; the gap is looked at where steps have become small, and at the last round. */
export function descend({ w, target, step, gap }: Coordinates, rules: DescentRules): DescentEnd {
  const F = w.length;
  const limit = rules.tol * target;
  let found = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rules.maxIter; round++) {
    let largest = 0;
    let longest = 0;
    for (let k = 0; k < F; k++) {
      const j = rules.draw ? rules.draw() : k;
      largest = Math.max(largest, step(j));
      longest = Math.max(longest, Math.abs(w[j]!));
    }
    if (largest > rules.tol * longest && round < rules.maxIter - 1) continue;
    found = gap();
    // Steps of rounding size cannot narrow it further.
    if (found <= limit || (largest <= 1e-15 * longest && found <= 1e-12 * target))
      return { iterations: round + 1, gap: found, converged: true };
  }
  return { iterations: rules.maxIter, gap: found, converged: false };
}

/** S(t, α), and 0 for negative t where w ≥ 0 is asked for. */
export function shrink(t: number, { l1, positive }: Penalty): number {
  if (t > l1) return t - l1;
  return t < -l1 && !positive ? t + l1 : 0;
}

/** See the head of the file; `u` is Xᵀr and `rr` is ‖r‖². */
export function dualityGap(
  { w, u, rr }: { w: Float64Array; u: Float64Array; rr: number },
  { l1, l2, positive }: Penalty,
): number {
  const sizes = positive ? u : u.map(Math.abs);
  let gap = 0;
  if (l2 > 0) {
    for (let j = 0; j < w.length; j++) {
      const over = Math.max(0, sizes[j]! - l1);
      gap += l1 * Math.abs(w[j]!) + 0.5 * l2 * w[j]! ** 2 + over ** 2 / (2 * l2) - w[j]! * u[j]!;
    }
    return gap;
  }
  const largest = sizes.reduce((max, size) => Math.max(max, size), 0);
  const s = largest > l1 ? l1 / largest : 1;
  for (let j = 0; j < w.length; j++) gap += l1 * Math.abs(w[j]!) - s * w[j]! * u[j]!;
  return gap + 0.5 * (1 - s) ** 2 * rr;
}

function moveResidual(r: Float64Array, x: Float64Array, by: number): void {
  for (let i = 0; i < r.length; i++) r[i]! += by * x[i]!;
}
