import { arange, inspect, logSoftmax, logsumexp, Tensor, where } from "@blankfile/tensor";
import { checkOption, checkSameShape, isFloating } from "../checks.ts";
import { softplus } from "../log-functions.ts";
import { type LossOptions, reduce } from "../reduction.ts";
import { checkWeight, classesLast, classTargets, pick } from "./class-targets.ts";

export interface FocalLossOptions extends LossOptions {
  /** α, the weight of yes, and 1 − α that of no; for class indices one number a class [K]. All weigh 1 unless told. */
  alpha?: number | Tensor;
  /** γ, from 0: how fast what is already right stops to count. */
  gamma?: number;
}

/**
 * Focal loss: cross-entropy that looks away from what is already right.
 *
 *   L = −α_t (1 − p_t)^γ log p_t                                      (5)
 *
 * With int32 targets [N], [N, d…], p_t is the target's probability under the softmax of logits [N, K], [N, K, d…]. With targets 0 and 1
 * in floating point, in the shape of the logits, it is that of yes or no under their sigmoid. The mean runs over all losses.
 * Lin et al. 2017, https://arxiv.org/abs/1708.02002. Both p_t and 1 − p_t are kept as logarithms, exact far out.
 */
export function focalLoss(input: Tensor, target: Tensor, options: FocalLossOptions = {}): Tensor {
  const { gamma = 2, reduction = "mean" } = options;
  checkOption("focalLoss", "gamma", gamma, 0, Number.MAX_VALUE);
  const form = target instanceof Tensor && isFloating(target) ? ofSigmoid : ofSoftmax;
  const { logp, logRest, weight } = form(input, target, options.alpha);
  const factor = gamma === 0 ? 1 : logRest.mul(gamma).exp();
  const losses = logp.neg().mul(factor);
  return reduce("focalLoss", weight ? losses.mul(weight) : losses, reduction);
}

interface Terms {
  /** log p_t. */
  logp: Tensor;
  /** log(1 − p_t). */
  logRest: Tensor;
  /** α_t. */
  weight: Tensor | undefined;
}

function ofSigmoid(input: Tensor, target: Tensor, alpha: number | Tensor | undefined): Terms {
  checkSameShape("focalLoss", { input, target });
  inspect([target], (values) => {
    const wrong = values!.findIndex((y) => y !== 0 && y !== 1);
    if (wrong >= 0)
      throw new RangeError(`focalLoss: target[${wrong}] is ${values![wrong]}, 0 or 1 is needed`);
  });
  if (alpha instanceof Tensor)
    throw new TypeError("focalLoss: alpha is a tensor with yes and no as targets, a number is needed");
  if (alpha !== undefined) checkOption("focalLoss", "alpha", alpha, 0, 1);
  const sided = input.mul(target.mul(2).sub(1)); // x for yes, −x for no
  return {
    logp: softplus(sided.neg()).neg(),
    logRest: softplus(sided).neg(),
    weight: alpha === undefined ? undefined : target.mul(2 * alpha - 1).add(1 - alpha),
  };
}

function ofSoftmax(input: Tensor, target: Tensor, alpha: number | Tensor | undefined): Terms {
  const targets = classTargets("focalLoss", input, target);
  const logp = logSoftmax(classesLast(input), { dim: -1 }); // [N, d…, K]
  const K = logp.shape.at(-1)!;
  if (alpha !== undefined && !(alpha instanceof Tensor))
    throw new TypeError(`focalLoss: alpha ${alpha} with class indices, a tensor [${K}] is needed`);
  if (alpha) checkWeight("focalLoss", alpha, K);
  const own = arange(0, K, { dtype: "int32" }).eq(target.unsqueeze(-1)); // [N, d…, K]
  return {
    logp: pick(logp, targets),
    logRest: logsumexp(where(own, -Infinity, logp), { dim: -1 }),
    weight: alpha
      ?.to(logp.dtype)
      .indexSelect(0, target.reshape([target.numel()]))
      .reshape(target.shape),
  };
}
