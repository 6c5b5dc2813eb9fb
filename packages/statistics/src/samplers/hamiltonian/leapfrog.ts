import type { GradientOf } from "../targets/target.ts";
import type { Metric } from "./metric.ts";

/** A point of phase space, with what is known about it. Never changed once made. */
export interface PhasePoint {
  /** Position, [D]. */
  x: Float64Array;
  /** Momentum, [D]. */
  p: Float64Array;
  /** M⁻¹ p. */
  velocity: Float64Array;
  logDensity: number;
  /** ∇ ln p(x). */
  gradient: Float64Array;
}

/**
 * One leapfrog step of Hamilton's equations dx/dt = M⁻¹ p, dp/dt = ∇ ln p(x).
 *
 *   p½ = p + ε/2 ∇ ln p(x);   x′ = x + ε M⁻¹ p½;   p′ = p½ + ε/2 ∇ ln p(x′)
 *
 * Each line shears phase space, so volume is kept; turning p round and stepping again leads back; the energy is kept up to
 * O(ε²) over a fixed time. Neal 2011, https://arxiv.org/abs/1206.1901, equations 2.28–2.30. ε < 0 steps backwards.
 */
export function leapfrog(
  from: PhasePoint,
  epsilon: number,
  metric: Metric,
  gradientOf: GradientOf,
): PhasePoint {
  const half = moved(from.p, epsilon / 2, from.gradient);
  const x = moved(from.x, epsilon, metric.velocity(half));
  const { logDensity, gradient } = gradientOf(x);
  const p = moved(half, epsilon / 2, gradient);
  return { x, p, velocity: metric.velocity(p), logDensity, gradient };
}

/** H = −ln p(x) + ½ pᵀ M⁻¹ p; +∞ where the density or the gradient has ended in no number. */
export function energy({ p, velocity, logDensity }: PhasePoint): number {
  let kinetic = 0;
  for (let i = 0; i < p.length; i++) kinetic += 0.5 * p[i]! * velocity[i]!;
  const total = kinetic - logDensity;
  return Number.isNaN(total) ? Number.POSITIVE_INFINITY : total;
}

/** The same position with another momentum. */
export function withMomentum(
  point: Omit<PhasePoint, "p" | "velocity">,
  p: Float64Array,
  metric: Metric,
): PhasePoint {
  return { ...point, p, velocity: metric.velocity(p) };
}

/** x + step · direction. */
function moved(x: Float64Array, step: number, direction: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i]! + step * direction[i]!;
  return out;
}
