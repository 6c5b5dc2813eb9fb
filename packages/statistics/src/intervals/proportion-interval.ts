/**
 * Intervals for a success probability from k successes in n trials, p̂ = k/n, z the normal quantile.
 *
 *   wald             p̂ ± z √(p̂(1 − p̂)/n)                             misses far too often near 0 and 1
 *   wilson           the p with |p̂ − p| ≤ z √(p(1 − p)/n)
 *   agresti-coull    wald with p̃ = (k + z²/2)/(n + z²) and ñ = n + z²
 *   jeffreys         quantiles of Beta(k + ½, n − k + ½)
 *   clopper-pearson  the p that neither tail of k refuses: quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k); never misses too often
 *
 * Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953; Clopper and Pearson 1934, https://doi.org/10.1093/biomet/26.4.404;
 * Agresti and Coull 1998, https://doi.org/10.1080/00031305.1998.10480550; Brown, Cai and DasGupta 2001 (which to take).
 */

import { Normal } from "../distributions/continuous/normal.ts";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import { requireOneOf, requireWhole } from "../samples/sample.ts";
import { betaQuantile } from "./beta-quantile.ts";
import { type IntervalOptions, openTo, tailOf } from "./interval-options.ts";

export type ProportionMethod = "wald" | "wilson" | "agresti-coull" | "jeffreys" | "clopper-pearson";

export interface ProportionOptions extends IntervalOptions {
  /** Default "wilson". */
  method?: ProportionMethod;
}

export function proportionInterval(
  k: number,
  n: number,
  options: ProportionOptions = {},
): ConfidenceInterval {
  const { method = "wilson" } = options;
  const where = "proportionInterval";
  requireOneOf(where, "method", method, ["wald", "wilson", "agresti-coull", "jeffreys", "clopper-pearson"]);
  requireWhole(where, "n", n, 1);
  requireWhole(where, "k", k);
  if (k > n) throw new RangeError(`${where}: ${k} successes of ${n} trials, at most n successes are needed`);
  const tail = tailOf(where, options);
  const { low, high } = closed(k, n, { method, tail });
  return openTo({ low: Math.max(0, low), high: Math.min(1, high) }, [0, 1], options);
}

function closed(
  k: number,
  n: number,
  { method, tail }: { method: ProportionMethod; tail: number },
): ConfidenceInterval {
  if (method === "clopper-pearson") {
    return {
      low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
      high: k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k),
    };
  }
  if (method === "jeffreys") {
    return {
      low: betaQuantile(tail, k + 0.5, n - k + 0.5),
      high: betaQuantile(1 - tail, k + 0.5, n - k + 0.5),
    };
  }
  const z = new Normal().ppf(1 - tail);
  const share = k / n;
  if (method === "wald") return around(share, z * Math.sqrt((share * (1 - share)) / n));
  const size = n + z * z;
  const centre = (k + (z * z) / 2) / size;
  if (method === "agresti-coull") return around(centre, z * Math.sqrt((centre * (1 - centre)) / size));
  const { low, high } = around(centre, (z / size) * Math.sqrt(n * share * (1 - share) + (z * z) / 4));
  // At the ends exactly 0 and 1, but for rounding.
  return { low: k === 0 ? 0 : low, high: k === n ? 1 : high };
}

function around(centre: number, reach: number): ConfidenceInterval {
  return { low: centre - reach, high: centre + reach };
}
