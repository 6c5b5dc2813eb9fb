/**
 * The power of z-tests: with a true effect d in standard deviations, z is normal with mean δ.
 *
 *   two samples   δ = d √(n₁n₂/(n₁ + n₂));   for two proportions, d = h = 2 arcsin √p₁ − 2 arcsin √p₂ (cohensH)
 *   correlation   δ = artanh ρ · √(n − 3), by Fisher's z
 *   power = Φ(δ − z_{1−α/2}) + Φ(−δ − z_{1−α/2}), or one tail at z_{1−α}
 *
 * Cohen 1988, chapters 3 and 6.
 */

import { Normal } from "../distributions/continuous/normal.ts";
import { requireAlternative } from "../samples/alternative.ts";
import { requireFinite, requirePositive, requireProbability } from "../samples/sample.ts";
import type { PowerDesign } from "./solve-power.ts";
import type { TwoSampleDesign } from "./ttest-power.ts";

/** Of the z-test of two means with known variance, or of two proportions with Cohen's h as effect size. */
export function normalIndPower({ effectSize, nObs, ratio = 1, ...options }: TwoSampleDesign): number {
  requirePositive("normalIndPower", "nObs", nObs);
  requirePositive("normalIndPower", "ratio", ratio);
  return shiftedPower("normalIndPower", effectSize * Math.sqrt((nObs * ratio) / (1 + ratio)), options);
}

/** Of the test that a correlation is 0, where it is `effectSize`. Up to three pairs tell nothing: power is α. */
export function correlationPower({ effectSize, nObs, ...options }: PowerDesign): number {
  if (!(Math.abs(effectSize) <= 1)) {
    throw new RangeError(`correlationPower: effectSize ${effectSize}, a correlation from -1 to 1 is needed`);
  }
  if (Math.abs(effectSize) === 1) return alternativeAllows(effectSize, options.alternative) ? 1 : 0;
  return shiftedPower("correlationPower", Math.atanh(effectSize) * Math.sqrt(Math.max(0, nObs - 3)), options);
}

function alternativeAllows(
  effectSize: number,
  alternative: PowerDesign["alternative"] = "two-sided",
): boolean {
  return alternative === "two-sided" || (alternative === "greater") === effectSize > 0;
}

function shiftedPower(
  where: string,
  shift: number,
  { alpha = 0.05, alternative = "two-sided" }: Pick<PowerDesign, "alpha" | "alternative">,
): number {
  requireFinite(where, "effectSize", shift);
  requireProbability(where, "alpha", alpha);
  requireAlternative(where, alternative);
  const normal = new Normal();
  const critical = normal.isf(alternative === "two-sided" ? alpha / 2 : alpha);
  const [above, below] = [normal.cdf(shift - critical), normal.cdf(-shift - critical)];
  if (alternative === "greater") return above;
  return alternative === "less" ? below : above + below;
}
