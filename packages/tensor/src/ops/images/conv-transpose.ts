import { optionsOf, show } from "../../arguments.ts";
import { showShape } from "../../shape.ts";
import { recordsWhole } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { matmul } from "../matmul.ts";
import { transpose } from "../permute.ts";
import { reshape, squeeze, unsqueeze } from "../reshape.ts";
import { pad } from "../shape/pad.ts";
import {
  type Convolution1dOptions,
  type ConvolutionOptions,
  requireSequences,
  withBias,
} from "./convolution.ts";
import { fitsRecordedTranspose, recordedTranspose } from "./recorded-transpose.ts";
import { fold } from "./unfold.ts";
import { imageShape, type Pair, pair, windowsOf } from "./windows.ts";

export interface ConvTransposeOptions extends ConvolutionOptions {
  /** Rows and columns added at the bottom and right, to choose among the sizes that a stride leaves open. */
  outputPadding?: Pair;
}

/**
 * The transpose of `conv2d` as a linear map: what its gradient does to g. Each pixel of x [N, C, H, W] lays down a copy of
 * its kernel, weight [C, O / groups, kH, kW], and overlapping copies add up. The side of the result is
 *
 *   (H − 1) · stride − 2 · padding + dilation · (kH − 1) + outputPadding + 1
 */
export function convTranspose2d(x: Tensor, weight: Tensor, options: ConvTransposeOptions = {}): Tensor {
  requireTensor("convTranspose2d", x, weight);
  const { bias, groups = 1, outputPadding = 0 } = optionsOf("convTranspose2d", options);
  const [n, c, h, w] = imageShape("convTranspose2d", x.shape);
  const [inside, o, kh, kw] = imageShape("convTranspose2d", weight.shape);
  if (inside !== c || !Number.isSafeInteger(groups) || groups < 1 || c % groups !== 0) {
    throw new RangeError(
      `convTranspose2d: kernels ${showShape(weight.shape)} in ${show(groups)} groups for ${c} channels, [C, O / groups, kH, kW] with C divisible by the groups is needed`,
    );
  }
  const windows = windowsOf("convTranspose2d", [kh, kw], options);
  const extra = pair("convTranspose2d", "outputPadding", outputPadding, 0);
  if (extra.some((rows, s) => rows >= Math.max(windows.stride[s]!, windows.dilation[s]!))) {
    throw new RangeError(
      `convTranspose2d: outputPadding ${showShape(extra)}, less than the stride or the dilation is needed`,
    );
  }
  const beyond = [0, 1].map((s) => Math.floor(extra[s]! / windows.stride[s]!)) as [number, number];
  if (beyond[0] + beyond[1] > 0) {
    // A stride or more is what pixels of zeros at the bottom and right add.
    return convTranspose2d(pad(x, [0, beyond[1], 0, beyond[0]]), weight, {
      ...options,
      outputPadding: [extra[0] % windows.stride[0], extra[1] % windows.stride[1]],
    });
  }
  const side = (s: 0 | 1, size: number): number =>
    (size - 1) * windows.stride[s] -
    2 * windows.padding[s] +
    windows.dilation[s] * (windows.kernel[s] - 1) +
    extra[s] +
    1;
  const shape = [n, groups * o, side(0, h), side(1, w)];
  const composed = (x: Tensor, weight: Tensor): Tensor => {
    const kernels = transpose(reshape(weight, [groups, c / groups, o * kh * kw]), 1, 2);
    const columns = matmul(kernels, reshape(x, [n, groups, c / groups, h * w]));
    const laid = reshape(columns, [n, groups * o * kh * kw, h * w]);
    return fold(laid, [side(0, h), side(1, w)], windows.kernel, windows);
  };
  const whole = recordsWhole() && fitsRecordedTranspose(x, weight, { windows, shape });
  const y = whole
    ? recordedTranspose([x, weight], { windows, groups, shape }, composed)
    : composed(x, weight);
  return withBias("convTranspose2d", y, bias);
}

/** As `convTranspose2d` on sequences x [N, C, T] with kernels [C, O / groups, k]. */
export function convTranspose1d(
  x: Tensor,
  weight: Tensor,
  options: Convolution1dOptions & { outputPadding?: number } = {},
): Tensor {
  requireTensor("convTranspose1d", x, weight);
  requireSequences("convTranspose1d", x, weight);
  const {
    stride = 1,
    padding = 0,
    dilation = 1,
    outputPadding = 0,
    ...rest
  } = optionsOf("convTranspose1d", options);
  const y = convTranspose2d(unsqueeze(x, 2), unsqueeze(weight, 2), {
    ...rest,
    stride: [1, stride],
    padding: [0, padding],
    dilation: [1, dilation],
    outputPadding: [0, outputPadding],
  });
  return squeeze(y, 2);
}
