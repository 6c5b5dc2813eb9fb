import { type Philox, Tensor } from "@blankfile/tensor";

/** A random change of one image, [C, H, W] of float32 or float64, to a new one. The same rng gives the same change. */
export type Augmentation = (image: Tensor, rng: Philox) => Tensor;

/** One change after the other, each with draws of its own: what one of them draws does not move the others. */
export function compose(...augmentations: readonly Augmentation[]): Augmentation {
  return (image, rng) => augmentations.reduce((changed, augment, i) => augment(changed, rng.fork(i)), image);
}

export interface ImageParts {
  c: number;
  h: number;
  w: number;
  data: Float32Array | Float64Array;
}

/** Sizes and numbers of an image. */
export function partsOf(where: string, image: Tensor): ImageParts {
  const { data, shape } = image;
  if (shape.length !== 3 || !(data instanceof Float32Array || data instanceof Float64Array)) {
    throw new RangeError(
      `${where}: shape [${shape.join(", ")}] of ${image.dtype}, an image [C, H, W] of float32 or float64 is needed`,
    );
  }
  const [c, h, w] = shape as [number, number, number];
  return { c, h, w, data };
}

/** A new image of `like`'s dtype that holds `fill`; its parts are there to be written to. */
export function blankImage(
  like: Tensor,
  [c, h, w]: readonly [number, number, number],
  fill = 0,
): { image: Tensor; out: Float32Array | Float64Array } {
  const out = like.dtype === "float64" ? new Float64Array(c * h * w) : new Float32Array(c * h * w);
  if (fill !== 0) out.fill(fill);
  return { image: new Tensor(out, [c, h, w], like.dtype), out };
}

/** A new image of `like`'s dtype, whose element is `value(channel, row, column)`. */
export function drawImage(
  like: Tensor,
  [c, h, w]: readonly [number, number, number],
  value: (channel: number, row: number, column: number) => number,
): Tensor {
  const { image, out } = blankImage(like, [c, h, w]);
  let at = 0;
  for (let channel = 0; channel < c; channel++)
    for (let row = 0; row < h; row++)
      for (let column = 0; column < w; column++) out[at++] = value(channel, row, column);
  return image;
}

/** A probability, as an option of `where`. */
export function checkShare(where: string, name: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${where}: ${name} ${p}, a number from 0 to 1 is needed`);
}
