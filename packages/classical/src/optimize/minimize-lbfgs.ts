/**
 * L-BFGS: Newton's method with the Hessian known only by what the last m steps taught.
 *
 *   sₖ = xₖ₊₁ − xₖ,   yₖ = gₖ₊₁ − gₖ,   ρₖ = 1 / yₖᵀsₖ
 *   H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ,   H₀ = (yᵀs / yᵀy) I,   d = −H g
 *
 * d is computed without H by the two loops of Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 7.4; the step along it by
 * `wolfeStep`, which keeps yᵀs > 0. Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116
 */

import { wolfeStep } from "./line-search.ts";
import { addScaled, dot, type Minimum, maxAbs, type Objective } from "./objective.ts";

export interface LBFGSOptions {
  /** 100 unless told. */
  maxIter?: number;
  /** Stops where max |∇f| is at most so much; 10⁻⁵ unless told. */
  gtol?: number;
  /** m, the steps remembered; 10 unless told. */
  history?: number;
  /** Told after each step. */
  onStep?: (iterations: number) => void;
}

interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

/** Minimises a smooth f from `start`, [n], which is not changed. */
export function minimizeLBFGS(
  objective: Objective,
  start: Float64Array,
  { maxIter = 100, gtol = 1e-5, history = 10, onStep }: LBFGSOptions = {},
): Minimum {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const pairs: Pair[] = [];
  let iterations = 0;
  while (iterations < maxIter && maxAbs(gradient) > gtol) {
    const direction = quasiNewton(gradient, pairs);
    const slope = dot(gradient, direction);
    const ray = { from: x, direction, value, slope, x: new Float64Array(x), gradient: gradient.slice() };
    const first = pairs.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
    const step = slope < 0 ? wolfeStep(objective, ray, first) : undefined;
    if (!step) {
      // What was remembered misleads: once more from the gradient alone, else nothing is left to gain.
      if (pairs.length === 0) break;
      pairs.length = 0;
      continue;
    }
    remember(pairs, { ray, gradient, history });
    x = ray.x;
    gradient = ray.gradient;
    value = step.value;
    iterations++;
    onStep?.(iterations);
  }
  return { x, value, gradient, iterations, converged: maxAbs(gradient) <= gtol };
}

/** −H g. */
function quasiNewton(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const q = gradient.map((g) => -g);
  const newest = pairs.at(-1);
  if (!newest) return q;
  const alphas = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!;
    alphas[k] = rho * dot(s, q);
    addScaled(q, -alphas[k]!, y);
  }
  const scale = 1 / (newest.rho * dot(newest.y, newest.y));
  for (let i = 0; i < q.length; i++) q[i]! *= scale;
  for (const [k, { s, y, rho }] of pairs.entries()) addScaled(q, alphas[k]! - rho * dot(y, q), s);
  return q;
}

interface Step {
  ray: { from: Float64Array; x: Float64Array; gradient: Float64Array };
  gradient: Float64Array;
  history: number;
}

/** Notes the step's pair, unless rounding has eaten its curvature. */
function remember(pairs: Pair[], { ray, gradient, history }: Step): void {
  const s = ray.x.map((value, i) => value - ray.from[i]!);
  const y = ray.gradient.map((value, i) => value - gradient[i]!);
  const curvature = dot(y, s);
  if (!(curvature > 2.2e-16 * dot(y, y))) return;
  pairs.push({ s, y, rho: 1 / curvature });
  if (pairs.length > history) pairs.shift();
}
