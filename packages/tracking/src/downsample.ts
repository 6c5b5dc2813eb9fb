import type { Point } from "./metrics.ts";
import { numberOf } from "./non-finite.ts";

/** At most `max` points that keep every peak, of points by step; all of them where there are no more. See `Thinning`. */
export function downsample<P extends Pick<Point, "step" | "value">>(points: readonly P[], max: number): P[] {
  const from = points[0]?.step ?? 0;
  const thinning = new Thinning<P>({ from, to: points.at(-1)?.step ?? 0, max });
  if (points.length <= max) return [...points];
  for (const point of points) thinning.add(point);
  return thinning.points();
}

/**
 * At most `max` points of any number that are told one by one, in any order: the steps `from` to `to` are cut into buckets of equal width,
 * and each gives its least and its greatest value. The first and the last point always stay; NaN and infinities stay as the ends of a
 * bucket.
 */
export class Thinning<P extends Pick<Point, "step" | "value">> {
  readonly #from: number;
  readonly #to: number;
  readonly #width: number;
  readonly #buckets: (Extremes<P> | undefined)[];
  #first: P | undefined;
  #last: P | undefined;

  constructor({ from, to, max }: { from: number; to: number; max: number }) {
    if (!(max >= 4)) throw new RangeError(`downsample: given max ${max}, needed at least 4`);
    const buckets = Math.floor((max - 2) / 2);
    this.#from = from;
    this.#to = to;
    this.#width = (to - from + 1) / buckets;
    this.#buckets = Array.from({ length: buckets }, () => undefined);
  }

  add(point: P): void {
    if (point.step === this.#from) this.#first = point;
    else if (point.step === this.#to) this.#last = point;
    else {
      const place = Math.min(this.#buckets.length - 1, Math.floor((point.step - this.#from) / this.#width));
      const found = this.#buckets[place];
      if (found) widen(found, point);
      else this.#buckets[place] = { low: point, high: point };
    }
  }

  /** By step. */
  points(): P[] {
    const ends = (point: P | undefined) => (point ? [point] : []);
    return [...ends(this.#first), ...this.#buckets.flatMap(inOrder), ...ends(this.#last)];
  }
}

interface Extremes<P> {
  low: P;
  high: P;
}

function widen<P extends Pick<Point, "value">>(found: Extremes<P>, point: P): void {
  const value = numberOf(point.value);
  if (Number.isNaN(value) || value < numberOf(found.low.value)) found.low = point;
  if (value > numberOf(found.high.value)) found.high = point;
}

function inOrder<P extends Pick<Point, "step">>(found: Extremes<P> | undefined): P[] {
  if (!found) return [];
  const { low, high } = found;
  if (low === high) return [low];
  return low.step < high.step ? [low, high] : [high, low];
}
