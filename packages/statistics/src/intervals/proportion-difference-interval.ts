/**
 * Intervals for the difference p₁ − p₂ of two independent shares.
 *
 *   wald       p̂₁ − p̂₂ ± z √(p̂₁(1 − p̂₁)/n₁ + p̂₂(1 − p̂₂)/n₂)
 *   newcombe   from Wilson's intervals [l_j, u_j]:
 *              p̂₁ − p̂₂ − √((p̂₁ − l₁)² + (u₂ − p̂₂)²)  to  p̂₁ − p̂₂ + √((u₁ − p̂₁)² + (p̂₂ − l₂)²)
 *
 * Newcombe 1998, method 10, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
 */

import { Normal } from "../distributions/continuous/normal.ts";
import { requireOneOf } from "../samples/sample.ts";
import { type IntervalOptions, openTo, tailOf } from "./interval-options.ts";
import type { EstimateWithInterval } from "./mean-interval.ts";
import { proportionInterval } from "./proportion-interval.ts";

export interface DifferenceOptions extends IntervalOptions {
  /** Default "newcombe". */
  method?: "newcombe" | "wald";
}

export function proportionDifferenceInterval(
  [k1, k2]: readonly [number, number],
  [n1, n2]: readonly [number, number],
  options: DifferenceOptions = {},
): EstimateWithInterval {
  const { method = "newcombe" } = options;
  const where = "proportionDifferenceInterval";
  requireOneOf(where, "method", method, ["newcombe", "wald"]);
  const tail = tailOf(where, options);
  const first = proportionInterval(k1, n1, { confidenceLevel: 1 - 2 * tail });
  const second = proportionInterval(k2, n2, { confidenceLevel: 1 - 2 * tail });
  const [p1, p2] = [k1 / n1, k2 / n2];
  const estimate = p1 - p2;
  const error = new Normal().ppf(1 - tail) * Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const [down, up] =
    method === "wald"
      ? [error, error]
      : [Math.hypot(p1 - first.low, second.high - p2), Math.hypot(first.high - p1, p2 - second.low)];
  const interval = { low: Math.max(-1, estimate - down), high: Math.min(1, estimate + up) };
  return { estimate, ...openTo(interval, [-1, 1], options) };
}
