import { convTranspose1d, type Tensor } from "@blankfile/tensor";
import { type ConvTransposeOptions, TransposedConvolution } from "./transposed-convolution.ts";

/**
 * The gradient of `Conv1d` with respect to its input, as a layer: each element of x adds its multiple of the kernel to the output.
 *
 * x [B, in, T] or [in, T], y [B, out, L] with L = (T − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1.
 */
export class ConvTranspose1d extends TransposedConvolution {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: ConvTransposeOptions<number>,
  ) {
    super({ where: "ConvTranspose1d", sides: ["T"], inChannels, outChannels, kernelSize }, options);
  }

  protected override transposed(x: Tensor): Tensor {
    return convTranspose1d(x, this.weight, {
      ...(this.bias ? { bias: this.bias } : {}),
      stride: this.stride[0]!,
      padding: this.padding[0]!,
      outputPadding: this.outputPadding[0]!,
      dilation: this.dilation[0]!,
      groups: this.groups,
    });
  }
}
