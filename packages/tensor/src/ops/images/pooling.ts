import { optionsOf, requireNumber } from "../../arguments.ts";
import { isFloating } from "../../dtype.ts";
import { showShape } from "../../shape.ts";
import { recordsWhole } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { max } from "../extremes.ts";
import { reshape, squeeze, unsqueeze } from "../reshape.ts";
import { pad } from "../shape/pad.ts";
import { mean } from "../statistics.ts";
import { recordedMaxPool } from "./recorded-pool.ts";
import { areSeparate, largestOfSeparate } from "./separate-windows.ts";
import { alongSides } from "./sides.ts";
import { unfold } from "./unfold.ts";
import { fits, imageShape, type Pair, pair, type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/** The largest element of each window of x [N, C, H, W]. The stride is the kernel size unless told; what is padded never wins. */
export function maxPool2d(x: Tensor, kernelSize: Pair, options: WindowOptions = {}): Tensor {
  requireTensor("maxPool2d", x);
  const windows = poolWindows("maxPool2d", kernelSize, options);
  if (areSeparate(windows)) return largestOfSeparate(x, windows, sidesOf("maxPool2d", x, windows));
  const shape = pooledShape("maxPool2d", x, windows);
  const composed = (x: Tensor): Tensor => {
    const [ph, pw] = windows.padding;
    const padded = ph + pw === 0 ? x : pad(x, [pw, pw, ph, ph], { value: -Infinity });
    const { values } = max(windowed("maxPool2d", padded, { ...windows, padding: [0, 0] }), { dim: 2 });
    return reshape(values, shape);
  };
  const whole = recordsWhole() && isFloating(x.dtype) && x.numel() > 0;
  return whole ? recordedMaxPool(x, { windows, shape }, composed) : composed(x);
}

/** The mean of each window of x [N, C, H, W]; padded zeros count. The stride is the kernel size unless told. */
export function avgPool2d(
  x: Tensor,
  kernelSize: Pair,
  options: Omit<WindowOptions, "dilation"> = {},
): Tensor {
  requireTensor("avgPool2d", x);
  const windows = poolWindows("avgPool2d", kernelSize, options);
  return reshape(mean(windowed("avgPool2d", x, windows), { dim: 2 }), pooledShape("avgPool2d", x, windows));
}

export interface Pool1dOptions {
  /** How far the window moves each time; the kernel size unless told. */
  stride?: number;
  /** How many elements stand before and behind the sequence. */
  padding?: number;
}

/** As `maxPool2d` on sequences x [N, C, T]: images of height 1. */
export function maxPool1d(
  x: Tensor,
  kernelSize: number,
  options: Pool1dOptions & { dilation?: number } = {},
): Tensor {
  const { dilation = 1 } = optionsOf("maxPool1d", options);
  const wide = alongSequence("maxPool1d", x, kernelSize, options);
  return squeeze(maxPool2d(unsqueeze(x, 2), [1, kernelSize], { ...wide, dilation: [1, dilation] }), 2);
}

/** As `avgPool2d` on sequences x [N, C, T]: padded zeros count. */
export function avgPool1d(x: Tensor, kernelSize: number, options: Pool1dOptions = {}): Tensor {
  const wide = alongSequence("avgPool1d", x, kernelSize, options);
  return squeeze(avgPool2d(unsqueeze(x, 2), [1, kernelSize], wide), 2);
}

/** The options for images of height 1. */
function alongSequence(where: string, x: Tensor, kernelSize: number, options: Pool1dOptions) {
  requireTensor(where, x);
  if (x.ndim !== 3) {
    throw new RangeError(`${where}: sequences of shape ${showShape(x.shape)}, [N, C, T] is needed`);
  }
  requireNumber(where, "kernel size", kernelSize);
  const { stride = kernelSize, padding = 0 } = optionsOf(where, options);
  return { stride: [1, stride] as const, padding: [0, padding] as const };
}

/**
 * Means over outputSize × outputSize regions that cover x [N, C, H, W]: region i of n spans ⌊i · H / n⌋ to
 * ⌈(i + 1) · H / n⌉.
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: Pair): Tensor {
  requireTensor("adaptiveAvgPool2d", x);
  const [, , h, w] = imageShape("adaptiveAvgPool2d", x.shape);
  if (h === 0 || w === 0) {
    throw new RangeError(`adaptiveAvgPool2d: images of ${h} × ${w}, at least one pixel is needed`);
  }
  const size = pair("adaptiveAvgPool2d", "output size", outputSize, 1);
  return alongSides("adaptiveAvgPool2d", x, size, (i, out, n) => {
    const first = Math.floor((i * n) / out);
    const end = Math.ceil(((i + 1) * n) / out);
    return Array.from({ length: end - first }, (_, r) => [first + r, 1 / (end - first)]);
  });
}

function poolWindows(where: string, kernelSize: Pair, options: WindowOptions): Windows {
  const windows = windowsOf(where, kernelSize, { stride: kernelSize, ...optionsOf(where, options) });
  const { kernel, padding } = windows;
  if (padding[0] > kernel[0] / 2 || padding[1] > kernel[1] / 2) {
    throw new RangeError(`${where}: padding [${padding.join(", ")}], at most half the kernel size is needed`);
  }
  return windows;
}

/** [N, C, kernel elements, windows]. */
function windowed(where: string, x: Tensor, windows: Windows): Tensor {
  const [n, c, h, w] = imageShape(where, x.shape);
  const [height, width] = fits(where, [h, w], windows);
  return reshape(unfold(x, windows.kernel, windows), [
    n,
    c,
    windows.kernel[0] * windows.kernel[1],
    height * width,
  ]);
}

function pooledShape(where: string, x: Tensor, windows: Windows): number[] {
  const [n, c] = imageShape(where, x.shape);
  return [n, c, ...sidesOf(where, x, windows)];
}

function sidesOf(where: string, x: Tensor, windows: Windows): [number, number] {
  const [, , h, w] = imageShape(where, x.shape);
  return fits(where, [h, w], windows);
}
