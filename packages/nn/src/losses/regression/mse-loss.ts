import type { Tensor } from "@blankfile/tensor";
import { checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

/** Squared error: L = (x − y)². The mean runs over all elements; input and target have one shape. */
export function mseLoss(input: Tensor, target: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  checkSameShape("mseLoss", { input, target });
  const difference = input.sub(target);
  return reduce("mseLoss", difference.mul(difference), reduction);
}
