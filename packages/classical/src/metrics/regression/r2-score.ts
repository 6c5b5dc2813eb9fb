import { undefinedBelowTwo } from "../samples.ts";
import {
  meanLoss,
  meanLossOf,
  meanOf,
  type RegressionOptions,
  requireTargets,
  shareExplained,
} from "./targets.ts";

export interface R2Options extends RegressionOptions {
  /** Whether a constant y gives 1 (ŷ is y) or 0 (it is not), as is usual, instead of NaN or −∞. */
  forceFinite?: boolean;
}

/**
 * R² = 1 − Σ w_i (y_i − ŷ_i)² / Σ w_i (y_i − ȳ)²: 1 is best, 0 what the mean alone reaches, below 0 is worse than the
 * mean.
 */
export function r2Score(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { forceFinite = true, ...options }: R2Options = {},
): number {
  const targets = requireTargets("r2Score", yTrue, yPred, options);
  if (targets.y.length < 2) return undefinedBelowTwo("r2Score");
  const squared = (y: number, found: number) => (y - found) * (y - found);
  return explained(
    "r2Score",
    meanLoss(targets, squared),
    meanLossOf(targets, meanOf(targets), squared),
    forceFinite,
  );
}

/** 1 − Var(y − ŷ) / Var(y): as R², but a ŷ that is wrong by one constant everywhere is not blamed for it. */
export function explainedVarianceScore(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { forceFinite = true, ...options }: R2Options = {},
): number {
  const targets = requireTargets("explainedVarianceScore", yTrue, yPred, options);
  const bias = meanLoss(targets, (y, found) => y - found);
  const mean = meanOf(targets);
  const left = meanLoss(targets, (y, found) => (y - found - bias) * (y - found - bias));
  return explained(
    "explainedVarianceScore",
    left,
    meanLoss(targets, (y) => (y - mean) * (y - mean)),
    forceFinite,
  );
}

function explained(where: string, loss: number, ofConstant: number, forceFinite: boolean): number {
  if (forceFinite || ofConstant > 0) return shareExplained(loss, ofConstant);
  console.warn(
    `${where}: yTrue is constant, the score is ${loss === 0 ? "0/0" : "−∞"}; forceFinite gives 1 or 0`,
  );
  return loss === 0 ? Number.NaN : Number.NEGATIVE_INFINITY;
}
