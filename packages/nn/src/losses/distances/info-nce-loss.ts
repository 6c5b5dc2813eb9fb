import { arange, type Tensor } from "@blankfile/tensor";
import { checkAbove, checkFloating, shapeOf } from "../checks.ts";
import { crossEntropy } from "../classification/cross-entropy.ts";
import { checkReduction, type LossOptions } from "../reduction.ts";
import { unit } from "./cosine-similarity.ts";

export interface InfoNceLossOptions extends LossOptions {
  /** τ: the smaller, the more the nearest of the other keys count. */
  temperature?: number;
  /** Whether vectors count by their direction alone, as in SimCLR. */
  normalize?: boolean;
}

/**
 * Each query shall find its key, of the same row, among all keys.
 *
 *   s_ij = ⟨q_i, k_j⟩ / τ,   L_i = −log (e^{s_ii} / Σ_j e^{s_ij})
 *
 * queries [N, D], keys [M, D], M ≥ N; rows from N on are negatives alone. van den Oord et al. 2018, https://arxiv.org/abs/1807.03748,
 * (4); normalised: Chen et al. 2020, https://arxiv.org/abs/2002.05709, (1).
 */
export function infoNceLoss(queries: Tensor, keys: Tensor, options: InfoNceLossOptions = {}): Tensor {
  const { temperature = 0.1, normalize = true, reduction = "mean" } = options;
  checkReduction("infoNceLoss", reduction);
  checkFloating("infoNceLoss", { queries, keys });
  const [N, M] = [queries.shape[0]!, keys.shape[0]!];
  if (queries.ndim !== 2 || keys.ndim !== 2 || queries.shape[1] !== keys.shape[1] || M < N)
    throw new RangeError(
      `infoNceLoss: queries ${shapeOf(queries)} and keys ${shapeOf(keys)}, [N, D] and [M, D] with M ≥ N are needed`,
    );
  checkAbove("infoNceLoss", "temperature", temperature, 0);
  const [q, k] = normalize ? [unit(queries, 1, 1e-12), unit(keys, 1, 1e-12)] : [queries, keys];
  const scores = q.matmul(k.transpose(0, 1)).div(temperature); // [N, M]
  return crossEntropy(scores, arange(0, N, { dtype: "int32" }), { reduction });
}
