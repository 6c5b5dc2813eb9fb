import type { Matrix } from "../../matrix/matrix.ts";
import { nearestByBrute } from "./brute.ts";
import { nearestByProduct } from "./brute-product.ts";
import { fromReduced } from "./distance.ts";
import { NearestHeap } from "./nearest-heap.ts";
import { buildIndex, type IndexOptions, type NeighborIndex } from "./neighbor-index.ts";
import { nearestInTree, searcherOf } from "./tree-search.ts";

/** k neighbours of Q queries, nearest first; of equal distances the lower index first. Those of query q are at q·k … (q + 1)·k − 1. */
export interface Neighbors {
  k: number;
  /** [Q, k] */
  distances: Float64Array;
  /** Rows of X, [Q, k]. */
  indices: Int32Array;
}

/** The k nearest rows of X, [N, F], to each row of `queries`, [Q, F]. Exact; every algorithm gives the same. */
export function kNeighbors(X: Matrix, queries: Matrix, k: number, options: IndexOptions = {}): Neighbors {
  return kNearest("kNeighbors", buildIndex("kNeighbors", X, options), queries, k);
}

/** The same of an index. `where` begins the error. */
export function kNearest(where: string, index: NeighborIndex, queries: Matrix, k: number): Neighbors {
  const { points, distance, tree } = index;
  requireCount(where, k, points.rows);
  requireWidth(where, queries, points.cols);
  const out = {
    k,
    distances: new Float64Array(queries.rows * k),
    indices: new Int32Array(queries.rows * k),
  };
  if (tree) {
    const searcher = searcherOf(tree, distance);
    const heap = new NearestHeap(k);
    for (let q = 0; q < queries.rows; q++) {
      nearestInTree(searcher, queries.row(q), heap);
      heap.drain(out.distances, out.indices, q * k);
    }
  } else if (distance.kind === "euclidean" || distance.kind === "cosine")
    nearestByProduct(points, queries, distance, out);
  else nearestByBrute(points, queries, distance, out);
  for (let i = 0; i < out.distances.length; i++) out.distances[i] = fromReduced(distance, out.distances[i]!);
  return out;
}

/** The k nearest other rows to each row of the index itself, [N, k]: a row is not its own neighbour, its duplicates are. */
export function kNearestOthers(where: string, index: NeighborIndex, k: number): Neighbors {
  const { points } = index;
  if (k >= points.rows)
    throw new RangeError(
      `${where}: k = ${k} neighbours among ${points.rows} rows, at most ${points.rows - 1} are needed where a row is not its own neighbour`,
    );
  const all = kNearest(where, index, points, k + 1);
  const out = { k, distances: new Float64Array(points.rows * k), indices: new Int32Array(points.rows * k) };
  for (let i = 0, at = 0; i < points.rows; i++) {
    for (let j = i * (k + 1), kept = 0; kept < k; j++) {
      if (all.indices[j] === i) continue;
      out.distances[at] = all.distances[j]!;
      out.indices[at++] = all.indices[j]!;
      kept++;
    }
  }
  return out;
}

function requireCount(where: string, k: number, rows: number): void {
  if (Number.isInteger(k) && k >= 1 && k <= rows) return;
  throw new RangeError(
    `${where}: k = ${k} neighbours among ${rows} points, a whole number from 1 to ${rows} is needed`,
  );
}

export function requireWidth(where: string, queries: Matrix, cols: number): void {
  if (queries.cols === cols) return;
  throw new RangeError(
    `${where}: queries have ${queries.cols} columns, ${cols} are needed as the points have`,
  );
}
