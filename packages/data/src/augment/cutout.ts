import { type Augmentation, drawImage, partsOf } from "./augmentation.ts";

export interface CutoutOptions {
  /** The side of the square. */
  size: number;
  /** What it is filled with: 0 unless told, which is the mean where images are normalised. */
  value?: number;
}

/**
 * A square blotted out, its centre anywhere in the image, so that a part of it may lie outside.
 *
 * DeVries, Taylor 2017, https://arxiv.org/abs/1708.04552. They cut after normalising, 16 of 32 pixels on CIFAR-10.
 */
export function cutout({ size, value = 0 }: CutoutOptions): Augmentation {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`cutout: size ${size}, a whole number from 1 is needed`);
  return (image, rng) => {
    const { c, h, w, data } = partsOf("cutout", image);
    const top = rng.integer(h) - Math.floor(size / 2);
    const left = rng.integer(w) - Math.floor(size / 2);
    return drawImage(image, [c, h, w], (k, i, j) => {
      const inside = i >= top && i < top + size && j >= left && j < left + size;
      return inside ? value : data[(k * h + i) * w + j]!;
    });
  };
}
