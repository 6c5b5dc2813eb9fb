import { undefinedBelowTwo } from "../samples.ts";
import { meanLoss, meanLossOf, type RegressionOptions, requireTargets, shareExplained } from "./targets.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

export interface PinballOptions extends RegressionOptions {
  /** The quantile that ŷ is meant to be, from 0 to 1. */
  alpha?: number;
}

/**
 * The mean of α (y − ŷ) where y ≥ ŷ and (1 − α) (ŷ − y) where not: least at the α-quantile of y. α = ½ is half the
 * absolute error.
 *
 * Koenker and Bassett 1978, https://doi.org/10.2307/1913643
 */
export function meanPinballLoss(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { alpha = 0.5, ...options }: PinballOptions = {},
): number {
  const loss = pinball("meanPinballLoss", alpha);
  return meanLoss(requireTargets("meanPinballLoss", yTrue, yPred, options), loss);
}

/** D² = 1 − pinball loss / pinball loss of the α-quantile of yTrue. Constant yTrue: 1 if ŷ is it, else 0. */
export function d2PinballScore(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { alpha = 0.5, ...options }: PinballOptions = {},
): number {
  return d2("d2PinballScore", yTrue, yPred, { alpha, ...options });
}

/** D² = 1 − absolute error / absolute error of the median of yTrue. */
export function d2AbsoluteErrorScore(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return d2("d2AbsoluteErrorScore", yTrue, yPred, { ...options, alpha: 0.5 });
}

function d2(
  where: string,
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { alpha, ...options }: PinballOptions & { alpha: number },
): number {
  const loss = pinball(where, alpha);
  const targets = requireTargets(where, yTrue, yPred, options);
  if (targets.y.length < 2) return undefinedBelowTwo(where);
  const quantile = weightedQuantile(targets.y, alpha, targets.weight);
  return shareExplained(meanLoss(targets, loss), meanLossOf(targets, quantile, loss));
}

function pinball(where: string, alpha: number): (y: number, found: number) => number {
  if (!(alpha >= 0 && alpha <= 1))
    throw new RangeError(`${where}: alpha ${alpha}, a number from 0 to 1 is needed`);
  return (y, found) => (y >= found ? alpha * (y - found) : (1 - alpha) * (found - y));
}
