/**
 * The power of tests whose statistic grows with any departure.
 *
 *   analysis of variance   F' with k − 1, N − k and λ = N f²,   f² = Σ (μ_j − μ)²/k/σ²                  power P(F' ≥ F_{1−α})
 *   chi-square             χ'² with df and λ = N w²,            w² = Σ (p_i − p⁰_i)²/p⁰_i               power P(χ'² ≥ χ²_{1−α})
 *
 * Cohen 1988, chapters 7 and 8.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { FDistribution } from "../distributions/continuous/f-distribution.ts";
import { NoncentralChiSquared } from "../distributions/noncentral/noncentral-chi-squared.ts";
import { NoncentralF } from "../distributions/noncentral/noncentral-f.ts";
import { requirePositive, requireProbability, requireWhole } from "../samples/sample.ts";
import type { PowerDesign } from "./solve-power.ts";

export interface AnovaDesign extends PowerDesign {
  kGroups: number;
}

/** Effect size f; nObs is N, over all groups. */
export function anovaPower({ effectSize, nObs, kGroups, alpha = 0.05 }: AnovaDesign): number {
  requireWhole("anovaPower", "kGroups", kGroups, 2);
  requireProbability("anovaPower", "alpha", alpha);
  if (!(nObs > kGroups))
    throw new RangeError(`anovaPower: nObs ${nObs} in ${kGroups} groups, more values than groups are needed`);
  const [dfn, dfd] = [kGroups - 1, nObs - kGroups];
  const critical = new FDistribution({ dfn, dfd }).isf(alpha);
  if (effectSize === 0) return alpha;
  return new NoncentralF({ dfn, dfd, nc: effectSize ** 2 * nObs }).sf(critical);
}

export interface ChisquareDesign extends PowerDesign {
  /** Degrees of freedom: cells − 1, or (R − 1)(C − 1). */
  df: number;
}

/** Effect size w. */
export function chisquarePower({ effectSize, nObs, df, alpha = 0.05 }: ChisquareDesign): number {
  requirePositive("chisquarePower", "df", df);
  requirePositive("chisquarePower", "nObs", nObs);
  requireProbability("chisquarePower", "alpha", alpha);
  const critical = new ChiSquared({ df }).isf(alpha);
  if (effectSize === 0) return alpha;
  return new NoncentralChiSquared({ df, nc: effectSize ** 2 * nObs }).sf(critical);
}
