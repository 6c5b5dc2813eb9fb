/**
 * Newton's method with halved steps, for smooth convex f of few variables.
 *
 *   H d = −g,   x ← x + a d,   a = 1, ½, ¼, … until f(x + a d) ≤ f(x) + 10⁻⁴ a gᵀd
 *
 * Where H is not positive definite, λ I is added, λ ten times larger until it is: Nocedal and Wright, Numerical Optimization,
 * 2nd edition, algorithm 3.3. On the negative log-likelihood of a generalised linear model this is iteratively reweighted least squares.
 */

import { addScaled, dot, type Minimum, maxAbs, type Objective } from "./objective.ts";
import { factorCholesky, solveCholesky } from "./positive-definite.ts";

export interface NewtonOptions {
  /** 100 unless told. */
  maxIter?: number;
  /** Stops where max |∇f| is at most so much; 10⁻⁵ unless told. */
  gtol?: number;
  /** Told after each step. */
  onStep?: (iterations: number) => void;
}

/** Minimises f from `start`, [n]. `hessian(x)` is [n, n], a new array each time. */
export function minimizeNewton(
  objective: Objective,
  hessian: (x: Float64Array) => Float64Array,
  start: Float64Array,
  { maxIter = 100, gtol = 1e-5, onStep }: NewtonOptions = {},
): Minimum {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  let iterations = 0;
  while (iterations < maxIter && maxAbs(gradient) > gtol) {
    const d = newtonDirection(hessian(x), gradient);
    const next = halvedStep(objective, { x, d, value, slope: dot(gradient, d) });
    if (!next) break;
    ({ x, gradient, value } = next);
    iterations++;
    onStep?.(iterations);
  }
  return { x, value, gradient, iterations, converged: maxAbs(gradient) <= gtol };
}

/** −H⁻¹ g, with H + λ I where H alone has no factor. */
function newtonDirection(H: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  let trace = 0;
  for (let j = 0; j < n; j++) trace += Math.abs(H[j * n + j]!);
  let lambda = 0;
  for (;;) {
    const factor = H.slice();
    for (let j = 0; j < n; j++) factor[j * n + j]! += lambda;
    if (factorCholesky(factor, n, 1e-14) === n) return solveCholesky(factor, n, gradient).map((v) => -v);
    lambda = lambda === 0 ? 1e-12 * (trace / n || 1) : lambda * 10;
    if (lambda > 1e30) return gradient.map((g) => -g);
  }
}

interface Here {
  x: Float64Array;
  d: Float64Array;
  value: number;
  slope: number;
}

function halvedStep(objective: Objective, { x, d, value, slope }: Here) {
  const gradient = new Float64Array(x.length);
  for (let a = 1; a > 1e-12; a /= 2) {
    const next = x.slice();
    addScaled(next, a, d);
    const reached = objective(next, gradient);
    // So close to the minimum that f no longer tells, a full step is taken if it shortens the gradient along d.
    const isLevel = reached <= value + 1e-12 * Math.abs(value);
    if (reached <= value + 1e-4 * a * slope || (isLevel && Math.abs(dot(gradient, d)) < 0.5 * -slope))
      return { x: next, gradient, value: reached };
  }
  return undefined;
}
