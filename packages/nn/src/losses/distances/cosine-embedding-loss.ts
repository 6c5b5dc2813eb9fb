import { type Tensor, where } from "@blankfile/tensor";
import { checkFloating, checkOption, checkSameShape, checkSigns, shapeOf } from "../checks.ts";
import { reduce } from "../reduction.ts";
import type { MarginOptions } from "./hinge-embedding-loss.ts";

/**
 * Vectors that shall point the same way (y = 1), or not (y = −1).
 *
 *   c = ⟨x₁, x₂⟩ / √((‖x₁‖² + 10⁻¹²) (‖x₂‖² + 10⁻¹²))
 *   L = 1 − c where y = 1, max(0, c − margin) where y = −1
 *
 * x₁, x₂ [N, D] and y [N], or [D] and []; the margin, 0 unless told, from −1 to 1.
 */
export function cosineEmbeddingLoss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  { margin = 0, reduction = "mean" }: MarginOptions = {},
): Tensor {
  checkSameShape("cosineEmbeddingLoss", { input1, input2 });
  checkFloating("cosineEmbeddingLoss", { target });
  if (input1.ndim < 1 || input1.ndim > 2 || String(target.shape) !== String(input1.shape.slice(0, -1)))
    throw new RangeError(
      `cosineEmbeddingLoss: inputs ${shapeOf(input1)} and target ${shapeOf(target)}, [N, D] and [N], or [D] and [] are needed`,
    );
  checkSigns("cosineEmbeddingLoss", target);
  checkOption("cosineEmbeddingLoss", "margin", margin, -1, 1);
  const dot = (a: Tensor, b: Tensor) => a.mul(b).sum({ dim: -1 });
  const squares = [input1, input2].map((x) => dot(x, x).add(1e-12));
  const cosine = dot(input1, input2).div(squares[0]!.mul(squares[1]!).sqrt());
  const losses = where(target.gt(0), cosine.neg().add(1), cosine.sub(margin).clamp({ min: 0 }));
  return reduce("cosineEmbeddingLoss", losses, reduction);
}
