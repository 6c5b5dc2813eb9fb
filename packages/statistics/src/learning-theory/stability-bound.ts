/**
 * Uniform stability: a learner whose loss at any point moves by at most β when one training example is left out.
 *
 *   R ≤ R̂ + 2β + (4nβ + M) √(log(1/δ)/(2n))   with probability at least 1 − δ, 0 ≤ loss ≤ M
 *
 * For ridge regression, w = argmin (1/n) Σ (w · x_i − y_i)² + λ‖w‖² with ‖x‖ ≤ κ and |y| ≤ B:  ‖w‖ ≤ B/√λ, since w = 0 costs at
 * most B². So |w · x − y| ≤ B(1 + κ/√λ), of which the loss is the square (M) and twice that its slope σ, and β = σ²κ²/(2λn).
 *
 * Bousquet and Elisseeff 2002, "Stability and generalization", https://www.jmlr.org/papers/v2/bousquet02a.html.
 */

import { requirePositive, requireProbability, requireWhole } from "../samples/sample.ts";

export interface StabilityOptions {
  /** β. */
  stability: number;
  /** M. */
  lossBound: number;
  n: number;
  delta: number;
}

/** What R exceeds R̂ by, at most. */
export function stabilityBound({ stability, lossBound, n, delta }: StabilityOptions): number {
  requirePositive("stabilityBound", "stability", stability);
  requirePositive("stabilityBound", "lossBound", lossBound);
  requireWhole("stabilityBound", "n", n, 1);
  requireProbability("stabilityBound", "delta", delta);
  return 2 * stability + (4 * n * stability + lossBound) * Math.sqrt(Math.log(1 / delta) / (2 * n));
}

export interface RidgeOptions {
  /** λ, of λ‖w‖² beside the mean of squares. */
  alpha: number;
  /** κ, the largest ‖x‖. */
  radius: number;
  /** B, the largest |y|. */
  targetBound: number;
  n: number;
}

/** β and M of ridge regression. */
export function ridgeStability({ alpha, radius, targetBound, n }: RidgeOptions): {
  stability: number;
  lossBound: number;
} {
  requirePositive("ridgeStability", "alpha", alpha);
  requirePositive("ridgeStability", "radius", radius);
  requirePositive("ridgeStability", "targetBound", targetBound);
  requireWhole("ridgeStability", "n", n, 1);
  const residual = targetBound * (1 + radius / Math.sqrt(alpha));
  return { stability: (2 * residual * radius) ** 2 / (2 * alpha * n), lossBound: residual ** 2 };
}
