import { type Augmentation, blankImage, checkShare, partsOf } from "./augmentation.ts";

/** Left and right changed with probability `p`, 0.5 unless told: y[c, i, j] = x[c, i, W − 1 − j]. */
export function randomHorizontalFlip({ p = 0.5 }: { p?: number } = {}): Augmentation {
  checkShare("randomHorizontalFlip", "p", p);
  return (image, rng) => {
    const { c, h, w, data } = partsOf("randomHorizontalFlip", image);
    if (rng.uniform() >= p) return image;
    const { image: flipped, out } = blankImage(image, [c, h, w]);
    for (let start = 0; start < data.length; start += w)
      for (let j = 0; j < w; j++) out[start + j] = data[start + w - 1 - j]!;
    return flipped;
  };
}
