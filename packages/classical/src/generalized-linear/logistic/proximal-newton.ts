/**
 * Logistic regression with a penalty on |w_j|, which no gradient describes at 0, by Newton's method on the smooth part:
 *
 *   F(θ) = L(θ) + λ₁ Σ|w_j|,   L with its λ₂/2 ‖w‖²
 *   d = argmin_d gᵀd + ½ dᵀH d + λ₁ Σ|w_j + d_j|         by coordinate descent: d_j = S(H_jj w̃_j − (g + H d)_j, λ₁)/H_jj − w_j
 *   θ ← θ + a d,   a = 1, ½, ¼, … until F falls by 10⁻² of what the model promises
 *
 * H is the Hessian of all parameters, or, where those are many, of one class after the other. It ends where the shortest subgradient is
 * below tol. Friedman, Hastie and Tibshirani 2010, https://doi.org/10.18637/jss.v033.i01, sections 3 and 4; the line search: Yuan, Ho and
 * Lin 2012, https://www.jmlr.org/papers/v13/yuan12a.html
 */

import { type Minimum, maxAbs } from "../../optimize/objective.ts";
import type { LogisticLoss } from "./binary-loss.ts";

export interface ProximalProblem {
  loss: LogisticLoss;
  /** F: θ is a row of F weights and an intercept for each class, or one row. */
  features: number;
  /** λ₁ */
  l1: number;
  fitIntercept: boolean;
  /** How many parameters move together: all, or the F + 1 of a class. */
  block: number;
  /** H of the parameters of a block, [block, block], with λ₂. */
  curvature: (theta: Float64Array, at: number) => Float64Array;
  maxIter: number;
  tol: number;
  onStep?: (iterations: number) => void;
}

export function proximalNewton(problem: ProximalProblem, start: Float64Array): Minimum {
  const { loss, block, maxIter, tol } = problem;
  const theta = start.slice();
  const gradient = new Float64Array(loss.size);
  let value = loss.objective(theta, gradient);
  let iterations = 0;
  while (iterations < maxIter && maxAbs(shortestSubgradient(problem, theta, gradient)) > tol) {
    let moved = false;
    for (let at = 0; at * block < loss.size; at++) {
      const d = blockDirection(problem, { theta, gradient, at });
      const reached = lineSearch(problem, { theta, gradient, at, value }, d);
      if (reached === undefined) continue;
      value = reached;
      moved = true;
    }
    iterations++;
    problem.onStep?.(iterations);
    if (!moved) break;
  }
  const final = shortestSubgradient(problem, theta, gradient);
  return {
    x: theta,
    value: value + penalty(problem, theta),
    gradient: final,
    iterations,
    converged: maxAbs(final) <= tol,
  };
}

/** λ₁ Σ|w_j|. */
function penalty({ features: F, l1 }: ProximalProblem, theta: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < theta.length; at++) if (at % (F + 1) !== F) sum += Math.abs(theta[at]!);
  return l1 * sum;
}

/** The element of the subgradient of F closest to 0. */
export function shortestSubgradient(
  { features: F, l1 }: Pick<ProximalProblem, "features" | "l1">,
  theta: Float64Array,
  gradient: Float64Array,
): Float64Array {
  return gradient.map((g, at) => {
    if (at % (F + 1) === F) return g;
    const w = theta[at]!;
    if (w !== 0) return g + l1 * Math.sign(w);
    return Math.sign(g) * Math.max(0, Math.abs(g) - l1);
  });
}

interface Place {
  theta: Float64Array;
  gradient: Float64Array;
  /** Which block. */
  at: number;
}

/** d of one block of parameters, [block]. */
function blockDirection(problem: ProximalProblem, { theta, gradient, at }: Place): Float64Array {
  const { features: F, block, l1, fitIntercept } = problem;
  const from = at * block;
  const H = problem.curvature(theta, at);
  const d = new Float64Array(block);
  const slope = gradient.slice(from, from + block); // g + H d
  const size = maxAbs(slope) || 1;
  for (let round = 0; round < 1000; round++) {
    let largest = 0;
    for (let j = 0; j < block; j++) {
      const isIntercept = j % (F + 1) === F;
      if (isIntercept && !fitIntercept) continue;
      const h = H[j * block + j]! + 1e-12;
      const now = theta[from + j]! + d[j]!;
      const goal = h * now - slope[j]!;
      const next = isIntercept ? goal / h : (Math.sign(goal) * Math.max(0, Math.abs(goal) - l1)) / h;
      const change = next - now;
      if (change === 0) continue;
      d[j]! += change;
      for (let k = 0; k < block; k++) slope[k]! += change * H[j * block + k]!;
      largest = Math.max(largest, h * Math.abs(change));
    }
    if (largest <= 1e-2 * problem.tol || largest <= 1e-15 * size) break;
  }
  return d;
}

/** Moves θ and its gradient; gives L there, undefined where no step lowers F. */
function lineSearch(
  problem: ProximalProblem,
  { theta, gradient, at, value }: Place & { value: number },
  d: Float64Array,
): number | undefined {
  const { loss, l1, features: F } = problem;
  const from = at * d.length;
  const before = theta.slice(from, from + d.length);
  let slope = 0;
  let rise = 0;
  for (let j = 0; j < d.length; j++) {
    slope += gradient[from + j]! * d[j]!;
    if (j % (F + 1) !== F) rise += l1 * (Math.abs(before[j]! + d[j]!) - Math.abs(before[j]!));
  }
  const promised = slope + rise;
  if (!(promised < 0)) return undefined;
  const start = penalty(problem, theta);
  for (let a = 1; a > 1e-10; a /= 2) {
    for (let j = 0; j < d.length; j++) theta[from + j] = before[j]! + a * d[j]!;
    const next = gradient.slice();
    const reached = loss.objective(theta, next);
    const change = reached - value + penalty(problem, theta) - start;
    const rounding = 1e-14 * (Math.abs(value) + start);
    if (change <= 0.01 * a * promised || (a === 1 && Math.abs(promised) < rounding && change <= rounding)) {
      gradient.set(next);
      return reached;
    }
  }
  theta.set(before, from);
  return undefined;
}
