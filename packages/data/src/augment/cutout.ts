import { type Augmentation, blankImage, partsOf } from "./augmentation.ts";

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
    const { image: blotted, out } = blankImage(image, [c, h, w]);
    out.set(data);
    const [first, last] = [Math.max(0, left), Math.min(w, left + size)];
    for (let k = 0; k < c; k++) {
      for (let row = Math.max(0, top); row < Math.min(h, top + size); row++)
        out.fill(value, (k * h + row) * w + first, (k * h + row) * w + last);
    }
    return blotted;
  };
}
