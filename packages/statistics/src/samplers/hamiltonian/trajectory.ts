/**
 * The balanced binary tree of leapfrog steps that NUTS builds, and its stopping rule.
 *
 *   ρ = Σ p over a stretch of the trajectory; it has turned back on itself when v_begin · ρ ≤ 0 or v_end · ρ ≤ 0, v = M⁻¹ p
 *
 * Betancourt 2017, https://arxiv.org/abs/1701.02434, appendix A.4.2 (the generalised criterion) and A.3 (multinomial
 * weights). ρ stands for the way x_end − x_begin, which no longer is a straight line's when M is not constant.
 */
import type { Philox } from "@blankfile/tensor";
import { energy, type PhasePoint } from "./leapfrog.ts";

export interface Trajectory {
  /** Its two ends, in the order of time. */
  begin: PhasePoint;
  end: PhasePoint;
  /** ρ, [D]. */
  momentumSum: Float64Array;
  /** ln Σ exp(H₀ − H) over its points. */
  logWeight: number;
  /** One of its points. */
  point: PhasePoint;
  /** Whether it has turned, as a whole or across its two halves. */
  turned: boolean;
}

/** What one draw's trees share. */
export interface TreeWalk {
  /** H₀, the energy that the trajectory started with. */
  energy: number;
  step: (from: PhasePoint, direction: 1 | -1) => PhasePoint;
  rng: Philox;
  leapfrogs: number;
  /** Σ min(1, exp(H₀ − H)) over all points tried. */
  acceptanceSum: number;
  divergent: boolean;
  /** The energy error from which on a step counts as divergent. */
  maxError: number;
}

/** Doubles a trajectory of 2^depth points to one side; null when the new half turned or diverged within itself. */
export function grow(whole: Trajectory, depth: number, walk: TreeWalk): Trajectory | null {
  const direction = walk.rng.uniform() < 0.5 ? 1 : -1;
  const half = extend(direction === 1 ? whole.end : whole.begin, direction, depth, walk);
  if (!half) return null;
  // Biased towards the new half, which lies farther off.
  const takeNew = walk.rng.uniform() < Math.exp(half.logWeight - whole.logWeight);
  const point = takeNew ? half.point : whole.point;
  return direction === 1 ? join(whole, half, point) : join(half, whole, point);
}

/** 2^depth points on from `from`, in one direction. */
function extend(from: PhasePoint, direction: 1 | -1, depth: number, walk: TreeWalk): Trajectory | null {
  if (depth === 0) return leaf(from, direction, walk);
  const near = extend(from, direction, depth - 1, walk);
  if (!near) return null;
  const far = extend(direction === 1 ? near.end : near.begin, direction, depth - 1, walk);
  if (!far) return null;
  const total = logAddExp(near.logWeight, far.logWeight);
  const point = walk.rng.uniform() < Math.exp(far.logWeight - total) ? far.point : near.point;
  const both = direction === 1 ? join(near, far, point) : join(far, near, point);
  return both.turned ? null : both;
}

function leaf(from: PhasePoint, direction: 1 | -1, walk: TreeWalk): Trajectory | null {
  const point = walk.step(from, direction);
  const error = energy(point) - walk.energy;
  walk.leapfrogs++;
  walk.acceptanceSum += Math.min(1, Math.exp(-error));
  if (error > walk.maxError) {
    walk.divergent = true;
    return null;
  }
  return { begin: point, end: point, momentumSum: point.p, logWeight: -error, point, turned: false };
}

/**
 * Two neighbouring stretches as one. The checks across the seam see turns that both halves and the whole are too even for.
 */
function join(first: Trajectory, second: Trajectory, point: PhasePoint): Trajectory {
  const momentumSum = sumOf(first.momentumSum, second.momentumSum);
  const turned =
    turns(first.begin, second.end, momentumSum) ||
    turns(first.begin, second.begin, sumOf(first.momentumSum, second.begin.p)) ||
    turns(first.end, second.end, sumOf(first.end.p, second.momentumSum));
  const logWeight = logAddExp(first.logWeight, second.logWeight);
  return { begin: first.begin, end: second.end, momentumSum, logWeight, point, turned };
}

function turns(begin: PhasePoint, end: PhasePoint, momentumSum: Float64Array): boolean {
  return !(dot(begin.velocity, momentumSum) > 0 && dot(end.velocity, momentumSum) > 0);
}

function sumOf(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i]! + b[i]!;
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function logAddExp(a: number, b: number): number {
  const largest = Math.max(a, b);
  return largest === Number.NEGATIVE_INFINITY
    ? largest
    : largest + Math.log1p(Math.exp(Math.min(a, b) - largest));
}
