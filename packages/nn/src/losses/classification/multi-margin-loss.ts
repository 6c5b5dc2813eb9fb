import { arange, relu, type Tensor, where } from "@blankfile/tensor";
import { checkOption } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";
import { checkWeight, classTargets, pick } from "./class-targets.ts";

export interface MultiMarginLossOptions extends LossOptions {
  /** 1 or 2. */
  p?: 1 | 2;
  margin?: number;
  /** w, one number a class [K]: 1 each unless told. */
  weight?: Tensor;
}

/**
 * Hinge of several classes: the right one shall lie above all others by the margin.
 *
 *   L_n = w_t / K · Σ_{k ≠ t} max(0, margin − x_t + x_k)^p
 *
 * input [N, K] or [K]; target int32 [N] or []. Crammer, Singer 2001, https://jmlr.org/papers/v2/crammer01a.html, with a sum where they
 * have the largest.
 */
export function multiMarginLoss(input: Tensor, target: Tensor, options: MultiMarginLossOptions = {}): Tensor {
  const { p = 1, margin = 1, weight, reduction = "mean" } = options;
  if (p !== 1 && p !== 2) throw new RangeError(`multiMarginLoss: p ${String(p)}, 1 or 2 is needed`);
  checkOption("multiMarginLoss", "margin", margin, -Number.MAX_VALUE, Number.MAX_VALUE);
  const targets = classTargets("multiMarginLoss", input, target);
  if (input.ndim > 2)
    throw new RangeError(`multiMarginLoss: input [${input.shape.join(", ")}], [N, K] or [K] is needed`);
  const K = input.shape.at(-1)!;
  if (weight) checkWeight("multiMarginLoss", weight, K);
  const right = pick(input, targets).unsqueeze(-1);
  const own = arange(0, K, { dtype: "int32" }).eq(target.unsqueeze(-1)); // [N, K]
  const short = where(own, 0, relu(input.sub(right).add(margin)));
  const losses = (p === 1 ? short : short.mul(short)).sum({ dim: -1 }).div(K);
  if (!weight) return reduce("multiMarginLoss", losses, reduction);
  const weights = weight.to(input.dtype).indexSelect(0, target.reshape([target.numel()]));
  return reduce("multiMarginLoss", losses.mul(weights.reshape(target.shape)), reduction);
}
