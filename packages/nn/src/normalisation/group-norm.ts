import { type DType, ones, type Tensor, zeros } from "@blankfile/tensor";
import { checkInput } from "../layers/check-input.ts";
import { checkSizes } from "../layers/check-sizes.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";
import { affine, checkEps, normalise, perChannel } from "./normalise.ts";

export interface GroupNormOptions {
  /** ε, added to the variance; 1e-5 unless told. */
  eps?: number;
  /** Whether there are γ and β, one for each channel; true unless told. */
  affine?: boolean;
  dtype?: DType;
}

/**
 * Each group of channels of each sample to mean 0 and variance 1, then each channel scaled and shifted.
 *
 *   y = γ · (x − μ) / √(σ² + ε) + β
 *
 * x [B, C, ...], y the same; μ and σ² over the channels of a group and all that follows. Wu and He 2018, equations 1, 2 and 7,
 * https://arxiv.org/abs/1803.08494
 */
export class GroupNorm extends Module {
  /** γ, shape [C], ones at first; null where not affine. */
  readonly weight: Parameter | null;
  /** β, shape [C], zeros at first; null where not affine. */
  readonly bias: Parameter | null;
  readonly numGroups: number;
  readonly numChannels: number;
  readonly eps: number;

  constructor(numGroups: number, numChannels: number, options: GroupNormOptions = {}) {
    super();
    const { eps = 1e-5, affine = true, dtype = "float32" } = options;
    checkSizes("GroupNorm", { numGroups, numChannels });
    checkEps("GroupNorm", eps);
    if (numChannels % numGroups !== 0) {
      throw new RangeError(
        `GroupNorm: ${numChannels} channels in ${numGroups} groups, channels that the groups divide are needed`,
      );
    }
    this.weight = affine ? new Parameter(ones([numChannels], { dtype })) : null;
    this.bias = affine ? new Parameter(zeros([numChannels], { dtype })) : null;
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    checkInput("GroupNorm", x, this.weight);
    const { numGroups, numChannels } = this;
    if (x.ndim < 2 || x.shape[1] !== numChannels) {
      throw new RangeError(
        `GroupNorm: input [${x.shape.join(", ")}], [B, ${numChannels}, ...] is needed for ${numChannels} channels`,
      );
    }
    const [batch, , ...rest] = x.shape as [number, number, ...number[]];
    const size = rest.reduce((product, n) => product * n, numChannels / numGroups);
    const groups = x.reshape([batch, numGroups, size]);
    const y = normalise(groups, [2], this.eps).y.reshape(x.shape);
    return affine(y, perChannel(this.weight, x.ndim), perChannel(this.bias, x.ndim));
  }
}
