import { meanLoss, type RegressionOptions, requireDomain, requireTargets } from "./targets.ts";

const squared = (y: number, found: number): number => (y - found) * (y - found);

/** MSE = Σ w_i (y_i − ŷ_i)² / Σ w_i. */
export function meanSquaredError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return meanLoss(requireTargets("meanSquaredError", yTrue, yPred, options), squared);
}

/** RMSE = √MSE, in the unit of y. */
export function rootMeanSquaredError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return Math.sqrt(meanLoss(requireTargets("rootMeanSquaredError", yTrue, yPred, options), squared));
}

/** The mean of (ln(1 + y) − ln(1 + ŷ))², for targets that grow by factors. All must be above −1. */
export function meanSquaredLogError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return logError("meanSquaredLogError", yTrue, yPred, options);
}

/** √ of the mean squared log error. */
export function rootMeanSquaredLogError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions = {},
): number {
  return Math.sqrt(logError("rootMeanSquaredLogError", yTrue, yPred, options));
}

function logError(
  where: string,
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: RegressionOptions,
): number {
  const targets = requireTargets(where, yTrue, yPred, options);
  const domain = { within: (value: number) => value > -1, needed: "a number above −1" };
  requireDomain(where, "yTrue", targets.y, domain);
  requireDomain(where, "yPred", targets.found, domain);
  return meanLoss(targets, (y, found) => squared(Math.log1p(y), Math.log1p(found)));
}
