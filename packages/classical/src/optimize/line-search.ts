/**
 * A step a along a direction of descent that meets the strong Wolfe conditions, φ(a) = f(x + a d):
 *
 *   φ(a) ≤ φ(0) + c₁ a φ′(0)   (decrease)        |φ′(a)| ≤ c₂ |φ′(0)|   (curvature),   c₁ = 10⁻⁴, c₂ = 0.9
 *
 * Steps are enlarged until such a step lies between two of them, then the interval shrinks by cubic interpolation: Nocedal and Wright,
 * Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6. Near the minimum φ(a) − φ(0) drowns in rounding; there the decrease is judged
 * by slopes, φ′(a) ≤ (2c₁ − 1) φ′(0) with φ(a) ≤ φ(0) + 10⁻¹² |φ(0)|: Hager and Zhang 2005, https://doi.org/10.1137/030601880, eq. 4.1.
 */

import { dot, type Objective } from "./objective.ts";

const decrease = 1e-4;
const curvature = 0.9;
const maxTrials = 40;

/** A step with what was found there. */
interface Trial {
  a: number;
  value: number;
  slope: number;
}

/** The start of a search; `x`, `gradient` are written to: they hold the point tried last and ∇f there. */
export interface Ray {
  from: Float64Array;
  direction: Float64Array;
  value: number;
  slope: number;
  x: Float64Array;
  gradient: Float64Array;
}

/** The step found, with `ray.x` and `ray.gradient` at its end; undefined where none decreases. */
export function wolfeStep(objective: Objective, ray: Ray, first: number): Trial | undefined {
  const start: Trial = { a: 0, value: ray.value, slope: ray.slope };
  let before = start;
  let a = first;
  for (let trial = 0; trial < maxTrials; trial++) {
    const now = tryStep(objective, ray, a);
    if (isWolfe(now, start)) return now;
    if (isHigh(now, start) || (trial > 0 && now.value >= before.value))
      return zoom(objective, ray, { low: before, high: now });
    if (now.slope >= 0) return zoom(objective, ray, { low: now, high: before });
    before = now;
    a *= 2;
  }
  return undefined;
}

/** Narrows an interval whose `low` end is the best step so far that decreases, its slope pointing to `high`. */
function zoom(objective: Objective, ray: Ray, { low, high }: { low: Trial; high: Trial }): Trial | undefined {
  const start: Trial = { a: 0, value: ray.value, slope: ray.slope };
  for (let trial = 0; trial < maxTrials; trial++) {
    const now = tryStep(objective, ray, between(low, high));
    if (isWolfe(now, start)) return now;
    if (isHigh(now, start) || now.value >= low.value) high = now;
    else {
      if (now.slope * (high.a - low.a) >= 0) high = low;
      low = now;
    }
    if (Math.abs(high.a - low.a) <= 1e-14 * Math.abs(high.a)) break;
  }
  return low.a > 0 ? tryStep(objective, ray, low.a) : undefined;
}

function tryStep(objective: Objective, { from, direction, x, gradient }: Ray, a: number): Trial {
  for (let i = 0; i < x.length; i++) x[i] = from[i]! + a * direction[i]!;
  const value = objective(x, gradient);
  return { a, value, slope: dot(gradient, direction) };
}

/** NaN counts as high. */
function isHigh(now: Trial, start: Trial): boolean {
  return !(now.value <= start.value + decrease * now.a * start.slope);
}

function isWolfe(now: Trial, start: Trial): boolean {
  if (!(Math.abs(now.slope) <= -curvature * start.slope)) return false;
  if (!isHigh(now, start)) return true;
  const isLevel = now.value <= start.value + 1e-12 * Math.abs(start.value);
  return isLevel && now.slope <= (2 * decrease - 1) * start.slope;
}

/** The minimum of the cubic through both values and slopes (Nocedal and Wright, eq. 3.59), kept off the ends; else the middle. */
function between(p: Trial, q: Trial): number {
  const d1 = p.slope + q.slope - (3 * (p.value - q.value)) / (p.a - q.a);
  const d2 = Math.sign(q.a - p.a) * Math.sqrt(d1 * d1 - p.slope * q.slope);
  const a = q.a - ((q.a - p.a) * (q.slope + d2 - d1)) / (q.slope - p.slope + 2 * d2);
  const margin = 0.1 * Math.abs(q.a - p.a);
  const [left, right] = [Math.min(p.a, q.a) + margin, Math.max(p.a, q.a) - margin];
  return a >= left && a <= right ? a : (p.a + q.a) / 2;
}
