import { type Tensor, where } from "@blankfile/tensor";
import { checkOption, checkSameShape, checkSigns } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface MarginOptions extends LossOptions {
  margin?: number;
}

/**
 * Distances x of pairs that are alike (y = 1) or not (y = −1): the former shall be small, the latter at least the margin.
 *
 *   L = x where y = 1, max(0, margin − x) where y = −1
 *
 * Input and target have one shape; the margin is 1 unless told.
 */
export function hingeEmbeddingLoss(input: Tensor, target: Tensor, options: MarginOptions = {}): Tensor {
  const { margin = 1, reduction = "mean" } = options;
  checkSameShape("hingeEmbeddingLoss", { input, target });
  checkSigns("hingeEmbeddingLoss", target);
  checkOption("hingeEmbeddingLoss", "margin", margin, -Number.MAX_VALUE, Number.MAX_VALUE);
  const apart = input.neg().add(margin).clamp({ min: 0 });
  return reduce("hingeEmbeddingLoss", where(target.gt(0), input, apart), reduction);
}
