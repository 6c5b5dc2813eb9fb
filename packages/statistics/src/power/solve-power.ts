/**
 * Sample size and smallest effect from a power function: the design that reaches a given power.
 *
 *   n = min{n : power(n) ≥ 1 − β},   d = min{d > 0 : power(d) ≥ 1 − β}
 *
 * Any function of a design with `nObs` and `effectSize` will do: those of this folder, or one's own.
 */

import { findRoot } from "../roots/find-root.ts";
import type { Alternative } from "../samples/alternative.ts";
import { requireProbability } from "../samples/sample.ts";

export interface PowerDesign {
  effectSize: number;
  nObs: number;
  /** Default 0.05. */
  alpha?: number;
  alternative?: Alternative;
  /** Where there are groups, nObs must be above their number. */
  kGroups?: number;
}

const MOST = 1e12;

/** A real number, as statsmodels gives it: round it up. */
export function sampleSize<Design extends PowerDesign>(
  powerOf: (design: Design) => number,
  design: Omit<Design, "nObs">,
  power = 0.8,
): number {
  requireProbability("sampleSize", "power", power);
  const lacking = (nObs: number) => powerOf({ ...design, nObs } as Design) - power;
  const least = (design.kGroups ?? 1) + 1;
  if (lacking(least) >= 0) return least;
  let high = 2 * least;
  while (lacking(high) < 0) {
    if (high > MOST) {
      throw new RangeError(
        `sampleSize: effectSize ${design.effectSize} reaches no power of ${power} with ${MOST} values, a larger one (of the right sign) is needed`,
      );
    }
    high *= 2;
  }
  return findRoot("sampleSize", lacking, [high / 2, high], { rtol: 1e-14 });
}

/** The smallest effect that is found with the power; below 0 for the alternative "less". */
export function minimalEffect<Design extends PowerDesign>(
  powerOf: (design: Design) => number,
  design: Omit<Design, "effectSize">,
  power = 0.8,
): number {
  requireProbability("minimalEffect", "power", power);
  const sign = design.alternative === "less" ? -1 : 1;
  const lacking = (size: number) => powerOf({ ...design, effectSize: sign * size } as Design) - power;
  const { alpha = 0.05 } = design;
  if (power <= alpha) {
    throw new RangeError(`minimalEffect: power ${power} is not above alpha ${alpha}, one above it is needed`);
  }
  // Doubling from 2⁻⁴ meets 1, the largest correlation, on the way.
  let high = 1 / 16;
  while (lacking(high) < 0 && high < 1e6) high *= 2;
  return sign * findRoot("minimalEffect", lacking, [0, high], { rtol: 1e-14 });
}
