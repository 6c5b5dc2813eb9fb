import { type Augmentation, drawImage, partsOf } from "./augmentation.ts";

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
    return drawImage(image, [c, height, width], (k, i, j) => {
      const [row, column] = [top + i, left + j];
      const inside = row >= 0 && row < h && column >= 0 && column < w;
      return inside ? data[(k * h + row) * w + column]! : fill;
    });
  };
}
