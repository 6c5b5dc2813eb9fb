/** Places in sorted order, 1 for the smallest; equal values share the mean of their places (midranks). */
export interface Ranks {
  /** In the order of the sample. */
  ranks: Float64Array;
  /** How many values share each distinct value, in ascending order of the value. */
  ties: number[];
}

export function ranksOf(x: ArrayLike<number>): Ranks {
  // Sorting the values and looking each up is several times as fast as sorting their indices.
  const sorted = Float64Array.from(x).sort();
  const [starts, midranks] = [new Float64Array(x.length), new Float64Array(x.length)];
  const ties: number[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    starts[ties.length] = sorted[from]!;
    // Places from + 1 … to have the mean (from + 1 + to) / 2.
    midranks[ties.length] = (from + 1 + to) / 2;
    ties.push(to - from);
    from = to;
  }
  const ranks = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) ranks[i] = midranks[placeOf(x[i]!, starts, ties.length)]!;
  return { ranks, ties };
}

/** The place of a value among the first `count`, which ascend. */
function placeOf(value: number, ascending: Float64Array, count: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The indices that sort x. */
export function orderOf(x: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a]! - x[b]!);
}

/** Σ (t³ − t) over groups of equal values: what ties take from the variance of rank sums. */
export function tieTerm(ties: readonly number[]): number {
  let total = 0;
  for (const t of ties) if (t > 1) total += t * t * t - t;
  return total;
}
