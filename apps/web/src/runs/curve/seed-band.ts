import { seedInterval } from "@blankfile/tracking";
import type { Place } from "./places.ts";

/** The mean over seeds at a place, and the ends of its 95 % interval. */
export interface BandPlace extends Place {
  low: number;
  high: number;
}

export interface SeedBand {
  places: BandPlace[];
  /** Whether a seed without a point of its own at a place was read off the straight line between its neighbours. */
  isInterpolated: boolean;
}

/** Mean and interval of two lines or more, where all of them have a value: a mean of fewer seeds would jump. */
export function seedBand(lines: readonly (readonly Place[])[]): SeedBand {
  const xs = [...new Set(lines.flatMap((line) => line.map(({ x }) => x)))].sort((a, b) => a - b);
  const readers = lines.map(reader);
  let isInterpolated = false;
  const places: BandPlace[] = [];
  for (const x of xs) {
    const values: number[] = [];
    for (const read of readers) {
      const found = read(x);
      if (!found) break;
      values.push(found.y);
      isInterpolated ||= !found.isPoint;
    }
    if (values.length < lines.length) continue;
    const { mean, half } = seedInterval(values)!;
    places.push({ x, y: mean, low: mean - half, high: mean + half });
  }
  return { places, isInterpolated };
}

/** Reads a line at ever greater x: its point there, else the straight line between the points beside it. */
function reader(line: readonly Place[]): (x: number) => { y: number; isPoint: boolean } | undefined {
  let at = 0;
  return (x) => {
    while (at < line.length && line[at]!.x < x) at++;
    const right = line[at];
    if (!right) return undefined;
    if (right.x === x) return { y: right.y, isPoint: true };
    const left = line[at - 1];
    if (!left) return undefined;
    return { y: left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x), isPoint: false };
  };
}
