import type { Philox } from "@blankfile/tensor";

/** How many of how many, and how likely each is: evenly where no weights are given. */
export interface Draw {
  rows: number;
  size: number;
  weight?: Float64Array | undefined;
}

/** Draws with replacement; how often each row came, [N]. */
export function drawCounts(rng: Philox, { rows, size, weight }: Draw): Float64Array {
  const counts = new Float64Array(rows);
  if (weight === undefined) {
    for (let k = 0; k < size; k++) counts[rng.integer(rows)]!++;
    return counts;
  }
  const upTo = weight.slice();
  for (let i = 1; i < rows; i++) upTo[i]! += upTo[i - 1]!;
  for (let k = 0; k < size; k++) counts[firstAbove(upTo, rng.uniform() * upTo[rows - 1]!)]!++;
  return counts;
}

/**
 * Draws without replacement; the rows that came, upwards. With weights, the rows with the largest u^(1 / w), u even from (0, 1): as if one after the
 * other were drawn in proportion to the weights of those left. Rows of weight 0 never come.
 *
 * Efraimidis and Spirakis 2006, "Weighted random sampling with a reservoir", https://doi.org/10.1016/j.ipl.2005.11.003
 */
export function drawRows(rng: Philox, { rows, size, weight }: Draw): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  if (weight === undefined) {
    for (let k = 0; k < size; k++) {
      const other = k + rng.integer(rows - k);
      const row = all[other]!;
      all[other] = all[k]!;
      all[k] = row;
    }
    return all.slice(0, size).sort();
  }
  const keys = weight.map((w) => (w > 0 ? Math.log(1 - rng.uniform()) / w : Number.NEGATIVE_INFINITY));
  const possible = all.filter((i) => weight[i]! > 0);
  return possible
    .sort((i, j) => keys[j]! - keys[i]!)
    .slice(0, size)
    .sort();
}

/** The first place whose value is above `bound`. */
function firstAbove(upwards: Float64Array, bound: number): number {
  let [from, to] = [0, upwards.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (upwards[middle]! > bound) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** null, all; a share below 1 is rounded down, to at least 1. */
export function sizeOf(given: number | null, all: number): number {
  if (given === null) return all;
  return given < 1 ? Math.max(1, Math.floor(given * all)) : given;
}
