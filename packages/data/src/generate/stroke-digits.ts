import type { Philox } from "@blankfile/tensor";
import { ImageSet } from "../loaders/image-set.ts";
import { digitStrokes, type Place } from "./digit-strokes.ts";
import { drawStrokes } from "./draw-strokes.ts";

export interface StrokeDigitOptions {
  rng: Philox;
  /** Standard deviation of what is added to each pixel, of 0 … 1. 0.02 unless told. */
  noise?: number;
}

const size = 28;

/**
 * N digits as a pen might draw them: [N, 1, 28, 28], bright on dark, as MNIST has them. Image i follows from the seed and i alone.
 *
 * The way of writing is drawn, its places are moved a little, then all of it is turned (±12°), slanted (±17°), resized (to 85 … 110 % each
 * way) and moved (±2 pixels); the pen is 1.8 to 3.6 pixels wide. Nobody's hand: figures on it are not figures on MNIST.
 */
export function strokeDigits(n: number, { rng, noise = 0.02 }: StrokeDigitOptions): ImageSet {
  if (!Number.isInteger(n) || n < 0)
    throw new RangeError(`strokeDigits: ${n} images, a whole number from 0 is needed`);
  if (!(noise >= 0 && noise < Infinity))
    throw new RangeError(`strokeDigits: noise ${noise}, a number from 0 is needed`);
  const pixels = new Uint8Array(n * size * size);
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const own = rng.fork(i);
    labels[i] = own.integer(10);
    pixels.set(drawDigit(labels[i]!, noise, own), i * size * size);
  }
  return new ImageSet(
    pixels,
    [n, 1, size, size],
    labels,
    Array.from({ length: 10 }, (_, digit) => String(digit)),
  );
}

function drawDigit(digit: number, noise: number, rng: Philox): Uint8Array {
  const ways = digitStrokes[digit]!;
  const strokes = ways[rng.integer(ways.length)]!;
  const hand = drawHand(rng);
  // Equal places move alike, so that strokes that meet still do.
  const shaken = new Map<string, Place>();
  const shake = (place: Place): Place => {
    const known = shaken.get(place.join());
    if (known) return known;
    const moved: Place = [place[0] + 0.018 * rng.normal(), place[1] + 0.018 * rng.normal()];
    shaken.set(place.join(), moved);
    return moved;
  };
  const drawn = strokes.map((stroke) => stroke.map((place) => hand(shake(place))));
  const ink = drawStrokes(drawn, size, 1.8 + 1.8 * rng.uniform());
  return Uint8Array.from(ink, (value) => {
    const seen = noise === 0 ? value : value + noise * triangular(rng);
    return Math.round(255 * Math.min(1, Math.max(0, seen)));
  });
}

/** Of mean 0 and variance 1, from the two halves of one word: a normal draw would take four words for each pixel. */
function triangular(rng: Philox): number {
  const word = rng.word();
  return Math.sqrt(6) * (((word >>> 16) + (word & 0xffff) + 1) / 2 ** 16 - 1);
}

/** From the unit square, about its middle, into the inner 22 × 22 pixels. */
function drawHand(rng: Philox): (place: Place) => Place {
  const between = (low: number, high: number) => low + (high - low) * rng.uniform();
  const turn = between(-0.21, 0.21);
  const slant = between(-0.3, 0.3);
  const [scaleX, scaleY] = [24 * between(0.85, 1.1), 24 * between(0.85, 1.1)];
  const [moveX, moveY] = [size / 2 + between(-2, 2), size / 2 + between(-2, 2)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return ([x, y]) => {
    const [upright, down] = [(x - 0.5) * scaleX - slant * (y - 0.5) * scaleY, (y - 0.5) * scaleY];
    return [moveX + cos * upright + sin * down, moveY - sin * upright + cos * down];
  };
}
