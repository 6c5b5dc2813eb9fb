import { inspect, type Tensor, where } from "@blankfile/tensor";
import { checkFloating, checkSameShape, shapeOf } from "../checks.ts";
import { softplus } from "../log-functions.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface BinaryCrossEntropyOptions extends LossOptions {
  /** Factors of the losses, in a shape that broadcasts to theirs. */
  weight?: Tensor;
}

export interface BinaryCrossEntropyWithLogitsOptions extends BinaryCrossEntropyOptions {
  /** Factors of the part that says yes, one a class: above 1 it asks for more recall. */
  posWeight?: Tensor;
}

/**
 * Cross-entropy of yes and no, given probabilities.
 *
 *   L = −w (y log p + (1 − y) log(1 − p)),   logarithms from −100 on
 *
 * p and y in one shape, p from 0 to 1, y a probability too; p = 0 and p = 1 have no gradient from the logarithm that ended. Where the logits are known, `binaryCrossEntropyWithLogits` is exact far out.
 */
export function binaryCrossEntropy(
  input: Tensor,
  target: Tensor,
  { weight, reduction = "mean" }: BinaryCrossEntropyOptions = {},
): Tensor {
  checkSameShape("binaryCrossEntropy", { input, target });
  if (weight) checkFactors("binaryCrossEntropy", "weight", weight, input);
  for (const [name, x] of Object.entries({ input, target })) {
    inspect([x], (values) => {
      const wrong = values!.findIndex((p) => !(p >= 0 && p <= 1));
      if (wrong >= 0)
        throw new RangeError(
          `binaryCrossEntropy: ${name}[${wrong}] is ${values![wrong]}, a number from 0 to 1 is needed${name === "input" ? "; binaryCrossEntropyWithLogits takes logits" : ""}`,
        );
    });
  }
  const yes = target.mul(logarithm(input));
  const no = target
    .neg()
    .add(1)
    .mul(logarithm(input.neg().add(1)));
  const losses = yes.add(no).neg();
  return reduce("binaryCrossEntropy", weight ? losses.mul(weight) : losses, reduction);
}

/**
 * The same of logits x, exact and without overflow.
 *
 *   L = w ((1 − y) x + (1 + (v − 1) y) log(1 + e^{−x})),   v = posWeight, so that v multiplies −y log σ(x)
 *
 * Input and target in one shape; weight and posWeight broadcast to it.
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  { weight, posWeight, reduction = "mean" }: BinaryCrossEntropyWithLogitsOptions = {},
): Tensor {
  checkSameShape("binaryCrossEntropyWithLogits", { input, target });
  if (weight) checkFactors("binaryCrossEntropyWithLogits", "weight", weight, input);
  if (posWeight) checkFactors("binaryCrossEntropyWithLogits", "posWeight", posWeight, input);
  const no = target.neg().add(1).mul(input);
  const penalty = softplus(input.neg());
  const factor = posWeight?.sub(1).mul(target).add(1);
  const losses = no.add(factor ? factor.mul(penalty) : penalty);
  return reduce("binaryCrossEntropyWithLogits", weight ? losses.mul(weight) : losses, reduction);
}

/** log p from −100 on. 0 gets −100 and no gradient, where log's would be NaN. */
function logarithm(p: Tensor): Tensor {
  const positive = p.gt(0);
  return where(positive, where(positive, p, 1).log().clamp({ min: -100 }), -100);
}

/** Factors may have fewer dimensions, or 1 of a size, but must not widen the losses. */
function checkFactors(where: string, name: string, factors: Tensor, like: Tensor): void {
  checkFloating(where, { [name]: factors });
  const own = like.shape.slice(like.ndim - factors.ndim);
  if (factors.ndim > like.ndim || !factors.shape.every((size, d) => size === 1 || size === own[d]))
    throw new RangeError(
      `${where}: ${name} ${shapeOf(factors)} for input ${shapeOf(like)}, a shape that broadcasts to the input's is needed`,
    );
}
