import { conv1d, type Tensor } from "@blankfile/tensor";
import { type ConvOptions, Convolution } from "./convolution.ts";

/**
 * The cross-correlation of sequences with kernels:
 *
 *   y[b, o, t] = bias[o] + Σ_(c, u) weight[o, c, u] · x[b, c, t · stride + u · dilation − padding]
 *
 * x [B, in, T] or [in, T], y [B, out, L] with L = ⌊(T + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1.
 */
export class Conv1d extends Convolution {
  constructor(inChannels: number, outChannels: number, kernelSize: number, options: ConvOptions<number>) {
    super({ where: "Conv1d", sides: ["T"], inChannels, outChannels, kernelSize }, options);
  }

  protected override convolve(x: Tensor, [padding = 0]: readonly number[]): Tensor {
    return conv1d(x, this.weight, {
      ...(this.bias ? { bias: this.bias } : {}),
      stride: this.stride[0]!,
      padding,
      dilation: this.dilation[0]!,
      groups: this.groups,
    });
  }
}
