import type { Philox } from "@blankfile/tensor";
import type { Bins } from "../binning/bins.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import { divideRows } from "./divide-rows.ts";
import { findSplit } from "./find-split.ts";
import { flatten, type GrownNode } from "./flatten.ts";
import type { Coded, Derivatives, Histograms } from "./histograms.ts";
import { nodeValue, type Sums } from "./node-value.ts";
import type { Split, SplitRules } from "./split.ts";
import { SplitQueue } from "./split-queue.ts";

export interface GrowthRules extends SplitRules {
  /** At most so many leaves; the splits of most gain are made first. */
  maxLeafNodes: number | null;
  maxDepth: number | null;
  /** The share of the columns drawn for each split. */
  maxFeatures: number;
  /** Columns that may stand together on a way from root to leaf; undefined, all. Each column is in one at least. */
  groups: readonly Int32Array[] | undefined;
  /** The columns to split by at all, [F′]. */
  columns: Int32Array;
  /** Where missing values go in a column that had none in fit: to the side of more rows, or to the right. */
  unseenMissing: "larger" | "right";
  /** Whether the root's gain is against its own best value, as of every other node, or against 0, as in scikit-learn. */
  hasRootValue: boolean;
}

/** A tree and its leaves' rows. */
export interface Grown {
  tree: BoostedTree;
  leaves: { node: number; rows: Int32Array }[];
}

interface Node extends GrownNode {
  /** Into `members`. */
  from: number;
  to: number;
  depth: number;
  sums: Sums;
  lower: number;
  upper: number;
  groups: readonly Int32Array[] | undefined;
}

interface Candidate {
  gain: number;
  node: Node;
  split: Split;
  histogram: Float64Array;
}

/**
 * Grows a tree leaf by leaf: of all leaves the one whose split lowers the loss most is split next (Shi 2007, "Best-first decision tree learning"; LightGBM's way).
 *
 * A child's histogram is read from its rows where it has fewer of them; the other's is the parent's less that one (Ke et al. 2017, "LightGBM",
 * section 2). `members` are the rows to learn from; they come out in the order of the leaves.
 */
export function growTree(
  data: { coded: Coded; bins: Bins; members: Int32Array; derivatives: Derivatives },
  histograms: Histograms,
  rules: GrowthRules,
  rng: Philox,
): Grown {
  const { coded, bins, members, derivatives } = data;
  const nodes: Node[] = [];
  const waiting = new SplitQueue<Candidate>();
  const scratch = new Int32Array(members.length);

  const consider = (node: Node, histogram: Float64Array): void => {
    const columns = columnsOf(node, rules, rng);
    const divided = { histogram, sums: node.sums, value: node.value, lower: node.lower, upper: node.upper };
    const split = maySplit(node, rules) ? findSplit(divided, histograms.layout, columns, rules) : null;
    if (split) waiting.push({ gain: split.gain, node, split, histogram });
    else histograms.release(histogram);
  };

  const whole = histograms.of(members, derivatives);
  const root = rootNode(whole, histograms, members.length, rules);
  nodes.push(root);
  consider(root, whole);
  for (let leaves = 1; waiting.size > 0 && leaves !== rules.maxLeafNodes; leaves++) {
    const { node, split, histogram } = waiting.pop()!;
    const middle = divideRows(members, scratch, node, split, coded);
    const [left, right] = childrenOf(node, split, middle, rules);
    node.split = split;
    if (rules.hasMissing[split.column] === 0)
      split.missingLeft = rules.unseenMissing === "larger" && split.left.count > split.right.count;
    node.left = nodes.length;
    nodes.push(left, right);
    const isLast = leaves + 1 === rules.maxLeafNodes;
    if (isLast || !(maySplit(left, rules) || maySplit(right, rules))) {
      histograms.release(histogram);
      continue;
    }
    const small = split.left.count < split.right.count ? left : right;
    const smaller = histograms.of(members.subarray(small.from, small.to), derivatives);
    const larger = histograms.subtract(histogram, smaller);
    consider(left, small === left ? smaller : larger);
    consider(right, small === right ? smaller : larger);
  }
  for (const { histogram } of waiting.drain()) histograms.release(histogram);
  const leaves = nodes.flatMap((node, at) =>
    node.split ? [] : [{ node: at, rows: members.subarray(node.from, node.to) }],
  );
  return { tree: flatten(nodes, (split) => thresholdOf(split, bins)), leaves };
}

/** Sums over the bins of the first column. */
function rootNode(histogram: Float64Array, { layout }: Histograms, count: number, rules: GrowthRules): Node {
  const { offsets, stride } = layout;
  let [gradient, hessian] = [0, 0];
  for (let at = 0; at < offsets[1]! * stride; at += stride) {
    gradient += histogram[at]!;
    hessian += histogram[at + stride - 1]!;
  }
  return {
    from: 0,
    to: count,
    depth: 0,
    count,
    sums: { gradient, hessian, count },
    value: rules.hasRootValue ? nodeValue(gradient, hessian, rules) : 0,
    lower: Number.NEGATIVE_INFINITY,
    upper: Number.POSITIVE_INFINITY,
    groups: rules.groups,
    split: null,
    left: -1,
  };
}

/** The upper edge of the bin; infinity where all values go left and the missing ones right. */
function thresholdOf({ column, bin }: Split, { edges }: Bins): number {
  return edges[column]![bin] ?? Number.POSITIVE_INFINITY;
}

function maySplit({ count, depth, sums }: Node, rules: GrowthRules): boolean {
  return (
    count >= 2 * rules.minSamplesLeaf && depth !== rules.maxDepth && sums.hessian >= 2 * rules.minHessian
  );
}

/** Two leaves. Under a monotone split what comes below must stay on its side of the middle of both values. */
function childrenOf(node: Node, split: Split, middle: number, rules: GrowthRules): [Node, Node] {
  const groups = node.groups?.filter((group) => group.includes(split.column));
  const shared = {
    depth: node.depth + 1,
    lower: node.lower,
    upper: node.upper,
    groups,
    split: null,
    left: -1,
  };
  const left = {
    ...shared,
    from: node.from,
    to: middle,
    count: split.left.count,
    sums: split.left,
    value: split.valueLeft,
  };
  const right = {
    ...shared,
    from: middle,
    to: node.to,
    count: split.right.count,
    sums: split.right,
    value: split.valueRight,
  };
  const direction = rules.monotone?.[split.column] ?? 0;
  if (direction !== 0) {
    const [low, high] = direction > 0 ? [left, right] : [right, left];
    low.upper = (left.value + right.value) / 2;
    high.lower = low.upper;
  }
  return [left, right];
}

/** The columns that the node may split by, in order. */
function columnsOf(node: Node, { columns, maxFeatures }: GrowthRules, rng: Philox): Int32Array {
  const { groups } = node;
  const allowed = groups ? columns.filter((j) => groups.some((group) => group.includes(j))) : columns;
  if (maxFeatures === 1) return allowed;
  const drawn = rng.shuffle(allowed.slice()).slice(0, Math.ceil(maxFeatures * allowed.length));
  return drawn.sort();
}
