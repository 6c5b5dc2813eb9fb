import type { Tensor } from "@blankfile/tensor";
import { checkReduction, type LossOptions } from "../reduction.ts";
import { checkWeight, classesLast, classTargets, pick, reduceWeighted, weigh } from "./class-targets.ts";

export interface NllLossOptions extends LossOptions {
  /** w, one number a class [K]: 1 each unless told. */
  weight?: Tensor;
  /** The target that stands for none: it costs nothing and does not count. */
  ignoreIndex?: number;
}

/**
 * Negative log-likelihood of class indices, given the logarithms of the classes' probabilities.
 *
 *   L_n = −w_{t_n} · logp_n[t_n],   mean: Σ L_n / Σ w_{t_n}
 *
 * logp [N, K], [N, K, d…] or [K]; target int32 [N], [N, d…] or []. The sums run over targets that are not ignored; where all are, the
 * mean is 0/0 = NaN, as in PyTorch.
 */
export function nllLoss(
  logProbabilities: Tensor,
  target: Tensor,
  { weight, ignoreIndex = -100, reduction = "mean" }: NllLossOptions = {},
): Tensor {
  checkReduction("nllLoss", reduction);
  const targets = classTargets("nllLoss", logProbabilities, target, ignoreIndex);
  const logp = classesLast(logProbabilities); // [N, d…, K]
  if (weight) checkWeight("nllLoss", weight, logp.shape.at(-1)!);
  const { losses, total } = weigh(pick(logp, targets).neg(), targets, weight); // [N, d…]
  return reduceWeighted(losses, total, reduction);
}
