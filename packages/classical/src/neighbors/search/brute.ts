import type { Matrix } from "../../matrix/matrix.ts";
import { type Distance, scanOf } from "./distance.ts";
import type { Neighbors } from "./k-neighbors.ts";
import { NearestHeap } from "./nearest-heap.ts";

/** The nearest by looking at all points: fills `out` with those of each query, [Q, k], reduced distances. `brute-product.ts` is faster. */
export function nearestByBrute(points: Matrix, queries: Matrix, distance: Distance, out: Neighbors): void {
  const scan = scanOf(distance, points.data, points.cols);
  const reduced = new Float64Array(points.rows);
  const heap = new NearestHeap(out.k);
  for (let q = 0; q < queries.rows; q++) {
    scan(queries.row(q), 0, points.rows, reduced);
    for (let i = 0; i < reduced.length; i++) if (reduced[i]! <= heap.worst) heap.offer(reduced[i]!, i);
    heap.drain(out.distances, out.indices, q * out.k);
  }
}
