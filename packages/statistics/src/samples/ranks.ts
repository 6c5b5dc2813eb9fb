/** Places in sorted order, 1 for the smallest; equal values share the mean of their places (midranks). */
export interface Ranks {
  /** In the order of the sample. */
  ranks: Float64Array;
  /** How many values share each distinct value, in ascending order of the value. */
  ties: number[];
}

export function ranksOf(x: ArrayLike<number>): Ranks {
  const order = orderOf(x);
  const ranks = new Float64Array(x.length);
  const ties: number[] = [];
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && x[order[to]!] === x[order[from]!]) to++;
    // Places from + 1 … to have the mean (from + 1 + to) / 2.
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
    ties.push(to - from);
    from = to;
  }
  return { ranks, ties };
}

/** The indices that sort x. */
export function orderOf(x: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a]! - x[b]!);
}

/** Σ (t³ − t) over groups of equal values: what ties take from the variance of rank sums. */
export function tieTerm(ties: readonly number[]): number {
  let total = 0;
  for (const t of ties) total += t ** 3 - t;
  return total;
}
