import type { Float } from "../lanes.ts";
import { scratchBytes } from "../product/add-product.ts";

/** Sizes of a convolution of images [N, C, H, W] with kernels [O, C / groups, kH, kW]; pairs are [height, width]. */
export interface ConvolutionShape {
  readonly channels: number;
  readonly image: readonly [number, number];
  readonly outputs: number;
  readonly groups: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** What follows from a shape, in numbers and in bytes. */
export interface Geometry extends ConvolutionShape {
  readonly bytes: number;
  /** Height and width of the image with its border of zeros. */
  readonly padded: readonly [number, number];
  /** Height and width of the output. */
  readonly output: readonly [number, number];
  /** Channels of one group: of images, of outputs. */
  readonly inside: number;
  readonly outside: number;
  /** Elements of a kernel, C / groups · kH · kW, and positions of the output. */
  readonly elements: number;
  readonly positions: number;
  /** Rows of the output whose columns the gradient of the images holds at a time. */
  readonly strip: number;
  /** Where scratch memory holds what, from its start; `end` is how much there must be. */
  readonly places: {
    readonly elements: number;
    readonly positions: number;
    readonly image: number;
    readonly columns: number;
    readonly product: number;
    readonly end: number;
  };
}

/** Bytes of columns that the gradient of the images holds at a time, if one row of the output is not more already. */
const stripBytes = 98_304;

export function geometryOf(shape: ConvolutionShape, float: Float): Geometry {
  const { channels, image, outputs, groups, kernel, stride, padding, dilation } = shape;
  const bytes = float === "float32" ? 4 : 8;
  const padded = [image[0] + 2 * padding[0], image[1] + 2 * padding[1]] as const;
  const fits = (s: 0 | 1) => Math.floor((padded[s] - dilation[s] * (kernel[s] - 1) - 1) / stride[s]) + 1;
  const output = [fits(0), fits(1)] as const;
  const [inside, outside] = [channels / groups, outputs / groups];
  const elements = inside * kernel[0] * kernel[1];
  const positions = output[0] * output[1];
  const strip = Math.min(output[0], Math.max(1, Math.floor(stripBytes / (bytes * elements * output[1]))));
  const sizes = {
    elements: 4 * elements,
    positions: 4 * positions,
    image: bytes * channels * padded[0] * padded[1],
    columns: bytes * elements * strip * output[1],
    product: Math.max(
      scratchBytes(float, [outside, elements, positions]),
      scratchBytes(float, [outside, positions, elements]),
      scratchBytes(float, [elements, outside, strip * output[1]]),
    ),
  };
  const derived = { bytes, padded, output, inside, outside, elements, positions, strip };
  return { ...shape, ...derived, places: laidOut(sizes) };
}

/** Places one behind the other, each at the start of a cache line. */
function laidOut<Name extends string>(sizes: Record<Name, number>): Record<Name | "end", number> {
  let end = 0;
  const places = Object.entries<number>(sizes).map(([name, size]) => {
    const place = [name, end] as const;
    end += Math.ceil(size / 64) * 64;
    return place;
  });
  return { ...Object.fromEntries(places), end } as Record<Name | "end", number>;
}
