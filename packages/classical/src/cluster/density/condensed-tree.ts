import type { MergeTree } from "../hierarchy/merge-tree.ts";

/** What stays of a merge tree once clusters smaller than `minClusterSize` count as points that fall off. */
export interface CondensedTree {
  /** Of each entry the cluster that something leaves, from 0, the root. */
  parent: number[];
  /** The point that leaves, or −1 − the cluster that it becomes. */
  child: number[];
  /** λ = 1 / distance at which it leaves. */
  lambda: number[];
  /** Points that leave. */
  size: number[];
  /** How many clusters, the root too. */
  clusters: number;
}

/** From the root down: where both sides are large a cluster splits in two; where one is small its points fall off and the other goes on as the cluster. */
export function condense(tree: MergeTree, minClusterSize: number): CondensedTree {
  const { points: N, left, right, distances } = tree;
  const out: CondensedTree = { parent: [], child: [], lambda: [], size: [], clusters: 1 };
  const add = (parent: number, child: number, lambda: number, size: number) => {
    out.parent.push(parent);
    out.child.push(child);
    out.lambda.push(lambda);
    out.size.push(size);
  };
  const sizeOf = (node: number) => (node < N ? 1 : tree.sizes[node - N]!);
  const open: [node: number, cluster: number][] = [[2 * N - 2, 0]];
  for (let next = open.shift(); next; next = open.shift()) {
    const [node, cluster] = next;
    if (node < N) continue;
    const sides = [left[node - N]!, right[node - N]!];
    const distance = distances[node - N]!;
    const lambda = distance > 0 ? 1 / distance : Number.POSITIVE_INFINITY;
    const large = sides.filter((side) => sizeOf(side) >= minClusterSize);
    for (const side of sides) {
      const size = sizeOf(side);
      if (size < minClusterSize) for (const point of pointsUnder(tree, side)) add(cluster, point, lambda, 1);
      else if (large.length === 2) {
        const id = out.clusters++;
        add(cluster, -1 - id, lambda, size);
        open.push([side, id]);
      } else open.push([side, cluster]);
    }
  }
  return out;
}

function pointsUnder({ points, left, right }: MergeTree, node: number): number[] {
  const out: number[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next < points) out.push(next);
    else open.push(right[next - points]!, left[next - points]!);
  }
  return out;
}

/** Of each cluster: its parent, its children, at which λ it began, and its stability Σ (λ_leave − λ_begin) · size. */
export interface ClusterSummary {
  parent: Int32Array;
  children: number[][];
  birth: Float64Array;
  size: Int32Array;
  stability: Float64Array;
}

export function summarise(
  { parent, child, lambda, size, clusters }: CondensedTree,
  N: number,
): ClusterSummary {
  const out: ClusterSummary = {
    parent: new Int32Array(clusters).fill(-1),
    children: Array.from({ length: clusters }, () => []),
    birth: new Float64Array(clusters),
    size: new Int32Array(clusters),
    stability: new Float64Array(clusters),
  };
  out.size[0] = N;
  for (const [at, one] of child.entries()) {
    if (one >= 0) continue;
    out.parent[-1 - one] = parent[at]!;
    out.children[parent[at]!]!.push(-1 - one);
    out.birth[-1 - one] = lambda[at]!;
    out.size[-1 - one] = size[at]!;
  }
  for (const at of parent.keys())
    out.stability[parent[at]!]! += (lambda[at]! - out.birth[parent[at]!]!) * size[at]!;
  return out;
}
