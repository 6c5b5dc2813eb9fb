import { inspect, type Tensor } from "@blankfile/tensor";
import { checkAbove, checkFloating, checkSameShape, shapeOf } from "../checks.ts";
import { reduce } from "../reduction.ts";
import type { MarginOptions } from "./hinge-embedding-loss.ts";

/**
 * Pairs that are alike (Y = 0) pull each other closer, others (Y = 1) push each other as far as the margin, 1 unless told.
 *
 *   L = (1 − Y) ½ D² + Y ½ max(0, margin − D)²,   D = ‖x₁ − x₂‖        (4)
 *
 * x₁, x₂ [N, D]; label [N]. Two equal vectors of a pair that is not alike have the gradient 0: no way out is better than another.
 * Hadsell et al. 2006, http://yann.lecun.com/exdb/publis/pdf/hadsell-chopra-lecun-06.pdf.
 */
export function contrastiveLoss(
  x1: Tensor,
  x2: Tensor,
  label: Tensor,
  { margin = 1, reduction = "mean" }: MarginOptions = {},
): Tensor {
  checkSameShape("contrastiveLoss", { x1, x2 });
  checkFloating("contrastiveLoss", { label });
  if (x1.ndim !== 2 || label.ndim !== 1 || label.shape[0] !== x1.shape[0])
    throw new RangeError(
      `contrastiveLoss: vectors ${shapeOf(x1)} and label ${shapeOf(label)}, [N, D] and [N] are needed`,
    );
  checkAbove("contrastiveLoss", "margin", margin, 0);
  inspect([label], (values) => {
    const wrong = values!.findIndex((y) => y !== 0 && y !== 1);
    if (wrong >= 0)
      throw new RangeError(
        `contrastiveLoss: label[${wrong}] is ${values![wrong]}, 0 (alike) or 1 (not) is needed`,
      );
  });
  const difference = x1.sub(x2);
  const square = difference.mul(difference).sum({ dim: 1 });
  const short = difference.norm({ dim: 1 }).neg().add(margin).clamp({ min: 0 });
  const losses = label
    .neg()
    .add(1)
    .mul(square)
    .add(label.mul(short.mul(short)))
    .mul(0.5);
  return reduce("contrastiveLoss", losses, reduction);
}
