import type { Point } from "./metrics.ts";
import { numberOf } from "./non-finite.ts";

/**
 * At most `max` points that keep every peak: the steps are cut into buckets of equal width, and each gives its least
 * and its greatest value. The first and the last point always stay; NaN and infinities stay as the ends of a bucket.
 */
export function downsample<P extends Pick<Point, "step" | "value">>(points: readonly P[], max: number): P[] {
  if (!(max >= 4)) throw new RangeError(`downsample: given max ${max}, needed at least 4`);
  if (points.length <= max) return [...points];
  const inner = points.slice(1, -1);
  const buckets = Math.floor((max - 2) / 2);
  const first = inner[0]!.step;
  const width = (inner.at(-1)!.step - first + 1) / buckets;
  const kept: P[] = [points[0]!];
  for (let from = 0; from < inner.length; ) {
    const end = first + width * (Math.floor((inner[from]!.step - first) / width) + 1);
    let to = from;
    while (to < inner.length && (to === from || inner[to]!.step < end)) to++;
    kept.push(...extremes(inner.slice(from, to)));
    from = to;
  }
  kept.push(points.at(-1)!);
  return kept;
}

/** The least and the greatest of a bucket in the order of their steps; one point where they are the same. */
function extremes<P extends Pick<Point, "step" | "value">>(bucket: P[]): P[] {
  let low = bucket[0]!;
  let high = bucket[0]!;
  for (const point of bucket) {
    const value = numberOf(point.value);
    if (Number.isNaN(value)) low = point;
    if (value < numberOf(low.value)) low = point;
    if (value > numberOf(high.value)) high = point;
  }
  if (low === high) return [low];
  return low.step < high.step ? [low, high] : [high, low];
}
