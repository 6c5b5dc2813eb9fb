import { conv2d, type Pair, type Tensor } from "@blankfile/tensor";
import { type ConvOptions, Convolution } from "./convolution.ts";

/**
 * The cross-correlation of images with kernels:
 *
 *   y[b, o, i, j] = bias[o] + Σ_(c, u, v) weight[o, c, u, v] · x[b, c, i · stride + u · dilation − padding, …]
 *
 * x [B, in, H, W] or [in, H, W], y [B, out, H′, W′] with H′ = ⌊(H + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1, W′ likewise.
 * LeCun et al. 1998, http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf
 */
export class Conv2d extends Convolution {
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: ConvOptions<Pair>) {
    super({ where: "Conv2d", sides: ["H", "W"], inChannels, outChannels, kernelSize }, options);
  }

  protected override convolve(x: Tensor, padding: readonly number[]): Tensor {
    return conv2d(x, this.weight, {
      ...(this.bias ? { bias: this.bias } : {}),
      stride: this.stride as [number, number],
      padding: padding as [number, number],
      dilation: this.dilation as [number, number],
      groups: this.groups,
    });
  }
}
