import { type Tensor, where } from "@blankfile/tensor";
import { checkAbove, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface QuantileLossOptions extends LossOptions {
  /** τ, between 0 and 1: the share of targets that shall lie below the input. */
  quantile?: number;
}

/**
 * Pinball loss: the constant that makes it least is the τ-quantile of the targets.
 *
 *   d = y − x,   L = τ d where d > 0, (τ − 1) d elsewhere
 *
 * The mean runs over all elements; input and target have one shape. Koenker, Bassett 1978, https://doi.org/10.2307/1913643.
 */
export function quantileLoss(input: Tensor, target: Tensor, options: QuantileLossOptions = {}): Tensor {
  const { quantile = 0.5, reduction = "mean" } = options;
  checkSameShape("quantileLoss", { input, target });
  checkAbove("quantileLoss", "quantile", quantile, 0);
  if (quantile >= 1) throw new RangeError(`quantileLoss: quantile ${quantile}, a number below 1 is needed`);
  const d = target.sub(input);
  return reduce("quantileLoss", where(d.gt(0), d.mul(quantile), d.mul(quantile - 1)), reduction);
}
