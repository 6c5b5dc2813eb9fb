import { adaptiveAvgPool2d, type Tensor } from "@blankfile/tensor";
import { AdaptivePool, divides } from "./adaptive-pool.ts";
import { sumWindows } from "./sum-windows.ts";

/** What AdaptiveAvgPool1d and AdaptiveAvgPool2d share. */
export abstract class AdaptiveAvgPool extends AdaptivePool {
  protected override regions(images: Tensor, size: readonly [number, number]): Tensor {
    if (!divides(images.shape, size)) return adaptiveAvgPool2d(images, size);
    const [rows, columns] = size;
    if (rows === 1 && columns === 1) return images.mean({ dim: [2, 3], keepdim: true });
    const [height, width] = images.shape.slice(2) as [number, number];
    const along = (n: number, count: number) => ({ kernel: n / count, stride: n / count, count });
    return sumWindows(images, [along(height, rows), along(width, columns)]).div(
      (height * width) / (rows * columns),
    );
  }
}
