import { type Augmentation, blankImage, partsOf } from "./augmentation.ts";

export interface CropOptions {
  /** Pixels that are put around the image first. None unless told. */
  padding?: number;
  /** What they hold. 0 unless told. */
  fill?: number;
}

/**
 * A part of `size` pixels, a side or [height, width], from any place with the same chance. With `padding` 4 on images of 32 × 32 it is the
 * augmentation that residual networks were trained with: He, Zhang, Ren, Sun 2016, section 4.2, https://arxiv.org/abs/1512.03385
 */
export function randomCrop(
  size: number | readonly [height: number, width: number],
  { padding = 0, fill = 0 }: CropOptions = {},
): Augmentation {
  const [height, width] = typeof size === "number" ? [size, size] : size;
  if (
    ![height, width].every((side) => Number.isInteger(side) && side >= 1) ||
    !Number.isInteger(padding) ||
    padding < 0
  )
    throw new RangeError(
      `randomCrop: size ${height} × ${width} and padding ${padding}, whole numbers from 1 and from 0 are needed`,
    );
  return (image, rng) => {
    const { c, h, w, data } = partsOf("randomCrop", image);
    const [spareRows, spareColumns] = [h + 2 * padding - height, w + 2 * padding - width];
    if (spareRows < 0 || spareColumns < 0) {
      throw new RangeError(
        `randomCrop: ${height} × ${width} from ${h} × ${w} with padding ${padding}, no more than the padded image is needed`,
      );
    }
    const top = rng.integer(spareRows + 1) - padding;
    const left = rng.integer(spareColumns + 1) - padding;
    const { image: part, out } = blankImage(image, [c, height, width], fill);
    const [first, last] = [Math.max(0, left), Math.min(w, left + width)];
    for (let k = 0; k < c; k++) {
      for (let row = Math.max(0, top); row < Math.min(h, top + height); row++) {
        const from = (k * h + row) * w;
        const to = (k * height + row - top) * width + first - left;
        if (first < last) out.set(data.subarray(from + first, from + last), to);
      }
    }
    return part;
  };
}
