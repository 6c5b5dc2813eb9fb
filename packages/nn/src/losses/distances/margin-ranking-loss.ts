import type { Tensor } from "@blankfile/tensor";
import { checkOption, checkSameShape, checkSigns } from "../checks.ts";
import { reduce } from "../reduction.ts";
import type { MarginOptions } from "./hinge-embedding-loss.ts";

/**
 * Two scores, of which the first shall be larger (y = 1) or smaller (y = −1), by the margin, 0 unless told.
 *
 *   L = max(0, −y (x₁ − x₂) + margin)
 *
 * All three have one shape.
 */
export function marginRankingLoss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  { margin = 0, reduction = "mean" }: MarginOptions = {},
): Tensor {
  checkSameShape("marginRankingLoss", { input1, input2, target });
  checkSigns("marginRankingLoss", target);
  checkOption("marginRankingLoss", "margin", margin, -Number.MAX_VALUE, Number.MAX_VALUE);
  const short = target.neg().mul(input1.sub(input2)).add(margin).clamp({ min: 0 });
  return reduce("marginRankingLoss", short, reduction);
}
