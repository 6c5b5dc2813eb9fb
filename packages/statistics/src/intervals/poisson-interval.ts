/**
 * Intervals for a rate from k events in an exposure t.
 *
 *   exact   [½ χ²_{α/2}(2k)/t, ½ χ²_{1−α/2}(2k + 2)/t]         Garwood 1936, https://doi.org/10.2307/2333958
 *   score   the λ with |k − λt| ≤ z √(λt)
 *   wald    (k ± z √k)/t
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { Normal } from "../distributions/continuous/normal.ts";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import { requireOneOf, requirePositive, requireWhole } from "../samples/sample.ts";
import { type IntervalOptions, openTo, tailOf } from "./interval-options.ts";
import type { EstimateWithInterval } from "./mean-interval.ts";

export interface PoissonIntervalOptions extends IntervalOptions {
  /** t. Default 1. */
  exposure?: number;
  /** Default "exact". */
  method?: "exact" | "score" | "wald";
}

export function poissonInterval(k: number, options: PoissonIntervalOptions = {}): EstimateWithInterval {
  const { exposure = 1, method = "exact" } = options;
  const where = "poissonInterval";
  requireWhole(where, "k", k);
  requirePositive(where, "exposure", exposure);
  requireOneOf(where, "method", method, ["exact", "score", "wald"]);
  const { low, high } = meanInterval(k, tailOf(where, options), method);
  const interval = { low: Math.max(0, low) / exposure, high: high / exposure };
  return { estimate: k / exposure, ...openTo(interval, [0, Infinity], options) };
}

/** For λt. */
function meanInterval(k: number, tail: number, method: string): ConfidenceInterval {
  if (method === "exact") {
    const low = k === 0 ? 0 : new ChiSquared({ df: 2 * k }).ppf(tail) / 2;
    return { low, high: new ChiSquared({ df: 2 * k + 2 }).ppf(1 - tail) / 2 };
  }
  const z = new Normal().ppf(1 - tail);
  const [centre, reach] =
    method === "wald" ? [k, z * Math.sqrt(k)] : [k + (z * z) / 2, z * Math.sqrt(k + (z * z) / 4)];
  return { low: centre - reach, high: centre + reach };
}
