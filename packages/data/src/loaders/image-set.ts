import { Tensor } from "@blankfile/tensor";
import type { Collated } from "../loading/collate.ts";
import type { Dataset } from "../loading/dataset.ts";

/** One labelled image. */
export interface ImageSample {
  /** float32, shape [C, H, W], 0 to 1. */
  image: Tensor;
  /** The class, from 0; int32, shape []. */
  label: Tensor;
}

export interface FloatOptions {
  /** Subtracted from each channel after the pixels are scaled to 0 … 1. None unless told. */
  mean?: readonly number[];
  /** Each channel is divided by it, after that. None unless told. */
  std?: readonly number[];
}

/**
 * Labelled images, kept as they are published: a byte for each value. 60,000 images of MNIST take 47 MB like this, and 188 MB as float32.
 *
 * `toFloat` makes the float32 batch that a network reads.
 */
export class ImageSet implements Dataset<ImageSample> {
  /** Bytes 0 to 255, [N, C, H, W] in row-major order. */
  readonly pixels: Uint8Array;
  /** [N, C, H, W]. */
  readonly shape: readonly [number, number, number, number];
  /** The class of each image, [N]. */
  readonly labels: Int32Array;
  /** The classes' names, by label. */
  readonly classes: readonly string[];

  constructor(
    pixels: Uint8Array,
    shape: readonly [number, number, number, number],
    labels: Int32Array,
    classes: readonly string[],
  ) {
    const size = shape[0] * shape[1] * shape[2] * shape[3];
    if (pixels.length !== size || labels.length !== shape[0]) {
      throw new RangeError(
        `ImageSet: ${pixels.length} pixels and ${labels.length} labels for shape [${shape.join(", ")}]; ${size} and ${shape[0]} are needed`,
      );
    }
    const wrong = labels.findIndex((label) => label < 0 || label >= classes.length);
    if (wrong >= 0) {
      throw new RangeError(
        `ImageSet: label ${labels[wrong]} of image ${wrong}; labels 0 to ${classes.length - 1} are needed, one for each class`,
      );
    }
    this.pixels = pixels;
    this.shape = shape;
    this.labels = labels;
    this.classes = classes;
  }

  /** N. */
  get length(): number {
    return this.shape[0];
  }

  /** Image i, with pixels from 0 to 1. */
  at(i: number): ImageSample {
    const [, c, h, w] = this.shape;
    const image = this.toFloat([i]);
    return { image: new Tensor(image.data, [c, h, w], "float32"), label: this.targets([i]).reshape([]) };
  }

  /** The images at `indices`, with pixels from 0 to 1, float32 [B, C, H, W], and their labels, int32 [B]. */
  batch(indices: ArrayLike<number>): Collated<ImageSample> {
    return { image: this.toFloat(indices), label: this.targets(indices) };
  }

  /**
   * The images at `indices` (all without), float32, [B, C, H, W]:
   *
   *   x = (pixel / 255 − mean_c) / std_c
   */
  toFloat(indices?: ArrayLike<number>, { mean, std }: FloatOptions = {}): Tensor {
    const [, c, h, w] = this.shape;
    const values = valuesOfBytes(c, mean, std);
    const rows = this.#rows("toFloat", indices);
    const plane = h * w;
    const out = new Float32Array(rows.length * c * plane);
    for (let row = 0; row < rows.length; row++) {
      for (let channel = 0; channel < c; channel++) {
        const value = values[channel]!;
        const from = (rows[row]! * c + channel) * plane;
        const to = (row * c + channel) * plane;
        for (let i = 0; i < plane; i++) out[to + i] = value[this.pixels[from + i]!]!;
      }
    }
    return new Tensor(out, [rows.length, c, h, w], "float32");
  }

  /** The labels at `indices` (all without), int32, [B]. */
  targets(indices?: ArrayLike<number>): Tensor {
    const rows = this.#rows("targets", indices);
    return new Tensor(
      Int32Array.from(rows, (i) => this.labels[i]!),
      [rows.length],
      "int32",
    );
  }

  /** The images at `indices` as a set of their own, with a copy of their pixels. */
  subset(indices: ArrayLike<number>): ImageSet {
    const [, c, h, w] = this.shape;
    const rows = this.#rows("subset", indices);
    const size = c * h * w;
    const pixels = new Uint8Array(rows.length * size);
    rows.forEach((i, row) => {
      pixels.set(this.pixels.subarray(i * size, (i + 1) * size), row * size);
    });
    const labels = Int32Array.from(rows, (i) => this.labels[i]!);
    return new ImageSet(pixels, [rows.length, c, h, w], labels, this.classes);
  }

  #rows(where: string, indices?: ArrayLike<number>): Int32Array {
    if (indices === undefined) return Int32Array.from({ length: this.length }, (_, i) => i);
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!;
      if (Number.isInteger(i) && i >= 0 && i < this.length) continue;
      throw new RangeError(
        `${where}: index ${i} at place ${k}, a whole number from 0 to ${this.length - 1} is needed`,
      );
    }
    return Int32Array.from(indices);
  }
}

export interface ChannelStatistics {
  /** By channel, of pixels scaled to 0 … 1. */
  mean: number[];
  /** The same, divided by N and not by N − 1. */
  std: number[];
}

/** Mean and standard deviation of each channel over all images and places, for `toFloat`. Taken from the training images alone. */
export function channelStatistics({ pixels, shape }: ImageSet): ChannelStatistics {
  const [n, c, h, w] = shape;
  if (pixels.length === 0) throw new RangeError("channelStatistics: no pixels, at least one is needed");
  const counts = Array.from({ length: c }, () => new Float64Array(256));
  for (let start = 0; start < n * c; start++) {
    const count = counts[start % c]!;
    for (let i = start * h * w; i < (start + 1) * h * w; i++) count[pixels[i]!]!++;
  }
  const moment = (count: Float64Array, power: number) =>
    count.reduce((total, times, byte) => total + times * (byte / 255) ** power, 0) / (n * h * w);
  const mean = counts.map((count) => moment(count, 1));
  return { mean, std: counts.map((count, i) => Math.sqrt(moment(count, 2) - mean[i]! ** 2)) };
}

/** byte / 255. */
const unscaled = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** What each byte becomes, by channel. */
function valuesOfBytes(channels: number, mean?: readonly number[], std?: readonly number[]): Float32Array[] {
  if (!mean && !std) return Array.from({ length: channels }, () => unscaled);
  const [shifts, scales] = [mean ?? Array(channels).fill(0), std ?? Array(channels).fill(1)];
  if (
    shifts.length !== channels ||
    scales.length !== channels ||
    !scales.every((s) => s > 0 && s < Infinity)
  ) {
    throw new RangeError(
      `toFloat: mean [${shifts.join(", ")}], std [${scales.join(", ")}]; one number for each of ${channels} channels is needed, std above 0`,
    );
  }
  return shifts.map((m, i) => Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - m) / scales[i]!));
}
