/**
 * Rates of events: k events in an exposure t (hours, metres, persons) are Poisson with mean λt.
 *
 *   one rate, exact    less P(X ≤ k), greater P(X ≥ k), two-sided twice the smaller ("central"), with mean λ₀t
 *   one rate, score    z = (k − λ₀t)/√(λ₀t)
 *   two, exact         given k₁ + k₂ and λ₁/λ₂ = r, k₁ is binomial with p = r t₁/(r t₁ + t₂)
 *   two, score         z = (k₁ − k₂ r d)/√((k₁ + k₂) r d),  d = t₁/t₂
 *
 * Przyborowski and Wileński 1940, https://doi.org/10.1093/biomet/31.3-4.313; Ng and Tang 2005, https://doi.org/10.1002/sim.1949.
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import {
  type Alternative,
  type AlternativeOption,
  requireAlternative,
  symmetricPvalue,
} from "../../samples/alternative.ts";
import { requireOneOf, requirePositive, requireWhole } from "../../samples/sample.ts";
import { gammainc, gammaincc } from "../../special/gamma/gammainc.ts";
import { binomtest } from "./binomtest.ts";

export interface PoissonTestResult {
  /** k in the exact tests, z in the score tests. */
  statistic: number;
  pvalue: number;
  /** k/t, or the ratio of the two. */
  estimate: number;
}

export interface PoissonTestOptions extends AlternativeOption {
  /** Default "exact". */
  method?: "exact" | "score";
}

/** Are k events in the exposure what the rate gives? */
export function poissonTest(
  k: number,
  exposure: number,
  { rate, alternative = "two-sided", method = "exact" }: PoissonTestOptions & { rate: number },
): PoissonTestResult {
  const where = "poissonTest";
  requireArguments(where, [k, exposure], { alternative, method });
  requirePositive(where, "rate", rate);
  const mean = rate * exposure;
  if (method === "score") {
    const statistic = (k - mean) / Math.sqrt(mean);
    return {
      statistic,
      pvalue: symmetricPvalue(new Normal(), statistic, alternative),
      estimate: k / exposure,
    };
  }
  const { atMost, atLeast } = poissonTails(k, mean);
  const central = Math.min(1, 2 * Math.min(atMost, atLeast));
  const pvalue = alternative === "less" ? atMost : alternative === "greater" ? atLeast : central;
  return { statistic: k, pvalue, estimate: k / exposure };
}

/** Is the ratio of two rates the one claimed, 1 by default? */
export function poissonTestTwoSample(
  [k1, exposure1]: readonly [number, number],
  [k2, exposure2]: readonly [number, number],
  { ratio = 1, alternative = "two-sided", method = "exact" }: PoissonTestOptions & { ratio?: number } = {},
): PoissonTestResult {
  const where = "poissonTestTwoSample";
  requireArguments(where, [k1, exposure1], { alternative, method });
  requireArguments(where, [k2, exposure2], { alternative, method });
  requirePositive(where, "ratio", ratio);
  if (k1 + k2 === 0) throw new RangeError(`${where}: no events in either sample, at least one is needed`);
  const estimate = k1 / exposure1 / (k2 / exposure2);
  const share = (ratio * exposure1) / exposure2;
  if (method === "score") {
    const statistic = (k1 - k2 * share) / Math.sqrt((k1 + k2) * share);
    return { statistic, pvalue: symmetricPvalue(new Normal(), statistic, alternative), estimate };
  }
  const { pvalue } = binomtest(k1, k1 + k2, { p: share / (1 + share), alternative });
  return { statistic: k1, pvalue, estimate };
}

/** P(X ≤ k) and P(X ≥ k) of a Poisson variable, by the regularised incomplete gamma functions. */
export function poissonTails(k: number, mean: number): { atMost: number; atLeast: number } {
  return { atMost: gammaincc(k + 1, mean), atLeast: k === 0 ? 1 : gammainc(k, mean) };
}

function requireArguments(
  where: string,
  [k, exposure]: readonly [number, number],
  { alternative, method }: { alternative: Alternative; method: "exact" | "score" },
): void {
  requireWhole(where, "k", k);
  requirePositive(where, "exposure", exposure);
  requireAlternative(where, alternative);
  requireOneOf(where, "method", method, ["exact", "score"]);
}
