import { type DType, ones, type Tensor } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { lastDimensions, normalizedSizes } from "./last-dimensions.ts";
import { affine, checkEps } from "./normalise.ts";

export interface RMSNormOptions {
  /** ε, added to the mean square; the distance from 1 to the next number of x's dtype unless told. */
  eps?: number | null;
  /** Whether there is γ; true unless told. */
  elementwiseAffine?: boolean;
  dtype?: DType;
}

/**
 * Each sample divided by the root of its mean square over its last dimensions, then scaled.
 *
 *   y = γ ⊙ x / √(Σ x² / n + ε)
 *
 * x [..., ...normalizedShape], y the same. Zhang and Sennrich 2019, equation 4, https://arxiv.org/abs/1910.07467
 */
export class RMSNorm extends Module {
  /** γ, ones at first; null where not affine. */
  readonly weight: Parameter | null;
  readonly normalizedShape: readonly number[];
  readonly eps: number | null;

  constructor(normalizedShape: number | readonly number[], options: RMSNormOptions = {}) {
    super();
    const { eps = null, elementwiseAffine = true, dtype = "float32" } = options;
    const sizes = normalizedSizes("RMSNorm", normalizedShape);
    if (eps !== null) checkEps("RMSNorm", eps);
    this.weight = elementwiseAffine ? new Parameter(ones(sizes, { dtype })) : null;
    this.normalizedShape = sizes;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    checkInput("RMSNorm", x, this.weight);
    const dim = lastDimensions("RMSNorm", x.shape, this.normalizedShape);
    const eps = this.eps ?? (x.dtype === "float32" ? 2 ** -23 : 2 ** -52);
    const scale = x.mul(x).mean({ dim, keepdim: true }).add(eps).rsqrt();
    return affine(x.mul(scale), this.weight, null);
  }
}
