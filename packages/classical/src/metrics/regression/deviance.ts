import { undefinedBelowTwo } from "../samples.ts";
import {
  meanLoss,
  meanLossOf,
  meanOf,
  type RegressionOptions,
  requireDomain,
  requireTargets,
  shareExplained,
  type Targets,
} from "./targets.ts";

export interface TweedieOptions extends RegressionOptions {
  /** p of the variance μᵖ: 0 normal, 1 Poisson, 2 gamma, 3 inverse Gaussian. Not between 0 and 1. */
  power?: number;
}

/**
 * Twice the log-likelihood that is lost by μ = ŷ for y, with a variance that grows as μᵖ:
 *
 *   d(y, μ) = 2 (max(y, 0)^(2−p) / ((1−p)(2−p)) − y μ^(1−p) / (1−p) + μ^(2−p) / (2−p))
 *   p = 0: (y − μ)²,   p = 1: 2 (y ln(y/μ) − y + μ),   p = 2: 2 (ln(μ/y) + y/μ − 1)
 *
 * Jørgensen 1987, Exponential dispersion models, https://doi.org/10.1111/j.2517-6161.1987.tb01685.x
 */
export function meanTweedieDeviance(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { power = 0, ...options }: TweedieOptions = {},
): number {
  return deviance("meanTweedieDeviance", yTrue, yPred, { power, ...options });
}

/** The mean of 2 (y ln(y/ŷ) − y + ŷ), for counts y ≥ 0 and ŷ > 0. */
export function meanPoissonDeviance(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return deviance("meanPoissonDeviance", yTrue, yPred, { ...options, power: 1 });
}

/** The mean of 2 (ln(ŷ/y) + y/ŷ − 1), for y > 0 and ŷ > 0: the relative error counts, not the size. */
export function meanGammaDeviance(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return deviance("meanGammaDeviance", yTrue, yPred, { ...options, power: 2 });
}

/** D² = 1 − deviance / deviance of the mean of yTrue; R² where power is 0. Constant yTrue: 1 if ŷ is it, else 0. */
export function d2TweedieScore(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { power = 0, ...options }: TweedieOptions = {},
): number {
  const targets = requireTargets("d2TweedieScore", yTrue, yPred, options);
  requireRange("d2TweedieScore", targets, power);
  if (targets.y.length < 2) return undefinedBelowTwo("d2TweedieScore");
  const loss = unitDeviance(power);
  return shareExplained(meanLoss(targets, loss), meanLossOf(targets, meanOf(targets), loss));
}

function deviance(
  where: string,
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { power, ...options }: TweedieOptions & { power: number },
): number {
  const targets = requireTargets(where, yTrue, yPred, options);
  requireRange(where, targets, power);
  return meanLoss(targets, unitDeviance(power));
}

/** Which y and ŷ the distribution of this power can have. */
function requireRange(where: string, { y, found }: Targets, power: number): void {
  if (Number.isNaN(power) || (power > 0 && power < 1)) {
    throw new RangeError(
      `${where}: power ${power}, a number up to 0 or from 1 is needed: none between has a distribution`,
    );
  }
  if (power === 0) return;
  const above = { within: (value: number) => value > 0, needed: `a number above 0 (power ${power})` };
  requireDomain(where, "yPred", found, above);
  if (power >= 2) requireDomain(where, "yTrue", y, above);
  else if (power >= 1) {
    requireDomain(where, "yTrue", y, {
      within: (value) => value >= 0,
      needed: `a number of at least 0 (power ${power})`,
    });
  }
}

function unitDeviance(p: number): (y: number, found: number) => number {
  if (p === 0) return (y, μ) => (y - μ) * (y - μ);
  if (p === 1) return (y, μ) => 2 * ((y === 0 ? 0 : y * Math.log(y / μ)) - y + μ);
  if (p === 2) return (y, μ) => 2 * (Math.log(μ / y) + y / μ - 1);
  return (y, μ) =>
    2 *
    (Math.max(y, 0) ** (2 - p) / ((1 - p) * (2 - p)) - (y * μ ** (1 - p)) / (1 - p) + μ ** (2 - p) / (2 - p));
}
