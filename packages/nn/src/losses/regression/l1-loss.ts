import type { Tensor } from "@blankfile/tensor";
import { checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

/** Absolute error: L = |x − y|, with slope 0 where they are equal. The mean runs over all elements; one shape. */
export function l1Loss(input: Tensor, target: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  checkSameShape("l1Loss", { input, target });
  return reduce("l1Loss", input.sub(target).abs(), reduction);
}
