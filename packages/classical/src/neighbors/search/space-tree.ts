/**
 * A binary tree over points, as kd-trees and ball trees share it: each node halves its points at the median of their widest column, until
 * leaves hold about `leafSize`. The tree is complete, so no links are stored: the children of node i are 2i + 1 and 2i + 2.
 *
 * Bentley 1975, https://doi.org/10.1145/361002.361007; the median split of Friedman, Bentley and Finkel 1977,
 * https://doi.org/10.1145/355744.355745.
 */
import type { Matrix } from "../../matrix/matrix.ts";

/** A tree without its bounds: plain typed arrays, as JSON holds them. */
export interface SpaceTree {
  /** order[i] is the row of X at place i, [N]. */
  order: Int32Array;
  /** The rows of X in this order, [N, F], so that a leaf is one stretch of memory. */
  points: Float64Array;
  F: number;
  /** Node i has the places starts[i] … ends[i] − 1. */
  starts: Int32Array;
  ends: Int32Array;
  /** The nodes before it have children, those from it on are leaves. */
  firstLeaf: number;
}

export function buildSpaceTree(X: Matrix, leafSize: number): SpaceTree {
  const { data, rows: N, cols: F } = X;
  const levels = 1 + Math.max(0, Math.floor(Math.log2(Math.max(1, (N - 1) / leafSize))));
  const nodes = 2 ** levels - 1;
  const firstLeaf = (nodes - 1) / 2;
  const order = Int32Array.from({ length: N }, (_, i) => i);
  const [starts, ends] = [new Int32Array(nodes), new Int32Array(nodes)];
  ends[0] = N;
  const keys = new Float64Array(N);
  for (let node = 0; node < firstLeaf; node++) {
    const [from, to] = [starts[node]!, ends[node]!];
    const middle = (from + to) >> 1;
    const column = widestColumn(X, order, [from, to]);
    for (let i = from; i < to; i++) keys[i] = data[order[i]! * F + column]!;
    partition(keys, order, [from, to], middle);
    starts[2 * node + 1] = from;
    ends[2 * node + 1] = starts[2 * node + 2] = middle;
    ends[2 * node + 2] = to;
  }
  return { order, points: X.takeRows(order).data, F, starts, ends, firstLeaf };
}

type Range = readonly [from: number, to: number];

function widestColumn({ data, cols: F }: Matrix, order: Int32Array, [from, to]: Range): number {
  const lower = new Float64Array(F).fill(Number.POSITIVE_INFINITY);
  const upper = new Float64Array(F).fill(Number.NEGATIVE_INFINITY);
  for (let i = from; i < to; i++) {
    for (let j = 0, at = order[i]! * F; j < F; j++, at++) {
      const x = data[at]!;
      if (x < lower[j]!) lower[j] = x;
      if (x > upper[j]!) upper[j] = x;
    }
  }
  let widest = 0;
  for (let j = 1; j < F; j++) if (upper[j]! - lower[j]! > upper[widest]! - lower[widest]!) widest = j;
  return widest;
}

/** Moves keys and order so that those before `middle` are at most those from it on: Hoare's quickselect 1961, pivot the median of three. */
function partition(keys: Float64Array, order: Int32Array, [from, to]: Range, middle: number): void {
  let [left, right] = [from, to - 1];
  while (left < right) {
    const pivot = medianOfThree(keys[left]!, keys[(left + right) >> 1]!, keys[right]!);
    let [i, j] = [left, right];
    while (i <= j) {
      while (keys[i]! < pivot) i++;
      while (keys[j]! > pivot) j--;
      if (i > j) break;
      const [key, id] = [keys[i]!, order[i]!];
      keys[i] = keys[j]!;
      order[i++] = order[j]!;
      keys[j] = key;
      order[j--] = id;
    }
    if (middle <= j) right = j;
    else if (middle >= i) left = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
