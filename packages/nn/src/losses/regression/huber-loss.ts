import { type Tensor, where } from "@blankfile/tensor";
import { checkAbove, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface HuberLossOptions extends LossOptions {
  /** δ, where the square ends and the line begins. */
  delta?: number;
}

/**
 * Squared error near 0, absolute error far out: no outlier pulls harder than δ.
 *
 *   d = x − y,   L = ½ d²           where |d| < δ
 *                L = δ (|d| − ½ δ)  elsewhere
 *
 * The mean runs over all elements; input and target have one shape. Huber 1964, https://doi.org/10.1214/aoms/1177703732.
 */
export function huberLoss(input: Tensor, target: Tensor, options: HuberLossOptions = {}): Tensor {
  const { delta = 1, reduction = "mean" } = options;
  checkSameShape("huberLoss", { input, target });
  checkAbove("huberLoss", "delta", delta, 0);
  const difference = input.sub(target);
  const distance = difference.abs();
  const line = distance.sub(delta / 2).mul(delta);
  return reduce("huberLoss", where(distance.lt(delta), difference.mul(difference).mul(0.5), line), reduction);
}
