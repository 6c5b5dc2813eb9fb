import { requireOneOf } from "./sample.ts";

/** What is claimed against the hypothesis: that the quantity differs from it, lies below it, or above it. */
export type Alternative = "two-sided" | "less" | "greater";

export interface AlternativeOption {
  /** Default "two-sided". */
  alternative?: Alternative;
}

export function requireAlternative(where: string, alternative: Alternative): void {
  requireOneOf(where, "alternative", alternative, ["two-sided", "less", "greater"]);
}

/** The tails of a distribution. */
export interface Tails {
  cdf(x: number): number;
  sf(x: number): number;
}

/**
 * The p-value of a statistic whose null distribution is symmetric about 0:
 *
 *   less P(T ≤ t),   greater P(T ≥ t),   two-sided 2 P(T ≥ |t|)
 */
export function symmetricPvalue(distribution: Tails, statistic: number, alternative: Alternative): number {
  if (alternative === "less") return distribution.cdf(statistic);
  if (alternative === "greater") return distribution.sf(statistic);
  return 2 * distribution.sf(Math.abs(statistic));
}

/** estimate ± quantile · error; open on one side where the alternative is one-sided. */
export function symmetricInterval(
  estimate: number,
  error: number,
  ppf: (p: number) => number,
  {
    alternative = "two-sided",
    confidenceLevel = 0.95,
  }: AlternativeOption & { confidenceLevel?: number } = {},
): ConfidenceInterval {
  const tail = alternative === "two-sided" ? (1 + confidenceLevel) / 2 : confidenceLevel;
  const reach = ppf(tail) * error;
  return {
    low: alternative === "less" ? -Infinity : estimate - reach,
    high: alternative === "greater" ? Infinity : estimate + reach,
  };
}

export interface ConfidenceInterval {
  low: number;
  high: number;
}
