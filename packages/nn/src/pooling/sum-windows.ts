import { slice, type Tensor } from "@blankfile/tensor";

/** How a window lies along one side: its size, its steps, and how often it fits. */
export interface Along {
  kernel: number;
  stride: number;
  count: number;
}

/**
 * Σ_(u, v) x[b, c, i · stride + u, j · stride + v] for each window of images [B, C, H, W]: first along the columns, then along the rows. Every
 * u is a slice with steps, so that a compiled function adds them in loops without laying windows out.
 */
export function sumWindows(images: Tensor, [rows, columns]: readonly [Along, Along]): Tensor {
  return sumAlong(sumAlong(images, columns, [null, null, null]), rows, [null, null]);
}

function sumAlong(x: Tensor, { kernel, stride, count }: Along, before: readonly null[]): Tensor {
  return Array.from({ length: kernel }, (_, u) =>
    slice(x, ...before, [u, u + stride * (count - 1) + 1, stride]),
  ).reduce((sum, part) => sum.add(part));
}
