import { choice, custom, either, integer, real } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { DistanceFunction, Metric } from "./search/distance.ts";
import { buildIndex, type NeighborIndex } from "./search/neighbor-index.ts";

/** How neighbours are found, as all estimators of this room are told. */
export const searchParameters = {
  /** The way of searching; all give the same. auto: see `neighbor-index.ts`. */
  algorithm: choice("auto", "ballTree", "kdTree", "brute"),
  /** About how many points a leaf of a tree holds. */
  leafSize: integer(30, { min: 1 }),
  /** By name or as a function of two points; minkowski with p = 2 is euclidean. With "precomputed", X holds distances. */
  metric: either(
    choice("minkowski", "euclidean", "manhattan", "chebyshev", "cosine", "precomputed"),
    custom<DistanceFunction>(
      euclideanDistance,
      (value) => typeof value === "function",
      "a function of two points",
    ),
  ),
  /** The power of minkowski. */
  p: real(2, { above: 0, max: Number.POSITIVE_INFINITY }),
};

export interface SearchOptions {
  algorithm: "auto" | "ballTree" | "kdTree" | "brute";
  leafSize: number;
  metric: Metric;
  p: number;
}

/** An index over a copy of X, so that a caller may change X afterwards. */
export function indexOf(where: string, { data, rows, cols }: Matrix, options: SearchOptions): NeighborIndex {
  return buildIndex(where, new Matrix(data.slice(), [rows, cols]), options);
}

function euclideanDistance(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += (x[j]! - y[j]!) ** 2;
  return Math.sqrt(sum);
}
