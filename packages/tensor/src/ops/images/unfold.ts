/** Laying windows of an image out as columns, and adding columns up into an image: each the other's gradient. */
import type { TypedArray } from "../../dtype.ts";
import { showShape } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { fits, imageShape, type Pair, pair, type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/**
 * Every window of the images x [N, C, H, W] as a column: [N, C · kernel elements, windows], zeros where it reaches over
 * the edge. A convolution is a matrix product with it ("im2col").
 */
export function unfold(x: Tensor, kernelSize: Pair, options: WindowOptions = {}): Tensor {
  requireTensor("unfold", x);
  return columns(x, windowsOf("unfold", kernelSize, options));
}

/** Images [N, C, …outputSize] from columns as `unfold` gives them; where windows overlap, their elements are added. */
export function fold(x: Tensor, outputSize: Pair, kernelSize: Pair, options: WindowOptions = {}): Tensor {
  requireTensor("fold", x);
  const windows = windowsOf("fold", kernelSize, options);
  const size = pair("fold", "output size", outputSize, 1);
  const [height, width] = fits("fold", size, windows);
  const elements = windows.kernel[0] * windows.kernel[1];
  if (x.ndim !== 3 || x.shape[1]! % elements !== 0 || x.shape[2] !== height * width) {
    throw new RangeError(
      `fold: columns of shape ${showShape(x.shape)} for ${elements} elements and ${height * width} windows, [N, C · elements, windows] is needed`,
    );
  }
  return image(x, [x.shape[0]!, x.shape[1]! / elements, ...size], windows);
}

function columns(x: Tensor, windows: Windows): Tensor {
  const [n, c, h, w] = imageShape("unfold", x.shape);
  const [height, width] = fits("unfold", [h, w], windows);
  const shape = [n, c * windows.kernel[0] * windows.kernel[1], height * width];
  const y = compute("unfold", [x], { shape, dtype: x.dtype }, (out, a) => {
    walk([n * c, h, w], [height, width], windows, (column, pixel) => {
      out[column] = a[pixel]!;
    });
  });
  return record("unfold", y, [[x, (g) => image(g, [n, c, h, w], windows)]]);
}

function image(x: Tensor, shape: readonly [number, number, number, number], windows: Windows): Tensor {
  const [n, c, h, w] = shape;
  const fit = fits("fold", [h, w], windows);
  const y = compute("fold", [x], { shape, dtype: x.dtype }, (out, a) => {
    const total: TypedArray = new Float64Array(out.length);
    walk([n * c, h, w], fit, windows, (column, pixel) => {
      total[pixel]! += a[column]!;
    });
    out.set(total);
  });
  return record("fold", y, [[x, (g) => columns(g, windows)]]);
}

/** Calls `each` with the places of a column's element and of the pixel below it, for all that lie inside the image. */
function walk(
  [planes, h, w]: readonly [number, number, number],
  [height, width]: readonly [number, number],
  { kernel, stride, padding, dilation }: Windows,
  each: (column: number, pixel: number) => void,
): void {
  const elements = kernel[0] * kernel[1];
  for (let row = 0; row < planes * elements; row++) {
    const plane = Math.floor(row / elements);
    const top = Math.floor((row % elements) / kernel[1]) * dilation[0] - padding[0];
    const left = (row % kernel[1]) * dilation[1] - padding[1];
    for (let i = 0; i < height; i++) {
      const y = i * stride[0] + top;
      if (y < 0 || y >= h) continue;
      for (let j = 0; j < width; j++) {
        const x = j * stride[1] + left;
        if (x >= 0 && x < w) each((row * height + i) * width + j, (plane * h + y) * w + x);
      }
    }
  }
}
