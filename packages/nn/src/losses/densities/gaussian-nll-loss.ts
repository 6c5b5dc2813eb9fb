import { inspect, type Tensor } from "@blankfile/tensor";
import { checkAbove, checkFloating, checkSameShape, shapeOf } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface GaussianNllLossOptions extends LossOptions {
  /** Whether to add ½ log 2π. */
  full?: boolean;
  /** Smaller variances count as this. */
  eps?: number;
}

/**
 * Negative log-likelihood of y under a normal distribution whose mean x and variance v are both predicted.
 *
 *   v′ = max(v, ε),   L = ½ (log v′ + (x − y)² / v′)
 *
 * Input and target have one shape; so has the variance, or a last size of 1, or no last dimension: one variance for a row. The floor ε
 * leaves the variance its gradient, as in PyTorch. Nix, Weigend 1994, https://doi.org/10.1109/ICNN.1994.374138.
 */
export function gaussianNllLoss(
  input: Tensor,
  target: Tensor,
  variance: Tensor,
  { full = false, eps = 1e-6, reduction = "mean" }: GaussianNllLossOptions = {},
): Tensor {
  checkSameShape("gaussianNllLoss", { input, target });
  checkAbove("gaussianNllLoss", "eps", eps, 0);
  const v = beside(variance, input);
  // v + (max(v, ε) − v), the latter without a tape: the value of the floor, the gradient of v.
  const floored = v.add(v.detach().clamp({ min: eps }).sub(v.detach()));
  const difference = input.sub(target);
  const losses = floored.log().add(difference.mul(difference).div(floored)).mul(0.5);
  return reduce("gaussianNllLoss", full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses, reduction);
}

/** The variance with as many dimensions as the input. */
function beside(variance: Tensor, input: Tensor): Tensor {
  checkFloating("gaussianNllLoss", { variance });
  inspect([variance], (values) => {
    const wrong = values!.findIndex((v) => !(v >= 0));
    if (wrong >= 0)
      throw new RangeError(
        `gaussianNllLoss: variance[${wrong}] is ${values![wrong]}, a number from 0 is needed`,
      );
  });
  const [own, rows] = [String(variance.shape), input.shape.slice(0, -1)];
  if (variance.ndim === input.ndim && (own === String(input.shape) || own === String([...rows, 1])))
    return variance;
  if (input.ndim > 0 && variance.ndim === rows.length && own === String(rows)) return variance.unsqueeze(-1);
  throw new RangeError(
    `gaussianNllLoss: variance ${shapeOf(variance)} for input ${shapeOf(input)}, the same shape is needed, or one number a row`,
  );
}
