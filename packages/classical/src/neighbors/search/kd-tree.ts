/**
 * The kd-tree: every node of a `SpaceTree` knows the box of its points, [lowerⱼ, upperⱼ] in each column. No point of the box is nearer to a
 * query q than the box itself, whose gap in column j is
 *
 *   gⱼ = max(lowerⱼ − qⱼ, qⱼ − upperⱼ, 0)
 *
 * and whose distance is the metric of the gaps. Each gap, rounded, is at most the rounded |qⱼ − xⱼ| of any x inside, and the sums run in
 * the order of `distance.ts`, so the bound holds bit for bit.
 *
 * Bentley 1975, https://doi.org/10.1145/361002.361007.
 */
import type { Matrix } from "../../matrix/matrix.ts";
import type { Distance } from "./distance.ts";
import { buildSpaceTree, type SpaceTree } from "./space-tree.ts";

export interface KdTree extends SpaceTree {
  kind: "kdTree";
  /** The lower corners of the nodes' boxes, [nodes, F]. */
  lower: Float64Array;
  upper: Float64Array;
}

export function buildKdTree(X: Matrix, leafSize = 30): KdTree {
  const tree = buildSpaceTree(X, leafSize);
  const { points, F, starts, ends } = tree;
  const lower = new Float64Array(starts.length * F).fill(Number.POSITIVE_INFINITY);
  const upper = new Float64Array(starts.length * F).fill(Number.NEGATIVE_INFINITY);
  for (let node = starts.length - 1; node >= 0; node--) {
    const at = node * F;
    if (node < tree.firstLeaf) {
      for (let j = 0; j < F; j++) {
        lower[at + j] = Math.min(lower[(2 * node + 1) * F + j]!, lower[(2 * node + 2) * F + j]!);
        upper[at + j] = Math.max(upper[(2 * node + 1) * F + j]!, upper[(2 * node + 2) * F + j]!);
      }
      continue;
    }
    for (let i = starts[node]!; i < ends[node]!; i++) {
      for (let j = 0; j < F; j++) {
        lower[at + j] = Math.min(lower[at + j]!, points[i * F + j]!);
        upper[at + j] = Math.max(upper[at + j]!, points[i * F + j]!);
      }
    }
  }
  return { kind: "kdTree", ...tree, lower, upper };
}

/** A reduced distance that no point of the node is nearer than. */
export type NodeBound = (query: Float64Array, node: number) => number;

export function boxBound({ lower, upper, F }: KdTree, { kind, p }: Distance): NodeBound {
  if (kind === "euclidean") {
    return (query, node) => {
      let sum = 0;
      for (let j = 0, at = node * F; j < F; j++, at++) {
        const q = query[j]!;
        const gap = q < lower[at]! ? lower[at]! - q : q > upper[at]! ? q - upper[at]! : 0;
        sum += gap * gap;
      }
      return sum;
    };
  }
  return (query, node) => {
    let [sum, most] = [0, 0];
    for (let j = 0, at = node * F; j < F; j++, at++) {
      const q = query[j]!;
      const gap = q < lower[at]! ? lower[at]! - q : q > upper[at]! ? q - upper[at]! : 0;
      if (kind === "chebyshev") most = Math.max(most, gap);
      else sum += kind === "manhattan" ? gap : gap ** p;
    }
    // Powers are not rounded as exactly as sums.
    return kind === "chebyshev" ? most : kind === "manhattan" ? sum : sum * (1 - (F + 8) * 2 ** -50);
  };
}
