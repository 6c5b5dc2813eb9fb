import type { Place } from "./places.ts";

/**
 * Exponential moving average, free of the bias towards its start:
 *
 *   s_k = β s_{k−1} + (1 − β) y_k,   drawn: s_k / (1 − β^k)
 *
 * Kingma and Ba 2015, section 3, https://arxiv.org/abs/1412.6980. A NaN stays a gap and does not enter the average.
 */
export function smoothed(places: readonly Place[], factor: number): Place[] {
  let average = 0;
  let weight = 0;
  return places.map(({ x, y }) => {
    if (Number.isNaN(y)) return { x, y };
    average = factor * average + (1 - factor) * y;
    weight = factor * weight + (1 - factor);
    return { x, y: average / weight };
  });
}
