import type { Bins } from "../binning/bins.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import type { Split } from "./split.ts";

/** What is kept of a node. */
export interface GrownNode {
  count: number;
  value: number;
  split: Split | null;
  /** The place of the left child. */
  left: number;
}

/** Nodes as arrays; bins become the values at their upper edges. */
export function flatten(nodes: readonly GrownNode[], bins: Bins): BoostedTree {
  const byCategory = nodes.filter(({ split }) => split?.goesLeft);
  const lengths = byCategory.map(({ split }) => split!.goesLeft!.length - 1);
  const goesLeft = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  const categoriesAt = new Int32Array(nodes.length).fill(-1);
  let at = 0;
  for (const [i, { split }] of nodes.entries()) {
    if (!split?.goesLeft) continue;
    categoriesAt[i] = at;
    goesLeft.set(split.goesLeft.subarray(0, -1), at);
    at += split.goesLeft.length - 1;
  }
  return {
    column: Int32Array.from(nodes, ({ split }) => split?.column ?? -1),
    threshold: Float64Array.from(nodes, ({ split }) => thresholdOf(split, bins)),
    left: Int32Array.from(nodes, ({ left }) => left),
    missingLeft: Uint8Array.from(nodes, ({ split }) => Number(split?.missingLeft ?? false)),
    value: Float64Array.from(nodes, ({ value }) => value),
    gain: Float64Array.from(nodes, ({ split }) => split?.gain ?? 0),
    count: Int32Array.from(nodes, ({ count }) => count),
    categoriesAt,
    goesLeft,
  };
}

/** Infinity where all values go left and the missing ones right. */
function thresholdOf(split: Split | null, { edges }: Bins): number {
  if (!split || split.goesLeft) return Number.NaN;
  return edges[split.column]![split.bin] ?? Number.POSITIVE_INFINITY;
}
