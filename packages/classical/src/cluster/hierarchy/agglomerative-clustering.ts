import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options, optional, real, withDefault } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { pairwiseDistances } from "../../metrics/pairwise/pairwise-distances.ts";
import { minimumSpanningTree } from "../density/minimum-spanning-tree.ts";
import { cutTree, type MergeTree, mergeTreeOf } from "./merge-tree.ts";
import { nearestNeighborChain } from "./nearest-neighbor-chain.ts";

const parameters = {
  /** How many clusters are left; null where `distanceThreshold` decides. */
  nClusters: withDefault<number | null>(2, optional(integer(2, { min: 1 }))),
  metric: choice("euclidean", "manhattan", "cosine", "chebyshev", "precomputed"),
  /** How far two clusters are: by the growth of squares, by their farthest, mean or nearest pair. */
  linkage: choice("ward", "complete", "average", "single"),
  /** Clusters at this distance or farther are not joined. */
  distanceThreshold: optional(real(0, { min: 0 })),
};

/**
 * Every row a cluster at first; the two nearest are joined until few are left. `children_` and `distances_` hold the whole tree. Takes N² numbers of
 * memory, "single" N.
 */
export class AgglomerativeClustering extends Clusterer<typeof parameters> {
  static {
    nameClass("AgglomerativeClustering", AgglomerativeClustering);
  }
  declare nClusters_: number;
  /** Of each merge the two nodes; rows are nodes 0 … N − 1, merge m makes node N + m, [N − 1, 2]. */
  declare children_: Int32Array;
  /** The distance of each merge, [N − 1]. */
  declare distances_: Float64Array;
  declare nLeaves_: number;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
    const { nClusters, distanceThreshold, linkage, metric } = this.params;
    if ((nClusters === null) === (distanceThreshold === null)) {
      throw new RangeError(
        `AgglomerativeClustering: nClusters is ${nClusters} and distanceThreshold ${distanceThreshold}, exactly one of them must be null`,
      );
    }
    if (linkage === "ward" && metric !== "euclidean")
      throw new RangeError(
        `AgglomerativeClustering: metric is ${JSON.stringify(metric)} with linkage "ward", "euclidean" is needed`,
      );
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  protected learn({ X }: Unlabelled): void {
    const { nClusters, distanceThreshold } = this.params;
    if (nClusters !== null && nClusters > X.rows)
      this.refuse("fit", `X has ${X.rows} rows for nClusters ${nClusters}, at least ${nClusters} are needed`);
    const tree = this.#tree(X);
    const kept =
      distanceThreshold === null
        ? 0
        : tree.distances.filter((distance) => distance >= distanceThreshold).length;
    this.nClusters_ = nClusters ?? kept + 1;
    this.nLeaves_ = X.rows;
    this.distances_ = tree.distances;
    this.children_ = Int32Array.from(
      { length: 2 * tree.left.length },
      (_, at) => (at % 2 === 0 ? tree.left : tree.right)[at >> 1]!,
    );
    this.labels_ = cutTree(tree, this.nClusters_);
  }

  #tree(X: Matrix): MergeTree {
    const { linkage, metric } = this.params;
    if (metric === "precomputed" && X.rows !== X.cols)
      this.refuse(
        "fit",
        `X is ${X.rows} × ${X.cols} with metric "precomputed", a square of distances is needed`,
      );
    const distances = metric === "precomputed" ? X : pairwiseDistances(X, X, { metric });
    if (linkage === "single")
      return mergeTreeOf(
        X.rows,
        minimumSpanningTree(X.rows, (i, out) => out.set(distances.row(i))),
      );
    return nearestNeighborChain(distances.data.slice(), X.rows, linkage);
  }
}
