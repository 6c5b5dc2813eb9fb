/**
 * Gradient descent on the mean squared error, the readable way to the least-squares solution.
 *
 *   L(w, b) = 1/(2 Σ wᵢ) Σᵢ wᵢ (b + xᵢᵀw − yᵢ)²
 *   ∂L/∂w = 1/Σwᵢ · Σᵢ wᵢ (b + xᵢᵀw − yᵢ) xᵢ,   ∂L/∂b = 1/Σwᵢ · Σᵢ wᵢ (b + xᵢᵀw − yᵢ)
 *   w ← w − η ∂L/∂w,   b ← b − η ∂L/∂b
 *
 * Steps of η < 2/λ converge, λ the largest curvature of L; 1/λ is taken where no η is given. Cauchy 1847, Comptes rendus 25, p. 536.
 */

import type { Given } from "../centre.ts";

export interface DescentOptions {
  fitIntercept: boolean;
  /** η; 1/λ where null. */
  learningRate: number | null;
  maxIter: number;
  /** Stops where no part of the gradient is larger. */
  tol: number;
}

export interface Descent {
  /** w, [F]. */
  coef: Float64Array;
  intercept: number;
  iterations: number;
  /** Whether `tol` was met. */
  converged: boolean;
}

export function gradientDescent(given: Given, options: DescentOptions): Descent {
  const { fitIntercept, maxIter, tol } = options;
  const F = given.X.cols;
  const theta = new Float64Array(F + 1); // w, then b
  const learningRate = options.learningRate ?? 1 / largestCurvature(given, fitIntercept);
  for (let iteration = 0; iteration < maxIter; iteration++) {
    const gradient = meanGradient(given, theta);
    if (!fitIntercept) gradient[F] = 0;
    if (gradient.every((g) => Math.abs(g) <= tol)) return answer(theta, iteration, true);
    for (let j = 0; j <= F; j++) theta[j]! -= learningRate * gradient[j]!;
  }
  return answer(theta, maxIter, false);
}

function answer(theta: Float64Array, iterations: number, converged: boolean): Descent {
  return { coef: theta.slice(0, -1), intercept: theta.at(-1)!, iterations, converged };
}

/** ∂L/∂w and ∂L/∂b, [F + 1]. */
export function meanGradient({ X, y, sampleWeight }: Given, theta: Float64Array): Float64Array {
  const F = X.cols;
  const gradient = new Float64Array(F + 1);
  let total = 0;
  for (let i = 0; i < X.rows; i++) {
    const x = X.row(i);
    const weight = sampleWeight?.[i] ?? 1;
    let error = theta[F]! - y[i]!;
    for (let j = 0; j < F; j++) error += x[j]! * theta[j]!;
    for (let j = 0; j < F; j++) gradient[j]! += weight * error * x[j]!;
    gradient[F]! += weight * error;
    total += weight;
  }
  return gradient.map((g) => g / total);
}

/** λ, the largest eigenvalue of L's Hessian, by the power method: multiply, normalise, repeat. 5 % are added, as it comes from below. */
function largestCurvature({ X, sampleWeight }: Given, fitIntercept: boolean): number {
  const y = new Float64Array(X.rows);
  let v: Float64Array = new Float64Array(X.cols + 1).map((_, j) => 1 + 1 / (j + 2));
  if (!fitIntercept) v[X.cols] = 0;
  let lambda = 0;
  for (let round = 0; round < 30; round++) {
    // L's gradient is linear in θ where y = 0: its Hessian times θ.
    const product = meanGradient({ X, y, sampleWeight }, v);
    if (!fitIntercept) product[X.cols] = 0;
    lambda = Math.hypot(...product) / Math.hypot(...v);
    if (lambda === 0) return 1;
    v = product;
  }
  return 1.05 * lambda;
}
