import type { Matrix } from "../matrix/matrix.ts";

/**
 * X as a tree sees it. A split compares values of one column, so only their order matters: each value is replaced by its place among the
 * different values of its column. Whole numbers sort faster than float64, and a forest ranks once for all its trees.
 */
export interface RankedColumns {
  /** N */
  rows: number;
  /** F arrays of [N]: where X[i, j] stands in `values[j]`; `values[j].length`, beyond the last, for NaN. */
  ranks: readonly Int32Array[];
  /** F arrays: the different values of each column, upwards, without NaN. */
  values: readonly Float64Array[];
  /** F arrays of [N]: the rows in the order of their ranks. */
  orders: readonly Int32Array[];
}

export function rankColumns(X: Matrix): RankedColumns {
  const ranks: Int32Array[] = [];
  const values: Float64Array[] = [];
  const orders: Int32Array[] = [];
  for (let j = 0; j < X.cols; j++) {
    const ranked = rank(X.column(j));
    ranks.push(ranked.ranks);
    values.push(ranked.values);
    orders.push(ranked.order);
  }
  return { rows: X.rows, ranks, values, orders };
}

/** Places among the different values of one column, those values, and the rows in order. −0 and 0 are one value. */
export function rank(column: Float64Array): { ranks: Int32Array; values: Float64Array; order: Int32Array } {
  const order = argsort(column);
  const ranks = new Int32Array(column.length);
  const different = new Float64Array(column.length);
  let [count, at] = [0, 0];
  for (; at < order.length; at++) {
    const value = column[order[at]!]!;
    if (Number.isNaN(value)) break;
    if (count === 0 || value !== different[count - 1]) different[count++] = value + 0;
    ranks[order[at]!] = count - 1;
  }
  for (; at < order.length; at++) ranks[order[at]!] = count;
  return { ranks, values: different.slice(0, count), order };
}

/** The indices that sort `values` upwards, NaN last; equal values stay in order. */
export function argsort(values: Float64Array): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  if (values.length < 512) return order.sort((i, j) => compare(values[i]!, values[j]!) || i - j);
  return radixSort(order, values);
}

function compare(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

const DIGITS = 4;
const BASE = 2 ** 16;

/**
 * Sorts by four digits of 16 bits, the last first; each pass keeps the order of the one before among equal digits. The bits of
 * a positive float64, read as a whole number, are in the order of the values once the sign bit is set; those of a negative one once all are flipped.
 */
function radixSort(order: Int32Array, values: Float64Array): Int32Array {
  const n = values.length;
  const starts = new Int32Array(BASE);
  let [from, to]: [Int32Array, Int32Array] = [order, new Int32Array(n)];
  for (const digits of digitsOf(values)) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[digits[i]!]!++;
    if (starts[digits[0]!] === n) continue;
    for (let digit = 0, total = 0; digit < BASE; digit++) {
      const count = starts[digit]!;
      starts[digit] = total;
      total += count;
    }
    for (let p = 0; p < n; p++) {
      const i = from[p]!;
      to[starts[digits[i]!]!++] = i;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The digits of all values, the lowest first. −0 as 0, NaN above all. */
function digitsOf(values: Float64Array): Uint16Array[] {
  const digits = Array.from({ length: DIGITS }, () => new Uint16Array(values.length));
  const [d0, d1, d2, d3] = digits as [Uint16Array, Uint16Array, Uint16Array, Uint16Array];
  const one = new Float64Array(1);
  const [low, high] = isLittleEndian() ? [0, 1] : [1, 0];
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    one[0] = value === 0 ? 0 : value;
    const flip = value < 0 ? -1 : 0;
    const below = words[low]! ^ flip;
    const above = Number.isNaN(value) ? -1 : words[high]! ^ (flip | 0x80000000);
    d0[i] = below;
    d1[i] = below >>> 16;
    d2[i] = above;
    d3[i] = above >>> 16;
  }
  return digits;
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}
