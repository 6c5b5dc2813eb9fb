import type { ClusterSummary } from "./condensed-tree.ts";

export interface Selection {
  /** Excess of mass: the most stable; leaf: the finest. */
  method: "eom" | "leaf";
  /** Clusters that split off at a smaller distance are joined again. */
  epsilon: number;
  /** Whether the root, all rows, may be the one cluster. */
  allowSingle: boolean;
  maxSize: number;
}

/** Which clusters are kept, none below another. */
export function selectClusters(
  tree: ClusterSummary,
  { method, epsilon, allowSingle, maxSize }: Selection,
): number[] {
  const chosen = method === "eom" ? byExcessOfMass(tree, allowSingle, maxSize) : leavesOf(tree, allowSingle);
  if (epsilon === 0) return chosen;
  if (method === "eom" && chosen.length === 1 && chosen[0] === 0) return allowSingle ? chosen : [];
  return joined(tree, chosen, epsilon, allowSingle);
}

/** From the leaves up: a cluster stands where it is more stable than its best descendants together. */
function byExcessOfMass(
  { children, stability, size }: ClusterSummary,
  allowSingle: boolean,
  maxSize: number,
): number[] {
  const best = stability.slice();
  const isChosen = new Uint8Array(best.length).fill(1);
  if (!allowSingle) isChosen[0] = 0;
  // Clusters are numbered from the root on, so children come after their parents.
  for (let cluster = best.length - 1; cluster >= (allowSingle ? 0 : 1); cluster--) {
    const below = children[cluster]!.reduce((sum, child) => sum + best[child]!, 0);
    if (children[cluster]!.length > 0 && (below > best[cluster]! || size[cluster]! > maxSize)) {
      isChosen[cluster] = 0;
      best[cluster] = below;
    } else if (size[cluster]! > maxSize) isChosen[cluster] = 0;
    else for (const lower of descendants(children, cluster)) isChosen[lower] = 0;
  }
  return Array.from(isChosen.keys()).filter((cluster) => isChosen[cluster] === 1);
}

function descendants(children: readonly number[][], cluster: number): number[] {
  return children[cluster]!.flatMap((child) => [child, ...descendants(children, child)]);
}

function leavesOf({ children }: ClusterSummary, allowSingle: boolean): number[] {
  const leaves = Array.from(children.keys()).filter((cluster) => children[cluster]!.length === 0);
  return leaves.length === 1 && leaves[0] === 0 && !allowSingle ? [] : leaves;
}

/** Clusters born nearer than ε go up to the first ancestor that was born farther. Malzer and Baum 2020, https://arxiv.org/abs/1911.02282 */
function joined(
  { parent, birth, children }: ClusterSummary,
  chosen: readonly number[],
  epsilon: number,
  allowSingle: boolean,
): number[] {
  const out = new Set<number>();
  const covered = new Set<number>();
  for (const leaf of chosen) {
    if (1 / birth[leaf]! >= epsilon) {
      out.add(leaf);
      continue;
    }
    if (covered.has(leaf)) continue;
    let cluster = leaf;
    while (parent[cluster]! > 0 && 1 / birth[cluster]! < epsilon) cluster = parent[cluster]!;
    if (parent[cluster] === 0 && 1 / birth[cluster]! < epsilon && allowSingle) cluster = 0;
    out.add(cluster);
    for (const lower of descendants(children, cluster)) covered.add(lower);
  }
  return [...out]
    .filter(
      (cluster) =>
        ![...out].some((other) => other !== cluster && descendants(children, other).includes(cluster)),
    )
    .sort((a, b) => a - b);
}
