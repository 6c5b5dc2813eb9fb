import { type Augmentation, checkShare, drawImage, partsOf } from "./augmentation.ts";

/** Left and right changed with probability `p`, 0.5 unless told: y[c, i, j] = x[c, i, W − 1 − j]. */
export function randomHorizontalFlip({ p = 0.5 }: { p?: number } = {}): Augmentation {
  checkShare("randomHorizontalFlip", "p", p);
  return (image, rng) => {
    const { c, h, w, data } = partsOf("randomHorizontalFlip", image);
    if (rng.uniform() >= p) return image;
    return drawImage(image, [c, h, w], (k, i, j) => data[(k * h + i) * w + w - 1 - j]!);
  };
}
