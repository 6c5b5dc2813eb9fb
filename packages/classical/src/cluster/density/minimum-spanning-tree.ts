/** An edge between two of N points. */
export interface Edge {
  from: number;
  to: number;
  weight: number;
}

/**
 * The edges of least weight in sum that join N points, by Prim's way from point 0: N − 1 edges, in the order of their weights.
 *
 * `distance(i, out)` writes the weights from point i to all others. Prim 1957, https://doi.org/10.1002/j.1538-7305.1957.tb01515.x
 */
export function minimumSpanningTree(N: number, distance: (i: number, out: Float64Array) => void): Edge[] {
  const least = new Float64Array(N).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(N);
  const isIn = new Uint8Array(N);
  const row = new Float64Array(N);
  const edges: Edge[] = [];
  let current = 0;
  for (let n = 1; n < N; n++) {
    isIn[current] = 1;
    distance(current, row);
    let next = -1;
    for (let j = 0; j < N; j++) {
      if (isIn[j] === 1) continue;
      if (row[j]! < least[j]!) {
        least[j] = row[j]!;
        via[j] = current;
      }
      if (next < 0 || least[j]! < least[next]!) next = j;
    }
    edges.push({ from: via[next]!, to: next, weight: least[next]! });
    current = next;
  }
  return edges.sort((a, b) => a.weight - b.weight);
}
