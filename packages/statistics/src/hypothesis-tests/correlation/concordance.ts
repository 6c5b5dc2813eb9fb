import { ranksOf } from "../../samples/ranks.ts";

/** Pairs of points that x and y put in the same order, and in opposite ones; ties in either count as neither. */
export interface PairCounts {
  concordant: number;
  discordant: number;
}

/**
 * In O(n log n): with the points sorted by x and then y, a discordant pair is an inversion of the y, counted by merge sort
 * (Knight 1966). The rest of the pairs, less those tied, are concordant.
 */
export function countPairs(x: Float64Array, y: Float64Array): PairCounts {
  const n = x.length;
  // Both ranks, doubled and so whole, in one number: then the sort of plain numbers sorts by x and then y.
  const [rankX, rankY] = [ranksOf(x).ranks, ranksOf(y).ranks];
  const width = 2 * n + 1;
  const keys = rankX.map((rank, i) => 2 * rank * width + 2 * rankY[i]!).sort();
  const sortedX = keys.map((key) => Math.floor(key / width));
  const sortedY = keys.map((key, i) => key - sortedX[i]! * width);
  const tiedX = tiedPairs(n, (i) => sortedX[i] === sortedX[i - 1]);
  const tiedBoth = tiedPairs(n, (i) => sortedX[i] === sortedX[i - 1] && sortedY[i] === sortedY[i - 1]);
  const discordant = sortCountingInversions(sortedY, new Float64Array(n), 0, n);
  const tiedY = tiedPairs(n, (i) => sortedY[i] === sortedY[i - 1]);
  const concordant = (n * (n - 1)) / 2 - tiedX - tiedY + tiedBoth - discordant;
  return { concordant, discordant };
}

/** Pairs within runs of neighbours that are equal. */
function tiedPairs(n: number, equalToLast: (i: number) => boolean): number {
  let [total, run] = [0, 0];
  for (let i = 1; i < n; i++) {
    run = equalToLast(i) ? run + 1 : 0;
    total += run;
  }
  return total;
}

function sortCountingInversions(values: Float64Array, room: Float64Array, from: number, to: number): number {
  if (to - from < 2) return 0;
  const middle = (from + to) >> 1;
  let count =
    sortCountingInversions(values, room, from, middle) + sortCountingInversions(values, room, middle, to);
  let [left, right] = [from, middle];
  for (let at = from; at < to; at++) {
    const takeRight = left >= middle || (right < to && values[right]! < values[left]!);
    // What is taken from the right passes all that is left on the left.
    if (takeRight) count += middle - left;
    room[at] = takeRight ? values[right++]! : values[left++]!;
  }
  values.set(room.subarray(from, to), from);
  return count;
}
