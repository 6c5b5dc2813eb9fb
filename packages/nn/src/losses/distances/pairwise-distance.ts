import type { Tensor } from "@blankfile/tensor";
import { checkFloating, checkOption } from "../checks.ts";

export interface PairwiseDistanceOptions {
  /** The norm's p, from 1 to infinity. */
  p?: number;
  /** Added to each difference, so that equal vectors have a gradient. */
  eps?: number;
  keepdim?: boolean;
}

/** ‖x − y + ε‖_p along the last dimension, of vectors [N, D] or [D]; the shapes broadcast. */
export function pairwiseDistance(x1: Tensor, x2: Tensor, options: PairwiseDistanceOptions = {}): Tensor {
  const { p = 2, eps = 1e-6, keepdim = false } = options;
  checkFloating("pairwiseDistance", { x1, x2 });
  checkOption("pairwiseDistance", "p", p, 1);
  checkOption("pairwiseDistance", "eps", eps, 0, Number.MAX_VALUE);
  return x1.sub(x2).add(eps).norm({ p, dim: -1, keepdim });
}
