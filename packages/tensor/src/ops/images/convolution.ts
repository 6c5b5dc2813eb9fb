import { optionsOf, show } from "../../arguments.ts";
import { showShape } from "../../shape.ts";
import { recordsWhole } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { add } from "../arithmetic.ts";
import { matmul } from "../matmul.ts";
import { reshape, squeeze, unsqueeze } from "../reshape.ts";
import { fitsRecordedConvolution, recordedConvolution } from "./recorded-convolution.ts";
import { unfold } from "./unfold.ts";
import { fits, imageShape, type WindowOptions, windowsOf } from "./windows.ts";

export interface ConvolutionOptions extends WindowOptions {
  /** [O], added to each output channel. */
  bias?: Tensor;
  /** Into how many groups the channels fall; each output channel sees only its own group. */
  groups?: number;
}

/**
 * The cross-correlation of images x [N, C, H, W] with kernels [O, C / groups, kH, kW], as PyTorch calls convolution:
 *
 *   y[n, o, i, j] = bias[o] + Σ_(c, u, v) kernel[o, c, u, v] · x[n, c, i · stride + u · dilation − padding, …]
 *
 * One matrix product a group of the kernels [O / G, C / G · kH · kW] with the windows as columns.
 */
export function conv2d(x: Tensor, weight: Tensor, options: ConvolutionOptions = {}): Tensor {
  requireTensor("conv2d", x, weight);
  const { bias, groups = 1 } = optionsOf("conv2d", options);
  const [n, c, h, w] = imageShape("conv2d", x.shape);
  checkKernels("conv2d", weight, c, groups);
  const [o, inside, kh, kw] = imageShape("conv2d", weight.shape);
  const kernel = [kh, kw] as const;
  const windows = windowsOf("conv2d", kernel, options);
  const [height, width] = fits("conv2d", [h, w], windows);
  const shape = [n, o, height, width];
  const composed = (x: Tensor, weight: Tensor): Tensor => {
    const columns = reshape(unfold(x, kernel, options), [n, groups, inside * kh * kw, height * width]);
    const kernels = reshape(weight, [groups, o / groups, inside * kh * kw]);
    return reshape(matmul(kernels, columns), shape);
  };
  const whole = recordsWhole() && fitsRecordedConvolution(x, weight);
  const y = whole
    ? recordedConvolution([x, weight], { windows, groups, shape }, composed)
    : composed(x, weight);
  return withBias("conv2d", y, bias);
}

export interface Convolution1dOptions {
  bias?: Tensor;
  stride?: number;
  padding?: number;
  dilation?: number;
  groups?: number;
}

/** As `conv2d` on sequences x [N, C, T] with kernels [O, C / groups, k]: images of height 1. */
export function conv1d(x: Tensor, weight: Tensor, options: Convolution1dOptions = {}): Tensor {
  requireTensor("conv1d", x, weight);
  requireSequences("conv1d", x, weight);
  const { stride = 1, padding = 0, dilation = 1, ...rest } = optionsOf("conv1d", options);
  const y = conv2d(unsqueeze(x, 2), unsqueeze(weight, 2), {
    ...rest,
    stride: [1, stride],
    padding: [0, padding],
    dilation: [1, dilation],
  });
  return squeeze(y, 2);
}

export function requireSequences(where: string, x: Tensor, weight: Tensor): void {
  if (x.ndim === 3 && weight.ndim === 3) return;
  throw new RangeError(
    `${where}: sequences of shape ${showShape(x.shape)}, kernels ${showShape(weight.shape)}; three dimensions each are needed, [N, C, T] and [O, C / groups, k]`,
  );
}

export function withBias(where: string, y: Tensor, bias: Tensor | undefined): Tensor {
  if (bias === undefined) return y;
  requireTensor(where, bias);
  if (bias.ndim !== 1 || bias.shape[0] !== y.shape[1]) {
    throw new RangeError(
      `${where}: a bias of shape ${showShape(bias.shape)}, one for each of ${y.shape[1]} channels is needed`,
    );
  }
  return add(y, reshape(bias, [bias.numel(), 1, 1]));
}

function checkKernels(where: string, weight: Tensor, c: number, groups: number): void {
  const [o, inside] = imageShape(where, weight.shape);
  const whole = Number.isSafeInteger(groups) && groups >= 1 && o % groups === 0;
  if (whole && inside * groups === c) return;
  throw new RangeError(
    `${where}: kernels ${showShape(weight.shape)} in ${show(groups)} groups for ${c} channels, [O, C / groups, kH, kW] with O and C divisible by the groups is needed`,
  );
}
