import type { Matrix } from "../../matrix/matrix.ts";
import { fromReduced, scanOf } from "./distance.ts";
import { requireWidth } from "./k-neighbors.ts";
import { buildIndex, type IndexOptions, type NeighborIndex } from "./neighbor-index.ts";
import { limitOf, searcherOf, withinInTree } from "./tree-search.ts";

/** The neighbours of Q queries, as many as there are: those of query q are at indptr[q] … indptr[q + 1] − 1. */
export interface Ball {
  /** [Q + 1] */
  indptr: Int32Array;
  /** Rows of X: of each query upwards, or by distance where asked. */
  indices: Int32Array;
  distances: Float64Array;
}

export interface RadiusOptions {
  /** By distance, then index; else by index alone. */
  sortResults?: boolean;
}

/** The rows of X, [N, F], at a distance ≤ radius from each row of `queries`, [Q, F]. Exact; every algorithm gives the same. */
export function radiusNeighbors(
  X: Matrix,
  queries: Matrix,
  radius: number,
  options: IndexOptions & RadiusOptions = {},
): Ball {
  const index = buildIndex("radiusNeighbors", X, options);
  return withinRadius("radiusNeighbors", index, { queries, radius, ...options });
}

/** The same of an index. `others`: the queries are the index's own rows, and none is its own neighbour. */
export function withinRadius(
  where: string,
  index: NeighborIndex,
  {
    queries,
    radius,
    sortResults = false,
    others = false,
  }: { queries: Matrix; radius: number; others?: boolean } & RadiusOptions,
): Ball {
  if (!(radius >= 0)) throw new RangeError(`${where}: radius is ${radius}, a number of at least 0 is needed`);
  requireWidth(where, queries, index.points.cols);
  const collect = collector(index, radius);
  const indptr = new Int32Array(queries.rows + 1);
  const indices = new Growing(Int32Array);
  const distances = new Growing(Float64Array);
  for (let q = 0; q < queries.rows; q++) {
    const found = collect(queries.row(q));
    found.sort(
      sortResults ? (a, b) => a.distance - b.distance || a.index - b.index : (a, b) => a.index - b.index,
    );
    for (const { index: i, distance } of found) {
      if (others && i === q) continue;
      indices.push(i);
      distances.push(distance);
    }
    indptr[q + 1] = indices.length;
  }
  return { indptr, indices: indices.values(), distances: distances.values() };
}

interface Found {
  index: number;
  distance: number;
}

/** A function of a query that gives what is within the radius, by the distance as it is reported. */
function collector(
  { points, distance, tree }: NeighborIndex,
  radius: number,
): (query: Float64Array) => Found[] {
  const limit = limitOf(distance, radius);
  let found: Found[] = [];
  const add = (reduced: number, index: number): void => {
    const d = fromReduced(distance, reduced);
    if (d <= radius) found.push({ index, distance: d });
  };
  if (tree) {
    const searcher = searcherOf(tree, distance);
    return (query) => {
      found = [];
      withinInTree(searcher, { query, limit }, add);
      return found;
    };
  }
  const scan = scanOf(distance, points.data, points.cols);
  const reduced = new Float64Array(points.rows);
  return (query) => {
    found = [];
    scan(query, 0, points.rows, reduced);
    for (let i = 0; i < reduced.length; i++) if (reduced[i]! <= limit) add(reduced[i]!, i);
    return found;
  };
}

/** A typed array that doubles when it is full. */
class Growing<T extends Int32Array | Float64Array> {
  length = 0;
  #room: T;
  readonly #Kind: new (
    length: number,
  ) => T;

  constructor(Kind: new (length: number) => T) {
    this.#Kind = Kind;
    this.#room = new Kind(1024);
  }

  push(value: number): void {
    if (this.length === this.#room.length) {
      const more = new this.#Kind(2 * this.length);
      more.set(this.#room);
      this.#room = more;
    }
    this.#room[this.length++] = value;
  }

  values(): T {
    return this.#room.slice(0, this.length) as T;
  }
}
