import type { BoostedTree } from "../boosted-tree.ts";
import type { Split } from "./split.ts";

/** What is kept of a node. */
export interface GrownNode<S extends Split = Split> {
  count: number;
  value: number;
  split: S | null;
  /** The place of the left child. */
  left: number;
}

/** Nodes as arrays. `thresholdOf` says up to which number a split sends left. */
export function flatten<S extends Split>(
  nodes: readonly GrownNode<S>[],
  thresholdOf: (split: S) => number,
): BoostedTree {
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
    threshold: Float64Array.from(nodes, ({ split }) =>
      split && !split.goesLeft ? thresholdOf(split) : Number.NaN,
    ),
    left: Int32Array.from(nodes, ({ left }) => left),
    missingLeft: Uint8Array.from(nodes, ({ split }) => Number(split?.missingLeft ?? false)),
    value: Float64Array.from(nodes, ({ value }) => value),
    gain: Float64Array.from(nodes, ({ split }) => split?.gain ?? 0),
    count: Int32Array.from(nodes, ({ count }) => count),
    categoriesAt,
    goesLeft,
  };
}
