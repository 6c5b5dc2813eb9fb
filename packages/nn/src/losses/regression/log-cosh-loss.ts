import type { Tensor } from "@blankfile/tensor";
import { checkSameShape } from "../checks.ts";
import { softplus } from "../log-functions.ts";
import { type LossOptions, reduce } from "../reduction.ts";

/**
 * L = log cosh d, d = x − y: about ½ d² near 0 and |d| − ln 2 far out, smooth everywhere; its slope is tanh d.
 *
 *   log cosh d = |d| + log(1 + e^{−2|d|}) − ln 2,   which does not overflow
 *
 * The mean runs over all elements; input and target have one shape.
 */
export function logCoshLoss(input: Tensor, target: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  checkSameShape("logCoshLoss", { input, target });
  const d = input.sub(target);
  return reduce("logCoshLoss", d.add(softplus(d.mul(-2))).sub(Math.LN2), reduction);
}
