import { optionsOf, requireNumbers } from "../../arguments.ts";
import { type Shape, showShape } from "../../shape.ts";

/** One number for height and width, or one for each. */
export type Pair = number | readonly [height: number, width: number];

export interface WindowOptions {
  /** How far the window moves each time; 1 unless told. */
  stride?: Pair;
  /** How many zeros stand around the image on each side. */
  padding?: Pair;
  /** How far apart the window's elements lie. */
  dilation?: Pair;
}

/** A window that moves over images, all as [height, width]. */
export interface Windows {
  kernel: readonly [number, number];
  stride: readonly [number, number];
  padding: readonly [number, number];
  dilation: readonly [number, number];
}

export function windowsOf(where: string, kernel: Pair, options: WindowOptions): Windows {
  const { stride = 1, padding = 0, dilation = 1 } = optionsOf(where, options);
  return {
    kernel: pair(where, "kernel size", kernel, 1),
    stride: pair(where, "stride", stride, 1),
    padding: pair(where, "padding", padding, 0),
    dilation: pair(where, "dilation", dilation, 1),
  };
}

/** How often the window fits: ⌊(n + 2 · padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 along each side. */
export function fits(where: string, image: readonly [number, number], windows: Windows): [number, number] {
  const { kernel, stride, padding, dilation } = windows;
  const sizes = image.map((n, s) => {
    const room = n + 2 * padding[s]! - dilation[s]! * (kernel[s]! - 1) - 1;
    return Math.floor(room / stride[s]!) + 1;
  });
  if (sizes.some((n) => n < 1)) {
    throw new RangeError(
      `${where}: a window of ${showShape(kernel)} with dilation ${showShape(dilation)} on an image of ${showShape(image)} with padding ${showShape(padding)}, an image no smaller than the window is needed`,
    );
  }
  return [sizes[0]!, sizes[1]!];
}

export function pair(where: string, what: string, value: Pair, least: number): readonly [number, number] {
  requireNumbers(where, what, value);
  const both = typeof value === "number" ? ([value, value] as const) : value;
  if (both.length !== 2 || !both.every((n) => Number.isSafeInteger(n) && n >= least)) {
    throw new RangeError(
      `${where}: ${what} ${showShape(both)}, a whole number from ${least} or two of them are needed`,
    );
  }
  return both;
}

/** [N, C, H, W] of an image batch. */
export function imageShape(where: string, shape: Shape): readonly [number, number, number, number] {
  const [n, c, h, w] = shape;
  if (shape.length !== 4) {
    throw new RangeError(`${where}: images of shape ${showShape(shape)}, [N, C, H, W] is needed`);
  }
  return [n!, c!, h!, w!];
}
