import type { Tensor } from "@blankfile/tensor";
import { BatchNorm, type BatchNormOptions } from "./batch-norm.ts";

/**
 * Batch normalisation of features or sequences: each channel to mean 0 and variance 1 over the batch, then scaled and shifted.
 *
 *   y = γ · (x − μ_B) / √(σ²_B + ε) + β
 *
 * x [B, C] or [B, C, T], y the same. In training μ_B and σ²_B (divided by n) are those of the batch, and running ones follow them, the
 * variance divided by n − 1; evaluation uses the running ones. Ioffe and Szegedy 2015, Algorithm 1, https://arxiv.org/abs/1502.03167
 */
export class BatchNorm1d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super("BatchNorm1d", numFeatures, options);
  }

  protected override checkInput(x: Tensor): void {
    const c = this.numFeatures;
    if ((x.ndim !== 2 && x.ndim !== 3) || x.shape[1] !== c)
      throw new RangeError(
        `BatchNorm1d: input [${x.shape.join(", ")}], [B, ${c}] or [B, ${c}, T] is needed for ${c} channels`,
      );
  }
}
