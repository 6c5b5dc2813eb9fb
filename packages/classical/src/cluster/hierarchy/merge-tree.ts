/** Clusters joined two at a time: merge m joins nodes `left[m]` and `right[m]` into node N + m; nodes below N are the points. */
export interface MergeTree {
  /** N */
  points: number;
  /** [N − 1], the smaller node. */
  left: Int32Array;
  /** [N − 1] */
  right: Int32Array;
  /** At which distance, not falling, [N − 1]. */
  distances: Float64Array;
  /** How many points the new node has, [N − 1]. */
  sizes: Int32Array;
}

/** The tree of joins that are told by any point of either side, nearest first. */
export function mergeTreeOf(
  points: number,
  joins: readonly { from: number; to: number; weight: number }[],
): MergeTree {
  const parent = Int32Array.from({ length: 2 * points - 1 }, (_, i) => i);
  const find = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = node; parent[at] !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const count = Math.max(0, points - 1);
  const tree = {
    points,
    left: new Int32Array(count),
    right: new Int32Array(count),
    distances: new Float64Array(count),
    sizes: new Int32Array(count),
  };
  const sizeOf = (node: number) => (node < points ? 1 : tree.sizes[node - points]!);
  for (const [m, { from, to, weight }] of joins.entries()) {
    const [a, b] = [find(from), find(to)].sort((x, y) => x - y) as [number, number];
    tree.left[m] = a;
    tree.right[m] = b;
    tree.distances[m] = weight;
    tree.sizes[m] = sizeOf(a) + sizeOf(b);
    parent[a] = points + m;
    parent[b] = points + m;
  }
  return tree;
}

/** The cluster of each point once the last merges are undone until there are `count` clusters; numbered in the order of their first points. */
export function cutTree({ points, left, right }: MergeTree, count: number): Int32Array {
  const owner = Int32Array.from({ length: 2 * points - 1 }, (_, i) => i);
  // From the last kept merge down, each node takes its parent's owner.
  for (let m = points - count - 1; m >= 0; m--) {
    const node = points + m;
    owner[left[m]!] = owner[node]!;
    owner[right[m]!] = owner[node]!;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: points }, (_, i) => {
    const number = numbers.get(owner[i]!) ?? numbers.size;
    numbers.set(owner[i]!, number);
    return number;
  });
}
