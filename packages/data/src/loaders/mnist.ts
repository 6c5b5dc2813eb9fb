import { type Idx, parseIdx } from "../idx.ts";
import { ImageSet } from "./image-set.ts";

/** The digits' names. */
const digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** The names that Fashion-MNIST gives its labels. https://github.com/zalandoresearch/fashion-mnist */
const clothes = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
] as const;

/**
 * MNIST from its two files of images and labels, decompressed: N digits, [N, 1, 28, 28], ink bright on a dark ground.
 *
 * Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/
 */
export function parseMnist(images: Uint8Array, labels: Uint8Array): ImageSet {
  return parsePair("parseMnist", images, labels, digits);
}

/**
 * Fashion-MNIST: the same format and sizes, ten kinds of clothing.
 *
 * Xiao, Rasul, Vollgraf 2017, https://arxiv.org/abs/1708.07747
 */
export function parseFashionMnist(images: Uint8Array, labels: Uint8Array): ImageSet {
  return parsePair("parseFashionMnist", images, labels, clothes);
}

function parsePair(
  where: string,
  imageBytes: Uint8Array,
  labelBytes: Uint8Array,
  classes: readonly string[],
): ImageSet {
  const images = bytesOf(where, "images", parseIdx(imageBytes), 3);
  const labels = bytesOf(where, "labels", parseIdx(labelBytes), 1);
  const [n, h, w] = images.shape as [number, number, number];
  if (h !== 28 || w !== 28)
    throw new RangeError(`${where}: images of ${h} × ${w} pixels, 28 × 28 are needed`);
  if (labels.shape[0] !== n) {
    throw new RangeError(
      `${where}: ${n} images and ${labels.shape[0]} labels, as many of both are needed (are the files of one part, both of train or both of t10k?)`,
    );
  }
  return new ImageSet(images.data, [n, 1, h, w], Int32Array.from(labels.data), classes);
}

function bytesOf(where: string, what: string, { shape, data }: Idx, ndim: number) {
  if (data instanceof Uint8Array && shape.length === ndim) return { shape, data };
  throw new RangeError(
    `${where}: ${what} of shape [${shape.join(", ")}] in a ${data.constructor.name}, bytes of ${ndim} dimension${ndim === 1 ? "" : "s"} are needed (are images and labels in this order?)`,
  );
}
