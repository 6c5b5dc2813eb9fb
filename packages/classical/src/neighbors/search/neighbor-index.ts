import type { Matrix } from "../../matrix/matrix.ts";
import { buildBallTree } from "./ball-tree.ts";
import { type Distance, distanceOf, type Metric } from "./distance.ts";
import { buildKdTree } from "./kd-tree.ts";
import type { Tree } from "./tree-search.ts";

export type Algorithm = "auto" | "ballTree" | "kdTree" | "brute";

export interface IndexOptions {
  /** euclidean unless told. */
  metric?: Metric;
  /** The power of minkowski; 2. */
  p?: number;
  /** auto: see `chooseAlgorithm`. */
  algorithm?: Algorithm;
  /** About how many points a leaf of a tree holds; 30. */
  leafSize?: number;
}

/** Points ready to be searched: plain values and typed arrays, so that an estimator can keep and save it. */
export interface NeighborIndex {
  /** [N, F]; with the metric "precomputed" only its shape is looked at. */
  points: Matrix;
  distance: Distance;
  algorithm: "ballTree" | "kdTree" | "brute";
  /** null for brute. */
  tree: Tree | null;
}

/** Indexes the rows of X; they must not change afterwards. `where` begins the error. */
export function buildIndex(
  where: string,
  X: Matrix,
  { metric = "euclidean", p = 2, algorithm = "auto", leafSize = 30 }: IndexOptions = {},
): NeighborIndex {
  const distance = distanceOf(metric, p);
  refuseUnfit(where, X, distance, algorithm);
  const chosen = algorithm === "auto" ? chooseAlgorithm(X, distance) : algorithm;
  const tree =
    chosen === "kdTree"
      ? buildKdTree(X, leafSize)
      : chosen === "ballTree"
        ? buildBallTree(X, distance, leafSize)
        : null;
  return { points: X, distance, algorithm: chosen, tree };
}

/**
 * kdTree where boxes leave out most points: N ≥ 4ᶠ points of F columns, some four along each axis; brute else, where the product of `brute-product.ts` is faster,
 * and for what is no metric of coordinates. Metrics without the product: kdTree up to 15 columns, as in scikit-learn.
 */
function chooseAlgorithm({ rows, cols }: Matrix, { kind, p }: Distance): "kdTree" | "brute" {
  if (kind === "euclidean") return rows >= 4 ** cols ? "kdTree" : "brute";
  const byCoordinates = kind === "manhattan" || kind === "chebyshev" || (kind === "minkowski" && p >= 1);
  return byCoordinates && cols <= 15 && rows > 60 ? "kdTree" : "brute";
}

function refuseUnfit(where: string, X: Matrix, { kind, p }: Distance, algorithm: Algorithm): void {
  if (!(p > 0)) throw new RangeError(`${where}: p is ${p}, a power > 0 is needed`);
  if (kind === "precomputed" && X.rows !== X.cols)
    throw new RangeError(
      `${where}: X is ${X.rows} × ${X.cols} with metric "precomputed", the square of distances between all rows is needed`,
    );
  if (kind === "precomputed" && X.data.some((d) => d < 0))
    throw new RangeError(
      `${where}: X has negative distances with metric "precomputed", numbers of at least 0 are needed`,
    );
  const isTree = algorithm === "kdTree" || algorithm === "ballTree";
  const unbounded = kind === "cosine" || kind === "precomputed" || (kind === "minkowski" && p < 1);
  if (isTree && (unbounded || (kind === "function" && algorithm === "kdTree")))
    throw new RangeError(
      `${where}: algorithm "${algorithm}" with ${kind === "minkowski" ? `p = ${p}` : kind === "function" ? "a function as metric" : `metric "${kind}"`}, a metric of coordinates is needed; algorithm "brute" takes any`,
    );
}
