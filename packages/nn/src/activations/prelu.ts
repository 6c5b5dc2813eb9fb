import { type DType, full, type Tensor, where } from "@blankfile/tensor";
import { checkSizes } from "../layers/check-sizes.ts";
import { Module } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";

export interface PReLUOptions {
  /** What the slopes start from; 0.25 unless told. */
  init?: number;
  dtype?: DType;
}

/**
 * x where x > 0, a · x elsewhere, with one slope a for all or one for each channel, which are learnt.
 *
 * x [B, C, ...] where there is a slope for each channel, and of any shape for one. He et al. 2015, equation 1,
 * https://arxiv.org/abs/1502.01852
 */
export class PReLU extends Module {
  /** a, shape [numParameters]. */
  readonly weight: Parameter;

  constructor(numParameters = 1, { init = 0.25, dtype = "float32" }: PReLUOptions = {}) {
    super();
    checkSizes("PReLU", { numParameters });
    this.weight = new Parameter(full([numParameters], init, { dtype }));
  }

  forward(x: Tensor): Tensor {
    const n = this.weight.numel();
    if (n > 1 && x.shape[1] !== n) {
      throw new RangeError(`PReLU: input [${x.shape.join(", ")}], [B, ${n}, ...] is needed for ${n} slopes`);
    }
    const slope =
      n === 1 ? this.weight : this.weight.reshape(x.shape.slice(1).map((_, d) => (d === 0 ? n : 1)));
    return where(x.gt(0), x, x.mul(slope));
  }
}
