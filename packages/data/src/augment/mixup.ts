import { type Philox, randperm, type Tensor, tensor } from "@blankfile/tensor";
import { drawBeta } from "./beta.ts";

export interface MixOptions {
  /** λ is drawn from Beta(α, α). */
  alpha: number;
  /** K. */
  numClasses: number;
  rng: Philox;
}

export interface MixedBatch {
  /** Like the batch given. */
  x: Tensor;
  /** Shares of the classes, of x's dtype, [B, K]; each row sums to 1. For `crossEntropy`, which takes shares as targets. */
  target: Tensor;
  /** λ, the share of the own image. */
  lambda: number;
  /** Which image each one was mixed with, int32 [B]. */
  partner: Tensor;
}

/**
 * Each example of a batch mixed with another.
 *
 *   λ ~ Beta(α, α),   x̃_i = λ x_i + (1 − λ) x_j,   ỹ_i = λ y_i + (1 − λ) y_j,   j a random permutation of the batch
 *
 * `x` of any shape [B, …]; `target` classes, int32 [B]. Zhang, Cisse, Dauphin, Lopez-Paz 2018, equation 1, https://arxiv.org/abs/1710.09412
 */
export function mixup(x: Tensor, target: Tensor, options: MixOptions): MixedBatch {
  const { lambda, partner } = drawMix("mixup", x, target, options);
  const mixed = x.mul(lambda).add(x.indexSelect(0, partner).mul(1 - lambda));
  return { x: mixed, target: mixTargets(x, target, lambda, partner, options), lambda, partner };
}

export function drawMix(where: string, x: Tensor, target: Tensor, { alpha, rng }: MixOptions) {
  if (!(alpha > 0 && alpha < Infinity))
    throw new RangeError(`${where}: alpha ${alpha}, a number above 0 is needed`);
  if (target.ndim !== 1 || target.size(0) !== x.size(0)) {
    throw new RangeError(
      `${where}: targets of shape [${target.shape.join(", ")}] for ${x.size(0)} examples, [${x.size(0)}] is needed`,
    );
  }
  return { lambda: drawBeta(alpha, alpha, rng), partner: randperm(x.size(0), { rng }) };
}

export function mixTargets(
  x: Tensor,
  target: Tensor,
  lambda: number,
  partner: Tensor,
  { numClasses }: MixOptions,
): Tensor {
  const own = oneHotOf(target, numClasses, x);
  return own.mul(lambda).add(own.indexSelect(0, partner).mul(1 - lambda));
}

function oneHotOf(target: Tensor, numClasses: number, like: Tensor): Tensor {
  const rows = Array.from(target.data, (label, i) => {
    if (Number.isInteger(label) && label >= 0 && label < numClasses)
      return Array.from({ length: numClasses }, (_, k) => Number(k === label));
    throw new RangeError(
      `mix: target ${label} of example ${i}, a class from 0 to ${numClasses - 1} is needed`,
    );
  });
  return tensor(rows, { dtype: like.dtype === "float64" ? "float64" : "float32" });
}
