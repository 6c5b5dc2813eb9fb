import { Philox } from "@blankfile/tensor";

export interface FoldOptions {
  /** k */
  cv: number;
  shuffle: boolean;
  randomState: number;
}

/**
 * For each row the fold in which it is not learnt from, 0 … k − 1, [N].
 *
 * Of numbers, folds are stretches of rows as long as each other (to one). Of classes, each fold has as many of each class, to one. With
 * shuffle, which rows is drawn.
 */
export function crossFitFolds(
  rows: number,
  codes: Int32Array | null,
  { cv, shuffle, randomState }: FoldOptions,
): Int32Array {
  const rng = new Philox(randomState);
  if (codes === null) {
    const order = Int32Array.from({ length: rows }, (_, i) => i);
    if (shuffle) rng.shuffle(order);
    const folds = new Int32Array(rows);
    let at = 0;
    for (let fold = 0; fold < cv; fold++) {
      const size = Math.floor(rows / cv) + Number(fold < rows % cv);
      for (const end = at + size; at < end; at++) folds[order[at]!] = fold;
    }
    return folds;
  }
  return stratified(codes, cv, shuffle ? rng : null);
}

/** Sorted by class, in order of first appearance, rows are dealt to folds like cards; each class then fills its shares in order. */
function stratified(codes: Int32Array, cv: number, rng: Philox | null): Int32Array {
  const ranks = new Map<number, number>();
  for (const code of codes) if (!ranks.has(code)) ranks.set(code, ranks.size);
  const sorted = Int32Array.from(codes, (code) => ranks.get(code)!).sort();
  const shares = Array.from(ranks, () => new Int32Array(cv));
  for (const [at, rank] of sorted.entries()) shares[rank]![at % cv]! += 1;
  const folds = new Int32Array(codes.length);
  for (const [code, rank] of ranks) {
    const dealt = Array.from(shares[rank]!).flatMap((count, fold) => Array<number>(count).fill(fold));
    if (rng) rng.shuffle(dealt);
    let at = 0;
    for (const [i, its] of codes.entries()) if (its === code) folds[i] = dealt[at++]!;
  }
  return folds;
}
