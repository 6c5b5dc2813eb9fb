import { maxPool2d, type Tensor, tensor } from "@blankfile/tensor";
import { AdaptivePool, divides, regionOf } from "./adaptive-pool.ts";

/** What AdaptiveMaxPool1d and AdaptiveMaxPool2d share. */
export abstract class AdaptiveMaxPool extends AdaptivePool {
  protected override regions(images: Tensor, size: readonly [number, number]): Tensor {
    const [batch, channels, height, width] = images.shape as [number, number, number, number];
    if (divides(images.shape, size)) return maxPool2d(images, [height / size[0], width / size[1]]);
    const regions = pixelsOfRegions([height, width], size);
    const longest = Math.max(...regions.map((pixels) => pixels.length));
    // Regions become equally long by their first pixel once more; among equal ones the first is the largest.
    const all = regions.flatMap((pixels) =>
      Array.from({ length: longest }, (_, i) => pixels[i] ?? pixels[0]!),
    );
    return images
      .reshape([batch, channels, height * width])
      .indexSelect(2, tensor(all, { dtype: "int32" }))
      .reshape([batch, channels, ...size, longest])
      .max({ dim: 4 }).values;
  }
}

/** The pixels of each region, row by row. */
function pixelsOfRegions([height, width]: [number, number], [rows, columns]: readonly [number, number]) {
  const ranges = (count: number, n: number) =>
    Array.from({ length: count }, (_, i) => {
      const [from, to] = regionOf(i, count, n);
      return Array.from({ length: to - from }, (_, k) => from + k);
    });
  return ranges(rows, height).flatMap((ys) =>
    ranges(columns, width).map((xs) => ys.flatMap((y) => xs.map((x) => y * width + x))),
  );
}
