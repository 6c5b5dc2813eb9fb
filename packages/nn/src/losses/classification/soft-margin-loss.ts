import { inspect, type Tensor } from "@blankfile/tensor";
import { checkSameShape, checkSigns } from "../checks.ts";
import { softplus } from "../log-functions.ts";
import { type LossOptions, reduce } from "../reduction.ts";
import { checkWeight } from "./class-targets.ts";

export interface MultilabelSoftMarginLossOptions extends LossOptions {
  /** w, one number a class [K]: 1 each unless told. */
  weight?: Tensor;
}

/** Logistic loss of signs y = 1 and −1: L = log(1 + e^{−y x}). Input and target have one shape; the mean runs over all elements. */
export function softMarginLoss(
  input: Tensor,
  target: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  checkSameShape("softMarginLoss", { input, target });
  checkSigns("softMarginLoss", target);
  return reduce("softMarginLoss", softplus(input.mul(target).neg()), reduction);
}

/**
 * Logistic loss of several labels, each there or not: the mean over a sample's classes of binary cross-entropies.
 *
 *   L_n = −1/K Σ_k w_k (y_k log σ(x_k) + (1 − y_k) log σ(−x_k))
 *
 * input and target [N, K] or [K], targets from 0 to 1; "none" has shape [N] or [].
 */
export function multilabelSoftMarginLoss(
  input: Tensor,
  target: Tensor,
  { weight, reduction = "mean" }: MultilabelSoftMarginLossOptions = {},
): Tensor {
  checkSameShape("multilabelSoftMarginLoss", { input, target });
  if (input.ndim === 0) throw new RangeError("multilabelSoftMarginLoss: input [], [N, K] or [K] is needed");
  inspect([target], (values) => {
    const wrong = values!.findIndex((y) => !(y >= 0 && y <= 1));
    if (wrong >= 0)
      throw new RangeError(
        `multilabelSoftMarginLoss: target[${wrong}] is ${values![wrong]}, a number from 0 to 1 is needed`,
      );
  });
  if (weight) checkWeight("multilabelSoftMarginLoss", weight, input.shape.at(-1)!);
  const yes = target.mul(softplus(input.neg()));
  const no = target.neg().add(1).mul(softplus(input));
  const all = weight ? yes.add(no).mul(weight) : yes.add(no);
  return reduce("multilabelSoftMarginLoss", all.mean({ dim: -1 }), reduction);
}
