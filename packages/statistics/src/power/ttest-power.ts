/**
 * The power of the t-test: with a true effect d = (μ − μ₀)/σ, t is noncentral with δ.
 *
 *   one sample or pairs   df = n − 1,         δ = d √n
 *   two samples           df = n₁ + n₂ − 2,   δ = d √(n₁n₂/(n₁ + n₂)),   n₂ = ratio · n₁
 *   power = P(t' ≥ t_{1−α/2}) + P(t' ≤ −t_{1−α/2}), or one tail at t_{1−α}
 *
 * Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 2. n may be any real number, so that it can be solved for.
 */

import { StudentT } from "../distributions/continuous/student-t.ts";
import { NoncentralT } from "../distributions/noncentral/noncentral-t.ts";
import { requireAlternative } from "../samples/alternative.ts";
import { requireFinite, requirePositive, requireProbability } from "../samples/sample.ts";
import type { PowerDesign } from "./solve-power.ts";

/** Of the one-sample and the paired test. */
export function ttestPower({ effectSize, nObs, ...options }: PowerDesign): number {
  return noncentralPower("ttestPower", { df: nObs - 1, nc: effectSize * Math.sqrt(nObs) }, options);
}

export interface TwoSampleDesign extends PowerDesign {
  /** n₂/n₁, with nObs = n₁. Default 1. */
  ratio?: number;
}

/** Of the two-sample test with equal variances. */
export function ttestIndPower({ effectSize, nObs, ratio = 1, ...options }: TwoSampleDesign): number {
  requirePositive("ttestIndPower", "ratio", ratio);
  const [n1, n2] = [nObs, nObs * ratio];
  const nc = effectSize * Math.sqrt((n1 * n2) / (n1 + n2));
  return noncentralPower("ttestIndPower", { df: n1 + n2 - 2, nc }, options);
}

function noncentralPower(
  where: string,
  { df, nc }: { df: number; nc: number },
  { alpha = 0.05, alternative = "two-sided" }: Pick<PowerDesign, "alpha" | "alternative">,
): number {
  requireFinite(where, "effectSize", nc);
  requireProbability(where, "alpha", alpha);
  requireAlternative(where, alternative);
  if (!(df > 0)) throw new RangeError(`${where}: ${df} degrees of freedom, more values are needed`);
  const critical = new StudentT({ df }).isf(alternative === "two-sided" ? alpha / 2 : alpha);
  const t = new NoncentralT({ df, nc });
  if (alternative === "greater") return t.sf(critical);
  if (alternative === "less") return t.cdf(-critical);
  return t.sf(critical) + t.cdf(-critical);
}
