import { type Tensor, where } from "@blankfile/tensor";
import { checkOption, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface SmoothL1LossOptions extends LossOptions {
  /** β, where the square ends and the line begins; 0 gives `l1Loss`. */
  beta?: number;
}

/**
 * Absolute error whose corner at 0 is rounded off: `huberLoss` with δ = β, divided by β.
 *
 *   d = x − y,   L = ½ d² / β    where |d| < β
 *                L = |d| − ½ β   elsewhere
 *
 * The mean runs over all elements; input and target have one shape. Girshick 2015, https://arxiv.org/abs/1504.08083, (3).
 */
export function smoothL1Loss(input: Tensor, target: Tensor, options: SmoothL1LossOptions = {}): Tensor {
  const { beta = 1, reduction = "mean" } = options;
  checkSameShape("smoothL1Loss", { input, target });
  checkOption("smoothL1Loss", "beta", beta, 0, Number.MAX_VALUE);
  const difference = input.sub(target);
  const distance = difference.abs();
  if (beta === 0) return reduce("smoothL1Loss", distance, reduction);
  const square = difference.mul(difference).mul(0.5 / beta);
  return reduce("smoothL1Loss", where(distance.lt(beta), square, distance.sub(beta / 2)), reduction);
}
