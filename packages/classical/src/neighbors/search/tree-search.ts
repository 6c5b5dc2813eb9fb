/**
 * Depth first through a tree, nearer child first, leaving out every node whose bound says that nothing inside can come in (branch and
 * bound; Friedman, Bentley and Finkel 1977, https://doi.org/10.1145/355744.355745). A node as near as the worst so far is still looked at:
 * it may hold an equal distance of lower index.
 */
import { type BallTree, ballBound } from "./ball-tree.ts";
import { type Distance, type Scan, scanOf, toReduced } from "./distance.ts";
import { boxBound, type KdTree, type NodeBound } from "./kd-tree.ts";
import type { NearestHeap } from "./nearest-heap.ts";

export type Tree = KdTree | BallTree;

/** A tree with what searching it needs; made once for many queries. */
export interface Searcher {
  tree: Tree;
  bound: NodeBound;
  scan: Scan;
  /** Room for the distances of a leaf. */
  reduced: Float64Array;
}

export function searcherOf(tree: Tree, distance: Distance): Searcher {
  const { firstLeaf, starts, ends } = tree;
  let most = 0;
  for (let leaf = firstLeaf; leaf < starts.length; leaf++) most = Math.max(most, ends[leaf]! - starts[leaf]!);
  const bound = tree.kind === "kdTree" ? boxBound(tree, distance) : ballBound(tree, distance);
  return { tree, bound, scan: scanOf(distance, tree.points, tree.F), reduced: new Float64Array(most) };
}

const depth = 64;
const stack = new Int32Array(depth);
const bounds = new Float64Array(depth);

/** Offers the points that may be among the nearest of `query`, with reduced distances. */
export function nearestInTree(
  { tree, bound, scan, reduced }: Searcher,
  query: Float64Array,
  heap: NearestHeap,
): void {
  const { order, starts, ends, firstLeaf } = tree;
  let top = 0;
  stack[0] = 0;
  bounds[0] = 0;
  while (top >= 0) {
    const node = stack[top]!;
    const near = bounds[top--]!;
    if (near > heap.worst) continue;
    if (node >= firstLeaf) {
      const [from, to] = [starts[node]!, ends[node]!];
      scan(query, from, to, reduced);
      for (let i = from; i < to; i++) {
        const d = reduced[i - from]!;
        if (d <= heap.worst) heap.offer(d, order[i]!);
      }
      continue;
    }
    const [left, right] = [2 * node + 1, 2 * node + 2];
    const [toLeft, toRight] = [bound(query, left), bound(query, right)];
    const leftFirst = toLeft <= toRight;
    stack[++top] = leftFirst ? right : left;
    bounds[top] = leftFirst ? toRight : toLeft;
    stack[++top] = leftFirst ? left : right;
    bounds[top] = leftFirst ? toLeft : toRight;
  }
}

/** Calls `found` for the points that may be within `radius` of `query`, with reduced distances; few are a rounding beyond it. */
export function withinInTree(
  { tree, bound, scan, reduced }: Searcher,
  { query, limit }: { query: Float64Array; limit: number },
  found: (reduced: number, index: number) => void,
): void {
  const { order, starts, ends, firstLeaf } = tree;
  let top = 0;
  stack[0] = 0;
  while (top >= 0) {
    const node = stack[top--]!;
    if (bound(query, node) > limit) continue;
    if (node < firstLeaf) {
      stack[++top] = 2 * node + 2;
      stack[++top] = 2 * node + 1;
      continue;
    }
    const [from, to] = [starts[node]!, ends[node]!];
    scan(query, from, to, reduced);
    for (let i = from; i < to; i++) if (reduced[i - from]! <= limit) found(reduced[i - from]!, order[i]!);
  }
}

/** A reduced distance a few roundings above that of `radius`. */
export function limitOf(distance: Distance, radius: number): number {
  return toReduced(distance, radius) * (1 + 2 ** -45);
}
