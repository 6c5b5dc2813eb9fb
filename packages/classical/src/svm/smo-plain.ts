/**
 * Sequential minimal optimisation as a textbook has it: all of K at hand, and each step moves the pair that violates the conditions most.
 *
 *   i = argmin { gᵢ : βᵢ < upperᵢ },   j = argmax { gⱼ : βⱼ > lowerⱼ }
 *   d = min((gⱼ − gᵢ) / (Kᵢᵢ + Kⱼⱼ − 2 Kᵢⱼ), upperᵢ − βᵢ, βⱼ − lowerⱼ)      the best step, cut at the box
 *   βᵢ += d,   βⱼ −= d,   g_k += d (Kᵢₖ − Kⱼₖ)
 *
 * Platt 1998, Sequential minimal optimization; the choice of the pair by Keerthi et al. 2001, https://doi.org/10.1162/089976601300014493.
 * `smo.ts` reaches the same optimum in fewer and cheaper steps.
 */
import {
  type BoxProblem,
  type BoxSolution,
  iterationLimit,
  objectiveOf,
  type SolveOptions,
} from "./box-problem.ts";

export function solvePlainly(problem: BoxProblem, { tol, maxIter }: SolveOptions): BoxSolution {
  const { linear, lower, upper, start, diagonal } = problem;
  const beta = start.slice();
  const K = Array.from(beta, (_, i) => problem.row(i).slice());
  const gradient = linear.map((c, i) => beta.reduce((sum, b, j) => sum + b * K[i]![j]!, c));
  const limit = iterationLimit(maxIter, beta.length);
  let [iterations, violation] = [0, 0];
  for (;;) {
    const pair = worstPair(problem, beta, gradient);
    violation = pair.violation;
    if (violation <= tol || iterations === limit) break;
    const { i, j } = pair;
    const curvature = diagonal[i]! + diagonal[j]! - 2 * K[i]![j]!;
    const best = violation / Math.max(curvature, 1e-12);
    const d = Math.min(best, upper[i]! - beta[i]!, beta[j]! - lower[j]!);
    // At the box exactly, not a rounding beside it.
    beta[i] = d === upper[i]! - beta[i]! ? upper[i]! : beta[i]! + d;
    beta[j] = d === beta[j]! - lower[j]! ? lower[j]! : beta[j]! - d;
    for (let k = 0; k < gradient.length; k++) gradient[k]! += d * (K[i]![k]! - K[j]![k]!);
    iterations++;
  }
  return { beta, gradient, objective: objectiveOf(beta, gradient, linear), violation, iterations };
}

interface Pair {
  i: number;
  j: number;
  /** gⱼ − gᵢ. */
  violation: number;
}

/** Over all groups. */
function worstPair({ lower, upper, groups }: BoxProblem, beta: Float64Array, gradient: Float64Array): Pair {
  let worst: Pair = { i: -1, j: -1, violation: Number.NEGATIVE_INFINITY };
  for (const [group, from] of groups.entries()) {
    const to = groups[group + 1] ?? beta.length;
    let [i, j] = [-1, -1];
    for (let k = from; k < to; k++) {
      if (beta[k]! < upper[k]! && (i < 0 || gradient[k]! < gradient[i]!)) i = k;
      if (beta[k]! > lower[k]! && (j < 0 || gradient[k]! > gradient[j]!)) j = k;
    }
    if (i < 0 || j < 0) continue;
    const violation = gradient[j]! - gradient[i]!;
    if (violation > worst.violation) worst = { i, j, violation };
  }
  return worst.violation > 0 ? worst : { ...worst, violation: 0 };
}
