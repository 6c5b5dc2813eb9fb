/**
 * Linear support vector machines by their duals, one variable at a time. For classes, y ∈ {−1, 1}, w = Σ αᵢ yᵢ x̃ᵢ, x̃ = (x, s):
 *
 *   ½ ‖w̃‖² + Σ Cᵢ (1 − yᵢ w̃ᵀx̃ᵢ)₊^p     dual:  min ½ αᵀQ α − Σ αᵢ,  0 ≤ αᵢ ≤ Uᵢ,  Q_ij = yᵢyⱼ x̃ᵢᵀx̃ⱼ + [i = j] Dᵢ
 *   p = 1:  Uᵢ = Cᵢ, Dᵢ = 0          p = 2:  Uᵢ = ∞, Dᵢ = 1/(2Cᵢ)
 *   αᵢ ← clip(αᵢ − (yᵢ w̃ᵀx̃ᵢ − 1 + Dᵢαᵢ)/Qᵢᵢ, 0, Uᵢ),   w̃ ← w̃ + Δαᵢ yᵢ x̃ᵢ
 *
 * For numbers, w = Σ βᵢ x̃ᵢ, and the step of βᵢ solves min_d ½ (Qᵢᵢ + Dᵢ) d² + (w̃ᵀx̃ᵢ − yᵢ + Dᵢβᵢ) d + ε |βᵢ + d|, −Uᵢ ≤ βᵢ ≤ Uᵢ.
 *
 * It ends where no variable wants to move by a gradient of more than tol. The intercept is the weight of the constant s, and penalised
 * as such. Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, https://doi.org/10.1145/1390156.1390208, algorithm 1; for numbers: Ho and Lin
 * 2012, https://www.jmlr.org/papers/v13/ho12a.html, algorithm 4.
 */

import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";

export interface DualProblem {
  X: Matrix;
  /** −1 and 1, or numbers, [N]. */
  y: Float64Array;
  /** Cᵢ, [N]. */
  C: Float64Array;
  /** p = 2. */
  isSquared: boolean;
  /** s; 0 for no intercept. */
  constant: number;
  maxIter: number;
  tol: number;
  rng: Philox;
  onProgress: (done: number, total: number) => void;
}

export interface DualFit {
  /** [F] */
  w: Float64Array;
  b: number;
  /** Rounds over all samples. */
  iterations: number;
  /** How far the dual's gradients still reach. */
  violation: number;
  converged: boolean;
}

export function classifyByDual(problem: DualProblem): DualFit {
  const { y, tol } = problem;
  const alpha = new Float64Array(y.length);
  return rounds(problem, (i, { score, square, U, D }) => {
    const before = alpha[i]!;
    const G = y[i]! * score - 1 + D * before;
    // What the bounds leave of the gradient.
    const wanted = before <= 0 ? Math.min(G, 0) : before >= U ? Math.max(G, 0) : G;
    if (Math.abs(wanted) <= 1e-3 * tol || square + D === 0) return { change: 0, violation: Math.abs(wanted) };
    alpha[i] = Math.min(U, Math.max(0, before - G / (square + D)));
    return { change: (alpha[i]! - before) * y[i]!, violation: Math.abs(wanted) };
  });
}

export function regressByDual(problem: DualProblem, epsilon: number): DualFit {
  const { y } = problem;
  const beta = new Float64Array(y.length);
  return rounds(problem, (i, { score, square, U, D }) => {
    const before = beta[i]!;
    const H = square + D;
    const G = score - y[i]! + D * before;
    const [up, down] = [G + epsilon, G - epsilon];
    if (H === 0) return { change: 0, violation: 0 };
    const step = up < H * before ? -up / H : down > H * before ? -down / H : -before;
    beta[i] = Math.max(-U, Math.min(U, before + step));
    return { change: beta[i]! - before, violation: violationOf(before, { up, down, U }) };
  });
}

function violationOf(beta: number, { up, down, U }: { up: number; down: number; U: number }): number {
  if (beta === 0) return Math.max(0, -up, down);
  if (beta >= U) return Math.max(0, up);
  if (beta <= -U) return Math.max(0, -down);
  return Math.abs(beta > 0 ? up : down);
}

interface Sample {
  /** w̃ᵀx̃ᵢ */
  score: number;
  /** ‖x̃ᵢ‖² */
  square: number;
  U: number;
  D: number;
}

type Update = (i: number, sample: Sample) => { change: number; violation: number };

function rounds(problem: DualProblem, update: Update): DualFit {
  const { X, C, isSquared, constant, maxIter, tol, rng } = problem;
  const { data, rows, cols: F } = X;
  const w = new Float64Array(F);
  let b = 0;
  const order = [...C.keys()].filter((i) => C[i]! > 0);
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    squares[i] = constant * constant;
    for (let j = 0; j < F; j++) squares[i]! += data[i * F + j]! ** 2;
  }
  let worst = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= maxIter; round++) {
    worst = 0;
    for (const i of rng.shuffle(order)) {
      const start = i * F;
      let score = b * constant;
      for (let j = 0; j < F; j++) score += data[start + j]! * w[j]!;
      const [U, D] = isSquared ? [Number.POSITIVE_INFINITY, 0.5 / C[i]!] : [C[i]!, 0];
      const { change, violation } = update(i, { score, square: squares[i]!, U, D });
      worst = Math.max(worst, violation);
      if (change === 0) continue;
      for (let j = 0; j < F; j++) w[j]! += change * data[start + j]!;
      b += change * constant;
    }
    problem.onProgress(round, maxIter);
    if (worst <= tol) return { w, b: b * constant, iterations: round, violation: worst, converged: true };
  }
  return { w, b: b * constant, iterations: maxIter, violation: worst, converged: false };
}
