import { gather, inspect, Tensor, where } from "@blankfile/tensor";
import { checkFloating, shapeOf } from "../checks.ts";
import type { Reduction } from "../reduction.ts";

/** Class indices of samples whose scores have the classes in their last dimension. */
interface ClassTargets {
  /** [N, d…] bool: false where the target is to be ignored. */
  readonly kept: Tensor;
  /** [N, d…] int32: the classes, and 0 where there is none. */
  readonly classes: Tensor;
}

/** Scores [K], [N, K] or [N, K, d…] with their classes last. */
export function classesLast(scores: Tensor): Tensor {
  if (scores.ndim <= 2) return scores;
  return scores.permute([0, ...scores.shape.slice(2).map((_, i) => i + 2), 1]);
}

/** Refuses scores and class indices that do not fit. Scores [K], [N, K], [N, K, d…] need targets [], [N], [N, d…]. */
export function classTargets(
  name: string,
  scores: Tensor,
  target: Tensor,
  ignoreIndex?: number,
): ClassTargets {
  checkFloating(name, { scores });
  if (!(target instanceof Tensor))
    throw new TypeError(`${name}: target ${String(target)}, a tensor is needed`);
  const needed = scores.ndim === 1 ? [] : scores.shape.filter((_, d) => d !== 1);
  if (scores.ndim === 0 || String(target.shape) !== String(needed) || target.ndim !== needed.length)
    throw new RangeError(
      `${name}: scores ${shapeOf(scores)} and target ${shapeOf(target)}, [N, K, d…] and [N, d…] are needed, [N, K] and [N], or [K] and []`,
    );
  if (target.dtype !== "int32")
    throw new TypeError(`${name}: target of dtype ${target.dtype}, class indices in int32 are needed`);
  const K = scores.shape[scores.ndim === 1 ? 0 : 1]!;
  inspect([target], (classes) => {
    const wrong = classes!.findIndex((t) => (t < 0 || t >= K) && t !== ignoreIndex);
    if (wrong >= 0)
      throw new RangeError(
        `${name}: target[${wrong}] is ${classes![wrong]}, a class from 0 to ${K - 1} is needed${ignoreIndex === undefined ? "" : `, or ${ignoreIndex} for none`}`,
      );
  });
  if (ignoreIndex === undefined) return { kept: target.ge(0), classes: target };
  const kept = target.ne(ignoreIndex);
  return { kept, classes: where(kept, target, 0) };
}

/** Refuses weights that are not one number a class, none below 0. */
export function checkWeight(name: string, weight: Tensor, K: number): void {
  checkFloating(name, { weight });
  if (weight.ndim !== 1 || weight.shape[0] !== K)
    throw new RangeError(`${name}: weight ${shapeOf(weight)} for ${K} classes, [${K}] is needed`);
  inspect([weight], (w) => {
    const wrong = w!.findIndex((value) => !(value >= 0 && value < Infinity));
    if (wrong >= 0)
      throw new RangeError(`${name}: weight[${wrong}] is ${w![wrong]}, a number from 0 is needed`);
  });
}

/** The score of each sample's class: scores [N, d…, K] give [N, d…]; 0 where the target is to be ignored. */
export function pick(scores: Tensor, { kept, classes }: ClassTargets): Tensor {
  const last = scores.ndim - 1;
  return where(kept, gather(scores, last, classes.unsqueeze(last)).squeeze(last), 0);
}

/** w_{t_n} L_n for each sample, and Σ w_{t_n} over those that are not ignored. Without w the sum is their number. */
export function weigh(
  losses: Tensor,
  { kept, classes }: ClassTargets,
  weight: Tensor | undefined,
): { losses: Tensor; total: Tensor } {
  // Counted in whole numbers, apart from the loops over the losses, so that a compiled step knows it before them.
  if (weight === undefined) return { losses, total: kept.sum().to(losses.dtype) };
  const all = weight.to(losses.dtype).indexSelect(0, classes.reshape([classes.numel()]));
  const weights = where(kept, all.reshape(classes.shape), 0);
  return { losses: losses.mul(weights), total: weights.sum() };
}

/**
 * Losses that are already weighted; their mean is Σ losses / Σ weights. Each is divided before the sum: what a loss weighs is then known
 * before any loss is, and a compiled step computes losses and gradients in one loop.
 */
export function reduceWeighted(losses: Tensor, total: Tensor, reduction: Reduction): Tensor {
  if (reduction === "none") return losses;
  return reduction === "sum" ? losses.sum() : losses.div(total).sum();
}
