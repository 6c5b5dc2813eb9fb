import type { Tensor } from "@blankfile/tensor";
import { checkAbove, checkFloating } from "../checks.ts";

export interface CosineSimilarityOptions {
  dim?: number;
  /** Shorter vectors count as this long. */
  eps?: number;
}

/** cos ∠(x, y) = Σ x y / (max(‖x‖, ε) max(‖y‖, ε)) along `dim`, 1 unless told; the shapes broadcast. */
export function cosineSimilarity(x1: Tensor, x2: Tensor, options: CosineSimilarityOptions = {}): Tensor {
  const { dim = 1, eps = 1e-8 } = options;
  checkFloating("cosineSimilarity", { x1, x2 });
  checkAbove("cosineSimilarity", "eps", eps, 0);
  return unit(x1, dim, eps)
    .mul(unit(x2, dim, eps))
    .sum({ dim });
}

/** x / max(‖x‖, ε) along a dimension. */
export function unit(x: Tensor, dim: number, eps: number): Tensor {
  return x.div(x.norm({ dim, keepdim: true }).clamp({ min: eps }));
}
