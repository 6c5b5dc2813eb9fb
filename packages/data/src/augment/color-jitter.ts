import type { Tensor } from "@blankfile/tensor";
import { type Augmentation, drawImage, partsOf } from "./augmentation.ts";

export interface ColorJitterOptions {
  /** b: the factor is drawn evenly from [max(0, 1 − b), 1 + b]. 0, no change, unless told. */
  brightness?: number;
  /** Likewise. */
  contrast?: number;
  /** Likewise. */
  saturation?: number;
}

/**
 * Brightness, contrast and saturation changed by random factors, in random order, as torchvision's ColorJitter. For images of 3 channels,
 * red, green, blue, from 0 to 1, before `normalize`; what gets out of 0 … 1 is cut off there, as in a camera.
 *
 *   y = f · x + (1 − f) · z,    brightness z = 0, contrast z = mean of grey, saturation z = grey
 *   grey = 0.2989 · red + 0.587 · green + 0.114 · blue    (ITU-R BT.601)
 */
export function colorJitter({
  brightness = 0,
  contrast = 0,
  saturation = 0,
}: ColorJitterOptions): Augmentation {
  for (const [name, value] of Object.entries({ brightness, contrast, saturation })) {
    if (!(value >= 0 && value < Infinity))
      throw new RangeError(`colorJitter: ${name} ${value}, a number from 0 is needed`);
  }
  const changes = [
    [brightness, adjustBrightness],
    [contrast, adjustContrast],
    [saturation, adjustSaturation],
  ] as const;
  return (image, rng) =>
    rng
      .shuffle([0, 1, 2])
      .filter((i) => changes[i]![0] > 0)
      .reduce((changed, i) => {
        const [strength, adjust] = changes[i]!;
        const low = Math.max(0, 1 - strength);
        return adjust(changed, low + (1 + strength - low) * rng.uniform());
      }, image);
}

/** Black at factor 0, the image itself at 1. */
export function adjustBrightness(image: Tensor, factor: number): Tensor {
  const { c, h, w, data } = partsOf("adjustBrightness", image);
  return drawImage(image, [c, h, w], (k, i, j) => cut(factor * data[(k * h + i) * w + j]!));
}

/** Its mean grey everywhere at factor 0. */
export function adjustContrast(image: Tensor, factor: number): Tensor {
  const grey = greyOf("adjustContrast", image);
  const mean = grey.reduce((total, value) => total + value, 0) / grey.length;
  return blend(image, factor, () => mean);
}

/** Without colour at factor 0. */
export function adjustSaturation(image: Tensor, factor: number): Tensor {
  const grey = greyOf("adjustSaturation", image);
  return blend(image, factor, (place) => grey[place]!);
}

function blend(image: Tensor, factor: number, other: (place: number) => number): Tensor {
  const { c, h, w, data } = partsOf("colorJitter", image);
  return drawImage(image, [c, h, w], (k, i, j) => {
    const place = i * w + j;
    return cut(factor * data[k * h * w + place]! + (1 - factor) * other(place));
  });
}

function greyOf(where: string, image: Tensor): Float64Array {
  const { c, h, w, data } = partsOf(where, image);
  if (c !== 3) throw new RangeError(`${where}: ${c} channels, 3 are needed: red, green, blue`);
  const plane = h * w;
  return Float64Array.from(
    { length: plane },
    (_, i) => 0.2989 * data[i]! + 0.587 * data[plane + i]! + 0.114 * data[2 * plane + i]!,
  );
}

function cut(value: number): number {
  return Math.min(1, Math.max(0, value));
}
