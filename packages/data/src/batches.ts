import type { Philox } from "@blankfile/tensor";

export interface BatchesOptions {
  /** With it the order is shuffled; without it the batches come in the given order. */
  rng?: Philox;
  /** Leave the last batch out where it is smaller than the others. */
  dropLast?: boolean;
}

/** Cuts the indices into batches of `size`; the last one may be smaller. One call is one epoch. The given array is not changed. */
export function* batches(
  indices: Int32Array,
  size: number,
  { rng, dropLast = false }: BatchesOptions = {},
): Generator<Int32Array> {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`batches: size ${size}, a whole number from 1 is needed`);
  const order = rng === undefined ? indices : rng.shuffle(indices.slice());
  for (let at = 0; at < order.length; at += size) {
    if (dropLast && at + size > order.length) return;
    yield order.slice(at, at + size);
  }
}
