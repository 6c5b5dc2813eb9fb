import { adaptiveAvgPool2d, type Tensor } from "@blankfile/tensor";
import { AdaptivePool, divides } from "./adaptive-pool.ts";

/** What AdaptiveAvgPool1d and AdaptiveAvgPool2d share. */
export abstract class AdaptiveAvgPool extends AdaptivePool {
  protected override regions(images: Tensor, size: readonly [number, number]): Tensor {
    if (!divides(images.shape, size)) return adaptiveAvgPool2d(images, size);
    const [rows, columns] = size;
    if (rows === 1 && columns === 1) return images.mean({ dim: [2, 3], keepdim: true });
    const [batch, channels, height, width] = images.shape as [number, number, number, number];
    return images
      .reshape([batch, channels, rows, height / rows, columns, width / columns])
      .mean({ dim: [3, 5] });
  }
}
