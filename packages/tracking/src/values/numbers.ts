import { markNonFinite } from "../non-finite.ts";
import type { NonFinite } from "../run.ts";

/** A number in an event: NaN and infinities by their names. */
export type Marked = number | NonFinite;

/** The finite numbers of a sample, and how many others there were. */
export interface Sorted {
  /** Rising. */
  finite: Float64Array;
  nan: number;
  /** How many were -∞, and how many +∞. */
  infinite: [below: number, above: number];
}

export function sorted(values: ArrayLike<number>): Sorted {
  const finite = new Float64Array(values.length);
  const infinite: [number, number] = [0, 0];
  let [count, nan] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) nan++;
    else if (value === Number.NEGATIVE_INFINITY) infinite[0]++;
    else if (value === Number.POSITIVE_INFINITY) infinite[1]++;
    else finite[count++] = value;
  }
  return { finite: finite.subarray(0, count).sort(), nan, infinite };
}

/** The quantile at `p` of rising numbers, by linear interpolation between the neighbours of (n − 1) · p. */
export function quantile(rising: Float64Array, p: number): number {
  const at = (rising.length - 1) * p;
  const low = Math.floor(at);
  const below = rising[low]!;
  return at === low ? below : below + (rising[low + 1]! - below) * (at - low);
}

export function marked(values: ArrayLike<number>): Marked[] {
  return Array.from(values, markNonFinite);
}
