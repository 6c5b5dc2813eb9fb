import type { Philox } from "@blankfile/tensor";

/** Rows to learn from and rows kept apart, at random. */
export interface HeldOut {
  train: Int32Array;
  held: Int32Array;
}

/** Keeps ⌈fraction · N⌉ rows apart; with codes of classes, of each class about that share: evenly spaced rows, of the rows in random order sorted by class. */
export function holdOut(rng: Philox, rows: number, fraction: number, codes?: ArrayLike<number>): HeldOut {
  const order = rng.shuffle(Int32Array.from({ length: rows }, (_, i) => i));
  if (codes) order.sort((i, j) => codes[i]! - codes[j]!);
  const size = Math.ceil(fraction * rows);
  const isHeld = new Uint8Array(rows);
  for (let t = 0; t < size; t++) isHeld[order[Math.floor(((t + 0.5) * rows) / size)]!] = 1;
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return { train: all.filter((i) => isHeld[i] === 0), held: all.filter((i) => isHeld[i] === 1) };
}
