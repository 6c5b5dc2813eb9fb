import type { Tensor } from "@blankfile/tensor";
import { type Augmentation, drawImage, partsOf } from "./augmentation.ts";

export interface AffineOptions {
  /** Degrees, counter-clockwise. */
  angle?: number;
  /** Pixels to the right and down. */
  translate?: readonly [x: number, y: number];
  /** How many times larger. */
  scale?: number;
  /** Degrees by which upright lines lean to the left at the top. */
  shear?: number;
  /** What comes from outside the image. 0 unless told. */
  fill?: number;
}

/**
 * An image turned, moved, resized and slanted about its centre.
 *
 *   out(p) = in(c + A⁻¹ (p − c − t)),   A = scale · R(angle) · [[1, tan shear], [0, 1]]
 *
 * with p and c in pixels from the middle of the upper left one, x to the right and y down. Between pixels the four around are mixed
 * bilinearly; beyond the edge they are `fill`.
 */
export function affine(image: Tensor, options: AffineOptions): Tensor {
  const { angle = 0, translate = [0, 0], scale = 1, shear = 0, fill = 0 } = options;
  const { c, h, w, data } = partsOf("affine", image);
  if (!(scale > 0 && scale < Infinity))
    throw new RangeError(`affine: scale ${scale}, a number above 0 is needed`);
  if (!(Math.abs(shear) < 90))
    throw new RangeError(`affine: shear ${shear}, degrees between −90 and 90 are needed`);
  const [cos, sin, tan] = [Math.cos(radians(angle)), Math.sin(radians(angle)), Math.tan(radians(shear))];
  const [middleX, middleY] = [(w - 1) / 2, (h - 1) / 2];
  return drawImage(image, [c, h, w], (k, i, j) => {
    const [x, y] = [(j - middleX - translate[0]) / scale, (i - middleY - translate[1]) / scale];
    // R⁻¹ of a turn that is counter-clockwise where y points down, then the slant undone.
    const [turnedX, turnedY] = [cos * x - sin * y, sin * x + cos * y];
    return bilinear(data, k * h * w, h, w, middleY + turnedY, middleX + turnedX - tan * turnedY, fill);
  });
}

/** The value at a place between pixels of the plane that starts at `start`. */
function bilinear(
  data: ArrayLike<number>,
  start: number,
  h: number,
  w: number,
  row: number,
  column: number,
  fill: number,
): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [down, right] = [row - top, column - left];
  const pixel = (i: number, j: number) =>
    i >= 0 && i < h && j >= 0 && j < w ? data[start + i * w + j]! : fill;
  const upper = (1 - right) * pixel(top, left) + right * pixel(top, left + 1);
  const lower = (1 - right) * pixel(top + 1, left) + right * pixel(top + 1, left + 1);
  return (1 - down) * upper + down * lower;
}

export interface RandomAffineOptions {
  /** d: the angle is drawn evenly from [−d, d]. */
  degrees: number;
  /** [a, b]: moved evenly within a · W to both sides and b · H up and down. Not unless told. */
  translate?: readonly [a: number, b: number];
  /** Drawn evenly from between. 1 unless told. */
  scale?: readonly [low: number, high: number];
  /** s: degrees evenly from [−s, s]. 0 unless told. */
  shear?: number;
  fill?: number;
}

/** `affine` with everything drawn at random, as torchvision's RandomAffine; a move here need not be by whole pixels. */
export function randomAffine(options: RandomAffineOptions): Augmentation {
  const { degrees, translate = [0, 0], scale = [1, 1], shear = 0, fill = 0 } = options;
  if (!(degrees >= 0 && shear >= 0 && translate.every((share) => share >= 0 && share <= 1))) {
    throw new RangeError(
      `randomAffine: degrees ${degrees}, translate [${translate.join(", ")}], shear ${shear}; numbers from 0 are needed, those of translate up to 1`,
    );
  }
  if (!(scale[0] > 0 && scale[1] >= scale[0]))
    throw new RangeError(
      `randomAffine: scale [${scale.join(", ")}], two numbers above 0, the smaller first, are needed`,
    );
  return (image, rng) => {
    const { h, w } = partsOf("randomAffine", image);
    const between = (low: number, high: number) => low + (high - low) * rng.uniform();
    const within = (limit: number) => between(-limit, limit);
    return affine(image, {
      angle: within(degrees),
      translate: [within(translate[0] * w), within(translate[1] * h)],
      scale: between(scale[0], scale[1]),
      shear: within(shear),
      fill,
    });
  };
}

/** Turned by an angle drawn evenly from [−degrees, degrees]. */
export function randomRotation(degrees: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  return randomAffine({ degrees, fill });
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
