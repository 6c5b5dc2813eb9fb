import { gather, inspect, logSoftmax, type Tensor } from "@blankfile/tensor";

export type Reduction = "mean" | "sum" | "none";

export interface LossOptions {
  /** Mean over the samples unless told. */
  reduction?: Reduction;
}

/**
 * Cross-entropy of class indices under the softmax of the logits.
 *
 *   L_n = −log softmax(z_n)[t_n] = log Σ_k e^{z_nk} − z_{n t_n}
 *
 * logits z [N, K], target t int32 [N] with values 0 … K − 1; the result has shape [] for "mean" and "sum", [N] for "none".
 */
export function crossEntropy(logits: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  checkClasses("crossEntropy", logits, target);
  return nllLoss(logSoftmax(logits, { dim: 1 }), target, options);
}

/** Negative log-likelihood: L_n = −logp_n[t_n]. logp [N, K], target int32 [N]. */
export function nllLoss(
  logProbabilities: Tensor,
  target: Tensor,
  { reduction = "mean" }: LossOptions = {},
): Tensor {
  checkClasses("nllLoss", logProbabilities, target);
  const picked = gather(logProbabilities, 1, target.unsqueeze(1)).squeeze(1).neg(); // [N]
  return reduce(picked, reduction);
}

/** Mean squared error: (x − y)² over all entries. Shapes must be equal; nothing is broadcast in silence. */
export function mseLoss(input: Tensor, target: Tensor, { reduction = "mean" }: LossOptions = {}): Tensor {
  if (String(input.shape) !== String(target.shape)) {
    throw new RangeError(
      `mseLoss: input [${input.shape.join(", ")}] and target [${target.shape.join(", ")}], equal shapes are needed`,
    );
  }
  const difference = input.sub(target);
  return reduce(difference.mul(difference), reduction);
}

function reduce(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === "none") return losses;
  return reduction === "sum" ? losses.sum() : losses.mean();
}

function checkClasses(where: string, scores: Tensor, target: Tensor): void {
  const [N, K] = scores.shape;
  if (scores.ndim !== 2 || target.ndim !== 1 || target.shape[0] !== N) {
    throw new RangeError(
      `${where}: scores [${scores.shape.join(", ")}] and target [${target.shape.join(", ")}], [N, K] and [N] are needed`,
    );
  }
  if (target.dtype !== "int32") {
    throw new TypeError(`${where}: target of dtype ${target.dtype}, class indices in int32 are needed`);
  }
  inspect([target], (classes) => {
    const wrong = classes!.findIndex((t) => t < 0 || t >= K!);
    if (wrong >= 0) {
      throw new RangeError(
        `${where}: target[${wrong}] is ${classes![wrong]}, a class from 0 to ${K! - 1} is needed`,
      );
    }
  });
}
