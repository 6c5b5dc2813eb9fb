/** Edges of each node in one list: those of node i at indptr[i] … indptr[i + 1] − 1. */
export interface Graph {
  indptr: Int32Array;
  indices: Int32Array;
  /** At least 0. */
  weights: Float64Array;
}

/**
 * The lengths of the shortest ways from one node to all, infinity where there is none, [N].
 *
 * The nearest node whose way is not settled is settled next, since no way through a farther one can be shorter. Dijkstra 1959,
 * https://doi.org/10.1007/BF01386390
 */
export function shortestPaths({ indptr, indices, weights }: Graph, from: number): Float64Array {
  const N = indptr.length - 1;
  const distance = new Float64Array(N).fill(Number.POSITIVE_INFINITY);
  const heap = new NodeHeap();
  distance[from] = 0;
  heap.push(from, 0);
  for (let next = heap.pop(); next; next = heap.pop()) {
    const [node, length] = next;
    if (length > distance[node]!) continue;
    for (let at = indptr[node]!; at < indptr[node + 1]!; at++) {
      const to = indices[at]!;
      const longer = length + weights[at]!;
      if (longer >= distance[to]!) continue;
      distance[to] = longer;
      heap.push(to, longer);
    }
  }
  return distance;
}

/** The smallest first; a node may be in it several times. */
class NodeHeap {
  readonly #nodes: number[] = [];
  readonly #keys: number[] = [];

  push(node: number, key: number): void {
    const [nodes, keys] = [this.#nodes, this.#keys];
    let at = nodes.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      nodes[at] = nodes[parent]!;
      keys[at] = keys[parent]!;
      at = parent;
    }
    nodes[at] = node;
    keys[at] = key;
  }

  pop(): [node: number, key: number] | undefined {
    const [nodes, keys] = [this.#nodes, this.#keys];
    if (nodes.length === 0) return undefined;
    const top: [number, number] = [nodes[0]!, keys[0]!];
    const [node, key] = [nodes.pop()!, keys.pop()!];
    const count = nodes.length;
    if (count === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      nodes[at] = nodes[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    nodes[at] = node;
    keys[at] = key;
    return top;
  }
}
