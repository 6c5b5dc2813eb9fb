/**
 * The test of Kolmogorov and Smirnov: does a sample come from a given continuous distribution F?
 *
 *   D⁺ = max (i/n − F(x_(i))),   D⁻ = max (F(x_(i)) − (i − 1)/n),   D = max(D⁺, D⁻)
 *
 * "greater": F̂ lies above F somewhere (D⁺), so that values are smaller than F has them; "less": D⁻. F must not be fitted to the
 * sample: then p is too large. Kolmogorov 1933; the distributions of D are in special/ranges.
 */

import { type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import { requireOneOf, type Sample, sampleOf } from "../../samples/sample.ts";
import { kolmogorovSf } from "../../special/ranges/kolmogorov.ts";
import { kolmogorovExactSf, smirnovSf } from "../../special/ranges/kolmogorov-exact.ts";

export interface Ks1sampOptions extends AlternativeOption {
  /** "exact", the default: for this n. "asymptotic": the limit. */
  method?: "exact" | "asymptotic";
}

export interface KsResult {
  /** D, D⁺ or D⁻. */
  statistic: number;
  pvalue: number;
  /** The x at which the distance is attained. */
  location: number;
  /** 1 where the sample's distribution function lies above there, −1 where below. */
  sign: 1 | -1;
}

export function ks1samp(sample: Sample, cdf: (x: number) => number, options: Ks1sampOptions = {}): KsResult {
  const { alternative = "two-sided", method = "exact" } = options;
  const where = "ks1samp";
  requireAlternative(where, alternative);
  requireOneOf(where, "method", method, ["exact", "asymptotic"]);
  const x = sampleOf(where, "sample", sample).sort();
  const n = x.length;
  const above = { statistic: -Infinity, location: x[0]!, sign: 1 as const };
  const below = { statistic: -Infinity, location: x[0]!, sign: -1 as const };
  x.forEach((value, i) => {
    const f = cdf(value);
    if (!(f >= 0 && f <= 1))
      throw new RangeError(`${where}: cdf(${value}) is ${f}, a number from 0 to 1 is needed`);
    if ((i + 1) / n - f > above.statistic)
      Object.assign(above, { statistic: (i + 1) / n - f, location: value });
    if (f - i / n > below.statistic) Object.assign(below, { statistic: f - i / n, location: value });
  });
  const found =
    alternative === "greater" || (alternative === "two-sided" && above.statistic > below.statistic)
      ? above
      : below;
  const d = found.statistic;
  const sided = alternative === "two-sided";
  const exact = () => (sided ? kolmogorovExactSf(d, n) : smirnovSf(d, n));
  const limit = () => (sided ? kolmogorovSf(Math.sqrt(n) * d) : Math.exp(-2 * n * d * d));
  return { ...found, pvalue: method === "exact" ? exact() : limit() };
}
