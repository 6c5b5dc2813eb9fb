import { convTranspose2d, type Pair, type Tensor } from "@blankfile/tensor";
import { type ConvTransposeOptions, TransposedConvolution } from "./transposed-convolution.ts";

/**
 * The gradient of `Conv2d` with respect to its input, as a layer: each pixel of x adds its multiple of the kernel to the output.
 *
 * x [B, in, H, W] or [in, H, W], y [B, out, H′, W′] with H′ = (H − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1,
 * W′ likewise. Zeiler et al. 2010, https://doi.org/10.1109/CVPR.2010.5539957
 */
export class ConvTranspose2d extends TransposedConvolution {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Pair,
    options: ConvTransposeOptions<Pair>,
  ) {
    super({ where: "ConvTranspose2d", sides: ["H", "W"], inChannels, outChannels, kernelSize }, options);
  }

  protected override transposed(x: Tensor): Tensor {
    return convTranspose2d(x, this.weight, {
      ...(this.bias ? { bias: this.bias } : {}),
      stride: this.stride as [number, number],
      padding: this.padding as [number, number],
      outputPadding: this.outputPadding as [number, number],
      dilation: this.dilation as [number, number],
      groups: this.groups,
    });
  }
}
