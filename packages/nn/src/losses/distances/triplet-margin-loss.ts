import { minimum, type Tensor } from "@blankfile/tensor";
import { checkAbove, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";
import { pairwiseDistance } from "./pairwise-distance.ts";

export interface TripletMarginLossOptions extends LossOptions {
  margin?: number;
  /** The norm's p, from 1 to infinity. */
  p?: number;
  /** Added to each difference, so that equal vectors have a gradient. */
  eps?: number;
  /** Whether the negative is compared with whichever of anchor and positive lies nearer. */
  swap?: boolean;
}

/**
 * An anchor shall lie nearer to its positive than to its negative, by the margin.
 *
 *   L = max(0, d(a, p) − d(a, n) + margin),   d(x, y) = ‖x − y + ε‖_p
 *   swap: min(d(a, n), d(p, n)) in place of d(a, n)
 *
 * All three [N, D] or [D]. Schroff et al. 2015, https://arxiv.org/abs/1503.03832, (3), whose distance is squared; swap: Balntas et al.
 * 2016, https://doi.org/10.5244/C.30.119.
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  options: TripletMarginLossOptions = {},
): Tensor {
  const { margin = 1, p = 2, eps = 1e-6, swap = false, reduction = "mean" } = options;
  checkSameShape("tripletMarginLoss", { anchor, positive, negative });
  checkAbove("tripletMarginLoss", "margin", margin, 0);
  if (anchor.ndim === 0)
    throw new RangeError("tripletMarginLoss: anchor [], vectors [N, D] or [D] are needed");
  const distance = (x: Tensor, y: Tensor) => pairwiseDistance(x, y, { p, eps });
  const away = distance(anchor, negative);
  const far = swap ? minimum(away, distance(positive, negative)) : away;
  const short = distance(anchor, positive).sub(far).add(margin).clamp({ min: 0 });
  return reduce("tripletMarginLoss", short, reduction);
}
