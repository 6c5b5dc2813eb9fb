/**
 * Newton's step over the free variables, those between their bounds, where pairs come near only slowly: with columns of very different
 * scales, millions of pairs move what one system of equations tells.
 *
 *   minimise  ½ dᵀ K d + gᵀ d,  the sum of d over each group 0
 *   d = −K⁻¹ g + Σ_m μ_m K⁻¹ 1_m,   1_m 1 for members of group m and else 0, μ from Σ_m (1_lᵀ K⁻¹ 1_m) μ_m = 1_lᵀ K⁻¹ g
 *
 * with 10⁻¹² of the largest Kᵢᵢ added to the diagonal, so that directions in which f is a line have an answer too: far away, and the box ends
 * the step. A step that the box cuts fixes a variable, and the others go on: at most as many steps as free variables. Nocedal and Wright,
 * Numerical Optimization, 2nd edition, section 16.5 (active sets).
 */

import { dot } from "../optimize/objective.ts";
import { factorCholesky, solveCholesky } from "../optimize/positive-definite.ts";
import type { BoxProblem } from "./box-problem.ts";

/** More would cost more than the pairs do. */
const mostFree = 1000;

/** Changes β and not the gradient, g of before. Gives how many variables were free; 0 where nothing moved. */
export function newtonOverFree(problem: BoxProblem, beta: Float64Array, gradient: Float64Array): number {
  const { lower, upper, groups } = problem;
  const places: number[] = [];
  for (let k = 0; k < beta.length; k++) if (beta[k]! > lower[k]! && beta[k]! < upper[k]!) places.push(k);
  if (places.length < 2 || places.length > mostFree) return 0;
  const at = (values: Float64Array) => Float64Array.from(places, (k) => values[k]!);
  const part: Part = {
    K: places.map((k) => at(problem.row(k))),
    beta: at(beta),
    g: at(gradient),
    lower: at(lower),
    upper: at(upper),
    group: places.map((k) => groups.findLastIndex((from) => from <= k)),
  };
  let free = places.map((_, a) => a);
  let hasMoved = false;
  while (free.length > 1) {
    const d = direction(part, free);
    const cut = d && move(part, free, d);
    if (cut === undefined) break;
    hasMoved = true;
    if (cut.size === 0) break;
    free = free.filter((a) => !cut.has(a));
  }
  if (!hasMoved) return 0;
  for (const [a, k] of places.entries()) beta[k] = part.beta[a]!;
  return places.length;
}

/** What was free at the start. */
interface Part {
  K: Float64Array[];
  beta: Float64Array;
  g: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** Which group each is of. */
  group: number[];
}

/** d of these variables; undefined where K is not positive definite or numbers have overflowed. */
function direction({ K, g, group }: Part, free: readonly number[]): Float64Array | undefined {
  const n = free.length;
  const factor = new Float64Array(n * n);
  const largest = free.reduce((most, a) => Math.max(most, K[a]![a]!), 0);
  for (let r = 0; r < n; r++) {
    const row = K[free[r]!]!;
    for (let c = 0; c < n; c++) factor[r * n + c] = row[free[c]!]!;
    factor[r * n + r]! += 1e-12 * largest;
  }
  if (factorCholesky(factor, n) < n) return undefined;
  const solved = (values: readonly number[]) => solveCholesky(factor, n, values);
  const members = [...new Set(free.map((a) => group[a]!))].map((own) =>
    free.map((a) => Number(group[a] === own)),
  );
  const d = solved(free.map((a) => -g[a]!));
  const pushes = members.map(solved);
  const M = Float64Array.from(members.flatMap((own) => pushes.map((push) => dot(own, push))));
  if (factorCholesky(M, members.length) < members.length) return undefined;
  const mu = solveCholesky(
    M,
    members.length,
    members.map((own) => -dot(own, d)),
  );
  for (const [m, push] of pushes.entries()) for (let r = 0; r < n; r++) d[r]! += mu[m]! * push[r]!;
  // What rounding has left of the sums.
  for (const own of members) {
    const rest = dot(own, d) / own.reduce((count, one) => count + one, 0);
    for (let r = 0; r < n; r++) d[r]! -= own[r]! * rest;
  }
  return d.every((step) => Number.isFinite(step)) ? d : undefined;
}

/** Goes along d as far as the box lets it, at most once; gives the variables that end at their bounds, undefined where nothing moves. */
function move(part: Part, free: readonly number[], d: Float64Array): Set<number> | undefined {
  const { K, beta, g, lower, upper } = part;
  const room = (r: number) => ((d[r]! > 0 ? upper : lower)[free[r]!]! - beta[free[r]!]!) / d[r]!;
  let share = 1;
  for (let r = 0; r < d.length; r++) if (d[r] !== 0) share = Math.min(share, room(r));
  if (!(share > 0)) return undefined;
  const cut = new Set<number>();
  for (const [r, a] of free.entries()) {
    const isCut = d[r] !== 0 && room(r) <= share && share < 1;
    if (isCut) cut.add(a);
    const to = isCut ? (d[r]! > 0 ? upper : lower)[a]! : beta[a]! + share * d[r]!;
    const step = to - beta[a]!;
    beta[a] = to;
    for (let b = 0; b < g.length; b++) g[b]! += step * K[a]![b]!;
  }
  return cut;
}
