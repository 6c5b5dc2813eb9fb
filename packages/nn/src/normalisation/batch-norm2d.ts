import type { Tensor } from "@blankfile/tensor";
import { BatchNorm, type BatchNormOptions } from "./batch-norm.ts";

/**
 * Batch normalisation of images: each channel to mean 0 and variance 1 over the batch and all pixels, then scaled and shifted.
 *
 *   y = γ · (x − μ_B) / √(σ²_B + ε) + β
 *
 * x [B, C, H, W], y the same; otherwise as `BatchNorm1d`. Ioffe and Szegedy 2015, section 3.2, https://arxiv.org/abs/1502.03167
 */
export class BatchNorm2d extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super("BatchNorm2d", numFeatures, options);
  }

  protected override checkInput(x: Tensor): void {
    const c = this.numFeatures;
    if (x.ndim !== 4 || x.shape[1] !== c)
      throw new RangeError(
        `BatchNorm2d: input [${x.shape.join(", ")}], [B, ${c}, H, W] is needed for ${c} channels`,
      );
  }
}
