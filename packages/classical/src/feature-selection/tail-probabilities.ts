import { ChiSquared, FDistribution } from "@blankfile/statistics";

/** P(F ≥ f) of each statistic, with d₁ and d₂ degrees of freedom. */
export function fTail(statistics: Float64Array, dfn: number, dfd: number): Float64Array {
  const distribution = new FDistribution({ dfn, dfd });
  return statistics.map((f) => (f === Number.POSITIVE_INFINITY ? 0 : distribution.sf(f)));
}

/** P(χ² ≥ c) of each statistic. */
export function chiSquaredTail(statistics: Float64Array, df: number): Float64Array {
  const distribution = new ChiSquared({ df });
  return statistics.map((c) => distribution.sf(c));
}
