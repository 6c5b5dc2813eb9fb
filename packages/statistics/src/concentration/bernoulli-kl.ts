/**
 * The divergence between two coins, and its inverses.
 *
 *   kl(q ‖ p) = q log(q/p) + (1 − q) log((1 − q)/(1 − p)) ≥ 2 (q − p)²
 *   above(q, c) = max{p ≥ q : kl(q ‖ p) ≤ c},   below(q, c) = min{p ≤ q : kl(q ‖ p) ≤ c}
 *
 * kl(q ‖ ·) falls on [0, q] and rises on [q, 1], so that bisection finds both.
 */

import { show } from "../samples/sample.ts";

export function bernoulliKl(q: number, p: number): number {
  requireShare("bernoulliKl", "q", q);
  requireShare("bernoulliKl", "p", p);
  const term = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return Math.max(0, term(q, p) + term(1 - q, 1 - p));
}

export function klInverseAbove(q: number, bound: number): number {
  requireBound("klInverseAbove", q, bound);
  return bisect(q, 1, (p) => bernoulliKl(q, p) <= bound);
}

export function klInverseBelow(q: number, bound: number): number {
  requireBound("klInverseBelow", q, bound);
  return bisect(q, 0, (p) => bernoulliKl(q, p) <= bound);
}

/** The last point from `inside` towards `outside` where the condition holds. */
function bisect(inside: number, outside: number, holds: (p: number) => boolean): number {
  if (holds(outside)) return outside;
  let [good, bad] = [inside, outside];
  // 2⁻⁶⁰ of the way is below what a double can tell near 1; near 0 more steps keep the relative precision.
  for (let k = 0; k < 200; k++) {
    const middle = (good + bad) / 2;
    if (middle === good || middle === bad) break;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function requireShare(where: string, name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, a number from 0 to 1 is needed`);
}

function requireBound(where: string, q: number, bound: number): void {
  requireShare(where, "q", q);
  if (bound >= 0) return;
  throw new RangeError(`${where}: bound ${show(bound)}, a number from 0 on is needed`);
}
