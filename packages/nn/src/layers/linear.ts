import { type DType, type Philox, rand, type Tensor } from "@blankfile/tensor";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { checkInput } from "./check-input.ts";
import { checkSizes } from "./check-sizes.ts";

export interface LinearOptions {
  rng: Philox;
  /** Whether b is there; true unless told. */
  bias?: boolean;
  dtype?: DType;
}

/**
 * y = x Wᵀ + b
 *
 * x [..., inFeatures], y [..., outFeatures]. W and b start from U(−1/√inFeatures, 1/√inFeatures), as in PyTorch, where the same is written as
 * Kaiming's uniform initialisation with a = √5 (He et al. 2015, https://arxiv.org/abs/1502.01852).
 */
export class Linear extends Module {
  /** W, shape [outFeatures, inFeatures]. */
  readonly weight: Parameter;
  /** b, shape [outFeatures]; null without bias. */
  readonly bias: Parameter | null;

  constructor(
    inFeatures: number,
    outFeatures: number,
    { rng, bias = true, dtype = "float32" }: LinearOptions,
  ) {
    super();
    checkSizes("Linear", { inFeatures, outFeatures });
    const bound = 1 / Math.sqrt(inFeatures);
    const uniform = (shape: number[]) =>
      rand(shape, { rng, dtype })
        .mul(2 * bound)
        .sub(bound);
    this.weight = new Parameter(uniform([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(uniform([outFeatures])) : null;
  }

  forward(x: Tensor): Tensor {
    checkInput("Linear", x, this.weight);
    const [outFeatures, inFeatures] = this.weight.shape as [number, number];
    if (x.ndim < 1 || x.shape.at(-1) !== inFeatures) {
      throw new RangeError(
        `Linear: input [${x.shape.join(", ")}], its last size must be ${inFeatures} for ${inFeatures} → ${outFeatures}`,
      );
    }
    const y = x.matmul(this.weight.transpose(0, 1)); // [..., outFeatures]
    return this.bias === null ? y : y.add(this.bias);
  }
}
