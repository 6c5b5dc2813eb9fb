/**
 * Iteratively reweighted least squares: Fisher scoring written as a least-squares problem after the other.
 *
 *   zᵢ = ηᵢ + (yᵢ − μᵢ)/μ′ᵢ            the working response: where the tangent of the link puts yᵢ
 *   vᵢ = wᵢ μ′ᵢ² / μᵢ^p                its weight, one over the variance of zᵢ
 *   w, b ← argmin Σᵢ vᵢ (zᵢ − xᵢᵀw − b)² + α Σwᵢ ‖w‖²
 *
 * Where L is higher there, half the way is gone instead, then a quarter. This version is there to be read; it takes the steps of
 * `minimizeNewton` with the expected Hessian. Nelder and Wedderburn 1972, https://doi.org/10.2307/2344614
 */

import { ridgeByCholesky } from "../../linear/least-squares/solve-ridge.ts";
import { timesVector } from "../../matrix/products.ts";
import { dot, type Minimum, maxAbs, type Objective } from "../../optimize/objective.ts";
import { type TweedieProblem, tweedieLoss } from "./tweedie-loss.ts";

/** From θ = (w, b); stops where no part of ∇L is larger than tol. */
export function irls(
  problem: TweedieProblem,
  start: Float64Array,
  { maxIter, tol }: { maxIter: number; tol: number },
): Minimum {
  const { X, y, sampleWeight, power, link, alpha, fitIntercept } = problem;
  const { objective } = tweedieLoss(problem);
  const F = X.cols;
  const total = sampleWeight ? sampleWeight.reduce((sum, w) => sum + w, 0) : X.rows;
  const theta = start.slice();
  const gradient = new Float64Array(F + 1);
  let value = objective(theta, gradient);
  let iterations = 0;
  while (iterations < maxIter && maxAbs(gradient) > tol) {
    const eta = timesVector(X, theta).map((sum) => sum + theta[F]!);
    const mu = link === "log" ? eta.map(Math.exp) : eta;
    const slope = link === "log" ? mu : mu.map(() => 1);
    const z = eta.map((e, i) => e + (y[i]! - mu[i]!) / slope[i]!);
    const v = mu.map((m, i) => (sampleWeight?.[i] ?? 1) * slope[i]! ** 2 * m ** -power);
    const fitted = ridgeByCholesky({ X, y: z, sampleWeight: v }, { alpha: alpha * total, fitIntercept });
    if (!fitted) break;
    const goal = Float64Array.of(...fitted.coef, fitted.intercept);
    const reached = partOfTheWay(objective, { theta, goal, value, gradient });
    if (reached === undefined) break;
    value = reached;
    iterations++;
  }
  return { x: theta, value, gradient, iterations, converged: maxAbs(gradient) <= tol };
}

interface Way {
  theta: Float64Array;
  goal: Float64Array;
  value: number;
  gradient: Float64Array;
}

/** Moves θ all, half, a quarter, … of the way until L is lower, or, where L no longer tells, its gradient shorter; gives L there. */
function partOfTheWay(objective: Objective, { theta, goal, value, gradient }: Way): number | undefined {
  const from = theta.slice();
  const before = maxAbs(gradient);
  const slope = dot(
    gradient,
    goal.map((value, j) => value - from[j]!),
  );
  for (let share = 1; share > 1e-10; share /= 2) {
    for (let j = 0; j < theta.length; j++) theta[j] = from[j]! + share * (goal[j]! - from[j]!);
    const reached = objective(theta, gradient);
    const isLevel = Math.abs(reached - value) <= 1e-12 * Math.abs(value);
    if (isLevel ? maxAbs(gradient) < before : reached <= value + 0.1 * share * slope) return reached;
  }
  return undefined;
}
