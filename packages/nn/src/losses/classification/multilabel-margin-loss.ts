import { arange, inspect, relu, Tensor, where } from "@blankfile/tensor";
import { checkFloating, shapeOf } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

/**
 * Hinge of several right classes: each of them shall lie above each of the others by 1.
 *
 *   L_n = 1/K Σ_{j ∈ labels} Σ_{k ∉ labels} max(0, 1 − x_j + x_k)
 *
 * input [N, K] or [K]; target int32 in the same shape: a sample's labels in front, and what follows the first −1 does not count.
 */
export function multilabelMarginLoss(
  input: Tensor,
  target: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  const K = checkLabels(input, target);
  const single = input.ndim === 1;
  const [x, y] = single ? [input.unsqueeze(0), target.unsqueeze(0)] : [input, target];
  const named = y.lt(0).cumsum(1).eq(0); // [N, K]: a label, not behind the first −1
  const labels = where(named, y, 0);
  const k = arange(0, K, { dtype: "int32" });
  const right = labels.unsqueeze(2).eq(k).logicalAnd(named.unsqueeze(2)).sum({ dim: 1 }).gt(0); // [N, K]
  const pairs = named.unsqueeze(2).logicalAnd(right.logicalNot().unsqueeze(1)); // [N, labels, others]
  const short = relu(x.unsqueeze(1).sub(x.gather(1, labels).unsqueeze(2)).add(1));
  const losses = where(pairs, short, 0)
    .sum({ dim: [1, 2] })
    .div(K);
  return reduce("multilabelMarginLoss", single ? losses.squeeze(0) : losses, reduction);
}

/** The number of classes, of an input and labels that fit. */
function checkLabels(input: Tensor, target: Tensor): number {
  checkFloating("multilabelMarginLoss", { input });
  if (!(target instanceof Tensor) || target.dtype !== "int32")
    throw new TypeError("multilabelMarginLoss: target that is no int32 tensor, labels in int32 are needed");
  if (String(input.shape) !== String(target.shape) || input.ndim < 1 || input.ndim > 2)
    throw new RangeError(
      `multilabelMarginLoss: input ${shapeOf(input)} and target ${shapeOf(target)}, [N, K] or [K] for both is needed`,
    );
  const K = input.shape.at(-1)!;
  inspect([target], (labels) => {
    const wrong = labels!.findIndex((label) => label < -1 || label >= K);
    if (wrong >= 0)
      throw new RangeError(
        `multilabelMarginLoss: target[${wrong}] is ${labels![wrong]}, a class from 0 to ${K - 1} or −1 is needed`,
      );
  });
  return K;
}
