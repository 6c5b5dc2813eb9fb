import { cat, full, indexSelect, type Tensor, tensor } from "@blankfile/tensor";

/**
 * Sequences of different lengths without padding. The rows of `data` go by time: first the first step of every sequence, the longest
 * sequence first, then the second step of all that have one. A plain object, so that a compiled function takes it too.
 */
export interface PackedSequence {
  /** [N, ...] with N the sum of the lengths. */
  readonly data: Tensor;
  /** How many sequences have a step t. */
  readonly batchSizes: readonly number[];
  /** The sequences in order of their lengths, by their places in the batch; null where they came so. */
  readonly sortedIndices: readonly number[] | null;
  /** Where each sequence of the batch stands in that order. */
  readonly unsortedIndices: readonly number[] | null;
}

export interface PackOptions {
  /** Whether x is [B, T, ...] rather than [T, B, ...]. */
  batchFirst?: boolean;
  /** Whether the sequences must come longest first; true unless told. Otherwise they are sorted. */
  enforceSorted?: boolean;
}

export interface PadOptions {
  /** Whether the result is [B, T, ...] rather than [T, B, ...]. */
  batchFirst?: boolean;
  /** What stands behind the end of a sequence; 0 unless told. */
  paddingValue?: number;
  /** T of the result, at least the longest length, which it is unless told. */
  totalLength?: number;
}

/** Takes the padding out of x [T, B, ...]: `lengths[b]` says how many steps sequence b has. */
export function packPaddedSequence(
  x: Tensor,
  lengths: readonly number[],
  { batchFirst = false, enforceSorted = true }: PackOptions = {},
): PackedSequence {
  checkLengths(x, lengths, batchFirst);
  const order = [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!);
  const unsorted = order.findIndex((b, place) => b !== place);
  if (enforceSorted && unsorted >= 0) {
    throw new RangeError(
      `packPaddedSequence: lengths [${lengths.join(", ")}], the longest first are needed; { enforceSorted: false } sorts`,
    );
  }
  const batchSizes = Array.from(
    { length: Math.max(...lengths) },
    (_, t) => lengths.filter((length) => length > t).length,
  );
  const [B, T] = [lengths.length, x.shape[batchFirst ? 1 : 0]!];
  const rows = batchSizes.flatMap((size, t) =>
    order.slice(0, size).map((b) => (batchFirst ? b * T + t : t * B + b)),
  );
  const data = pick(x.reshape([T * B, ...x.shape.slice(2)]), rows);
  const places = enforceSorted ? null : order;
  return { data, batchSizes, sortedIndices: places, unsortedIndices: places && inverse(places) };
}

/** The sequences with padding behind their ends, [T, B, ...], and their lengths. */
export function padPackedSequence(
  { data, batchSizes, unsortedIndices }: PackedSequence,
  { batchFirst = false, paddingValue = 0, totalLength = batchSizes.length }: PadOptions = {},
): [padded: Tensor, lengths: number[]] {
  if (!Number.isSafeInteger(totalLength) || totalLength < batchSizes.length) {
    throw new RangeError(
      `padPackedSequence: totalLength ${totalLength}, a whole number from ${batchSizes.length} on, the longest length, is needed`,
    );
  }
  const B = batchSizes[0]!;
  const places = unsortedIndices ?? Array.from({ length: B }, (_, b) => b);
  const starts = batchSizes.map((_, t) => batchSizes.slice(0, t).reduce((sum, size) => sum + size, 0));
  const padding = data.shape[0]!;
  const rowOf = (t: number, b: number) =>
    places[b]! < (batchSizes[t] ?? 0) ? starts[t]! + places[b]! : padding;
  const [outer, inner] = batchFirst ? [B, totalLength] : [totalLength, B];
  const rows = Array.from({ length: outer * inner }, (_, i) => {
    const [first, second] = [Math.floor(i / inner), i % inner];
    return batchFirst ? rowOf(second, first) : rowOf(first, second);
  });
  const one = full([1, ...data.shape.slice(1)], paddingValue, { dtype: data.dtype });
  const padded = pick(cat([data, one]), rows).reshape([outer, inner, ...data.shape.slice(1)]);
  return [padded, places.map((place) => batchSizes.filter((size) => size > place).length)];
}

/** The rows of x in another order. */
export function pick(x: Tensor, rows: readonly number[], dim = 0): Tensor {
  return indexSelect(x, dim, tensor([...rows], { dtype: "int32" }));
}

function inverse(order: readonly number[]): number[] {
  const places = order.map(() => 0);
  for (const [place, b] of order.entries()) places[b] = place;
  return places;
}

function checkLengths(x: Tensor, lengths: readonly number[], batchFirst: boolean): void {
  const [B, T] = batchFirst ? [x.shape[0], x.shape[1]] : [x.shape[1], x.shape[0]];
  if (x.ndim < 2 || lengths.length !== B || B === 0) {
    const wanted = batchFirst ? "[B, T, ...]" : "[T, B, ...]";
    throw new RangeError(
      `packPaddedSequence: x [${x.shape.join(", ")}] and ${lengths.length} lengths, ${wanted} and B lengths, one or more, are needed`,
    );
  }
  const wrong = lengths.findIndex((length) => !Number.isSafeInteger(length) || length < 1 || length > T!);
  if (wrong >= 0) {
    throw new RangeError(
      `packPaddedSequence: lengths[${wrong}] is ${lengths[wrong]}, a whole number from 1 to ${T} is needed`,
    );
  }
}
