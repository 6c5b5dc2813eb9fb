import { InstanceNorm, type InstanceNormOptions } from "./instance-norm.ts";

/**
 * Each channel of each image to mean 0 and variance 1 by itself: y = γ · (x − μ) / √(σ² + ε) + β, μ and σ² over H and W.
 *
 * x [B, C, H, W] or [C, H, W], y the same. Without γ and β, and without running figures, unless told. Ulyanov et al. 2016,
 * https://arxiv.org/abs/1607.08022
 */
export class InstanceNorm2d extends InstanceNorm {
  constructor(numFeatures: number, options: InstanceNormOptions = {}) {
    super("InstanceNorm2d", ["H", "W"], numFeatures, options);
  }
}
