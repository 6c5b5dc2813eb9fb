import { logSoftmax, Tensor, where } from "@blankfile/tensor";
import { checkOption, checkSameShape, isFloating, shapeOf } from "../checks.ts";
import { checkReduction, reduce } from "../reduction.ts";
import { checkWeight, classesLast, classTargets, pick, reduceWeighted, weigh } from "./class-targets.ts";
import type { NllLossOptions } from "./nll-loss.ts";

export interface CrossEntropyOptions extends NllLossOptions {
  /** ε, from 0 to 1: how much of the target is spread over all classes. */
  labelSmoothing?: number;
}

/**
 * Cross-entropy between targets and the softmax of the logits.
 *
 *   logp_nk = log softmax(z_n)[k] = z_nk − log Σ_j e^{z_nj}
 *   class indices:   L_n = −(1 − ε) w_{t_n} logp_n[t_n] − ε/K Σ_k w_k logp_nk,   mean: Σ L_n / Σ w_{t_n}
 *   probabilities q: L_n = −Σ_k w_k ((1 − ε) q_nk + ε/K) logp_nk,                mean: Σ L_n / N
 *
 * logits z [N, K], [N, K, d…] or [K]; the target is int32 [N], [N, d…] or [], or floating point in the shape of z. The result has
 * shape [] for "mean" and "sum", that of the class indices for "none". Ignored targets cost nothing and do not count; where all are
 * ignored, the mean is 0/0 = NaN, as in PyTorch. ε: Szegedy et al. 2016, https://arxiv.org/abs/1512.00567, section 7.
 */
export function crossEntropy(logits: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { weight, ignoreIndex = -100, labelSmoothing: epsilon = 0, reduction = "mean" } = options;
  checkReduction("crossEntropy", reduction);
  checkOption("crossEntropy", "labelSmoothing", epsilon, 0, 1);
  if (target instanceof Tensor && isFloating(target)) return soft(logits, target, options);
  const targets = classTargets("crossEntropy", logits, target, ignoreIndex);
  const logp = logSoftmax(classesLast(logits), { dim: -1 }); // [N, d…, K]
  const K = logp.shape.at(-1)!;
  if (weight) checkWeight("crossEntropy", weight, K);
  const { losses, total } = weigh(pick(logp, targets).neg(), targets, weight); // [N, d…]
  if (epsilon === 0) return reduceWeighted(losses, total, reduction);
  const all = weight ? logp.mul(weight) : logp;
  const spread = where(targets.kept, all.sum({ dim: -1 }).mul(-epsilon / K), 0);
  return reduceWeighted(losses.mul(1 - epsilon).add(spread), total, reduction);
}

/** The target as probabilities of the classes. */
function soft(logits: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const { weight, ignoreIndex = -100, labelSmoothing: epsilon = 0, reduction = "mean" } = options;
  if (logits instanceof Tensor && target.ndim === logits.ndim - 1) {
    throw new TypeError(
      `crossEntropy: target ${shapeOf(target)} of dtype ${target.dtype}, class indices in int32 are needed, or probabilities ${shapeOf(logits)}; to("int32") converts`,
    );
  }
  checkSameShape("crossEntropy", { logits, target });
  if (logits.ndim === 0)
    throw new RangeError("crossEntropy: logits [], [N, K], [N, K, d…] or [K] are needed");
  if (ignoreIndex >= 0)
    throw new RangeError(
      `crossEntropy: ignoreIndex ${ignoreIndex} with probabilities as target, class indices are needed for it`,
    );
  const logp = logSoftmax(classesLast(logits), { dim: -1 }); // [N, d…, K]
  const K = logp.shape.at(-1)!;
  if (weight) checkWeight("crossEntropy", weight, K);
  const q = classesLast(target)
    .mul(1 - epsilon)
    .add(epsilon / K);
  const losses = q
    .mul(weight ? logp.mul(weight) : logp)
    .sum({ dim: -1 })
    .neg();
  return reduce("crossEntropy", losses, reduction);
}
