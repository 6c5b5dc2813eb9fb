import { meanLoss, type RegressionOptions, requireTargets } from "./targets.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/** MAE = Σ w_i |y_i − ŷ_i| / Σ w_i. */
export function meanAbsoluteError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return meanLoss(requireTargets("meanAbsoluteError", yTrue, yPred, options), (y, found) =>
    Math.abs(y - found),
  );
}

/** The (weighted) median of |y_i − ŷ_i|: half of the samples miss by no more. */
export function medianAbsoluteError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  const { y, found, weight } = requireTargets("medianAbsoluteError", yTrue, yPred, options);
  return weightedQuantile(
    y.map((value, i) => Math.abs(value - found[i]!)),
    0.5,
    weight,
  );
}

/** max_i |y_i − ŷ_i|. */
export function maxError(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): number {
  const { y, found } = requireTargets("maxError", yTrue, yPred, {});
  return y.reduce((worst, value, i) => Math.max(worst, Math.abs(value - found[i]!)), 0);
}

/** MAPE, the mean of |y_i − ŷ_i| / max(|y_i|, ε), ε = 2⁻⁵²: a share, not per cent, and huge where y is 0. */
export function meanAbsolutePercentageError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  const targets = requireTargets("meanAbsolutePercentageError", yTrue, yPred, options);
  return meanLoss(targets, (y, found) => Math.abs(y - found) / Math.max(Math.abs(y), Number.EPSILON));
}

/**
 * sMAPE, the mean of 2 |y_i − ŷ_i| / (|y_i| + |ŷ_i|), from 0 to 2; 0 where both are 0. A share, not per cent.
 *
 * Makridakis 1993, https://doi.org/10.1016/0169-2070(93)90079-3
 */
export function symmetricMeanAbsolutePercentageError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  const targets = requireTargets("symmetricMeanAbsolutePercentageError", yTrue, yPred, options);
  return meanLoss(targets, (y, found) =>
    y === found ? 0 : (2 * Math.abs(y - found)) / (Math.abs(y) + Math.abs(found)),
  );
}
