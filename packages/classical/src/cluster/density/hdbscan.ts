import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, integer, type Options, optional, real } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";
import { mergeTreeOf } from "../hierarchy/merge-tree.ts";
import { type ClusterSummary, type CondensedTree, condense, summarise } from "./condensed-tree.ts";
import { distanceRows } from "./distance-rows.ts";
import { minimumSpanningTree } from "./minimum-spanning-tree.ts";
import { selectClusters } from "./select-clusters.ts";

const parameters = {
  /** Fewer rows are no cluster. */
  minClusterSize: integer(5, { min: 2 }),
  /** How many neighbours, the row itself too, make a place dense; minClusterSize unless told. */
  minSamples: optional(integer(5, { min: 1 })),
  clusterSelectionEpsilon: real(0, { min: 0 }),
  maxClusterSize: optional(integer(2, { min: 1 })),
  metric: choice("euclidean", "manhattan", "chebyshev", "cosine"),
  /** By what the distances are divided before core distances are held against them. */
  alpha: real(1, { above: 0 }),
  clusterSelectionMethod: choice("eom", "leaf"),
  allowSingleCluster: boolean(false),
};

/**
 * DBSCAN for all ε at once, with those clusters kept that live longest:
 *
 *   core(x)   = distance to the minSamples-th neighbour
 *   d(x, y)   = max(core(x), core(y), ‖x − y‖ / α)              mutual reachability
 *   tree      = single linkage of d, without clusters of fewer than minClusterSize rows
 *   stability = Σ_{x in C} (1/d_leave(x) − 1/d_begin(C))         the excess of mass
 *
 * Rows that belong to no kept cluster are noise, −1. Campello, Moulavi and Sander 2013, https://doi.org/10.1007/978-3-642-37456-2_14
 */
export class HDBSCAN extends Clusterer<typeof parameters> {
  static {
    nameClass("HDBSCAN", HDBSCAN);
  }
  /** How much each row belongs to its cluster: 1 at its densest, 0 of noise, [N]. */
  declare probabilities_: Float64Array;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  protected learn({ X }: Unlabelled): void {
    const {
      minClusterSize,
      clusterSelectionMethod,
      clusterSelectionEpsilon,
      allowSingleCluster,
      maxClusterSize,
    } = this.params;
    const edges = minimumSpanningTree(X.rows, this.#reachability(X));
    const condensed = condense(mergeTreeOf(X.rows, edges), minClusterSize);
    const summary = summarise(condensed, X.rows);
    const chosen = selectClusters(summary, {
      method: clusterSelectionMethod,
      epsilon: clusterSelectionEpsilon,
      allowSingle: allowSingleCluster,
      maxSize: maxClusterSize ?? Number.POSITIVE_INFINITY,
    });
    const { labels, probabilities } = labelled(condensed, summary, chosen, X.rows, {
      allowSingleCluster,
      clusterSelectionEpsilon,
    });
    this.labels_ = labels;
    this.probabilities_ = probabilities;
  }

  #reachability(X: Matrix): (i: number, out: Float64Array) => void {
    const { minSamples, minClusterSize, metric, alpha } = this.params;
    const k = minSamples ?? minClusterSize;
    if (k > X.rows) this.refuse("fit", `X has ${X.rows} rows for minSamples ${k}, at least ${k} are needed`);
    const near = kNeighbors(X, X, k, { metric });
    const core = Float64Array.from({ length: X.rows }, (_, i) => near.distances[(i + 1) * k - 1]!);
    const distances = distanceRows(X, metric);
    return (i, out) => {
      distances(i, out);
      for (let j = 0; j < out.length; j++) out[j] = Math.max(core[i]!, core[j]!, out[j]! / alpha);
    };
  }
}

/** Each row goes to the nearest chosen cluster above the one that it leaves. */
function labelled(
  tree: CondensedTree,
  { parent, birth }: ClusterSummary,
  chosen: readonly number[],
  N: number,
  {
    allowSingleCluster,
    clusterSelectionEpsilon,
  }: { allowSingleCluster: boolean; clusterSelectionEpsilon: number },
): { labels: Int32Array; probabilities: Float64Array } {
  const number = new Map(chosen.map((cluster, label) => [cluster, label]));
  const labels = new Int32Array(N).fill(-1);
  const lambdas = new Float64Array(N);
  const isRootAlone = chosen.length === 1 && chosen[0] === 0;
  const largest = new Float64Array(chosen.length);
  // Where the root is the one cluster, rows that fall off before it is at its densest are noise.
  const rootLimit = clusterSelectionEpsilon > 0 ? 1 / clusterSelectionEpsilon : maxOf(tree, birth);
  for (const [at, child] of tree.child.entries()) {
    let cluster = tree.parent[at]!;
    while (cluster >= 0 && !number.has(cluster)) cluster = parent[cluster]!;
    if (cluster < 0) continue;
    const label = number.get(cluster)!;
    const lambda = tree.lambda[at]!;
    // A cluster is at its densest where the last of what leaves it itself does, not its parts.
    if (Number.isFinite(lambda) && tree.parent[at] === cluster)
      largest[label] = Math.max(largest[label]!, lambda);
    if (child < 0) continue;
    if (isRootAlone && allowSingleCluster && tree.parent[at] === 0 && lambda < rootLimit) continue;
    labels[child] = label;
    lambdas[child] = lambda;
  }
  const probabilities = lambdas.map((lambda, i) => {
    const label = labels[i]!;
    if (label < 0) return 0;
    const most = largest[label]!;
    return most === 0 || !Number.isFinite(lambda) ? 1 : Math.min(lambda, most) / most;
  });
  return { labels, probabilities };
}

/** The λ at which the root's first large children split off; 0 where it has none. */
function maxOf(tree: CondensedTree, birth: Float64Array): number {
  const splits = tree.child
    .filter((child, at) => child < 0 && tree.parent[at] === 0)
    .map((child) => birth[-1 - child]!);
  if (splits.length > 0) return Math.max(...splits);
  return Math.max(0, ...tree.lambda.filter((_, at) => tree.parent[at] === 0).filter(Number.isFinite));
}
