import { type DType, ones, type Tensor, zeros } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { lastDimensions, normalizedSizes } from "./last-dimensions.ts";
import { affine, checkEps, normalise } from "./normalise.ts";

export interface LayerNormOptions {
  /** ε, added to the variance; 1e-5 unless told. */
  eps?: number;
  /** Whether there are γ and β; true unless told. */
  elementwiseAffine?: boolean;
  /** Whether there is β where there is γ; true unless told. */
  bias?: boolean;
  dtype?: DType;
}

/**
 * Each sample to mean 0 and variance 1 over its last dimensions, then scaled and shifted.
 *
 *   y = γ ⊙ (x − μ) / √(σ² + ε) + β
 *
 * x [..., ...normalizedShape], y the same; μ and σ² over normalizedShape. Ba et al. 2016, equations 3 and 4,
 * https://arxiv.org/abs/1607.06450
 */
export class LayerNorm extends Module {
  /** γ, ones at first; null where not affine. */
  readonly weight: Parameter | null;
  /** β, zeros at first. */
  readonly bias: Parameter | null;
  readonly normalizedShape: readonly number[];
  readonly eps: number;

  constructor(normalizedShape: number | readonly number[], options: LayerNormOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true, bias = true, dtype = "float32" } = options;
    const sizes = normalizedSizes("LayerNorm", normalizedShape);
    checkEps("LayerNorm", eps);
    this.weight = elementwiseAffine ? new Parameter(ones(sizes, { dtype })) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(sizes, { dtype })) : null;
    this.normalizedShape = sizes;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    checkInput("LayerNorm", x, this.weight);
    const dims = lastDimensions("LayerNorm", x.shape, this.normalizedShape);
    return affine(normalise(x, dims, this.eps).y, this.weight, this.bias);
  }
}
