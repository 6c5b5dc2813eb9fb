import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { integer, type Options, real } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { radiusNeighbors } from "../../neighbors/search/radius-neighbors.ts";
import { searchParameters } from "../../neighbors/search-parameters.ts";

const parameters = {
  /** ε, how far neighbours may be. */
  eps: real(0.5, { above: 0 }),
  /** A row is a core with so many rows, itself too, within ε: their weights' sum, where they have some. */
  minSamples: integer(5, { min: 1 }),
  ...searchParameters,
};

/**
 * Clusters are what cores reach: rows with at least `minSamples` rows within ε are cores, cores within ε of each other are of one cluster, and a row
 * within ε of a core is on its border, of the first cluster that reaches it. All others are noise, −1.
 *
 * Ester, Kriegel, Sander and Xu 1996, A density-based algorithm for discovering clusters in large spatial databases with noise
 */
export class DBSCAN extends Clusterer<typeof parameters> {
  static {
    nameClass("DBSCAN", DBSCAN);
  }
  /** Rows that are cores, upwards. */
  declare coreSampleIndices_: Int32Array;
  /** The cores themselves, [C, F]. */
  declare components_: Matrix;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected learn({ X, sampleWeight }: Unlabelled): void {
    const { eps, minSamples, ...search } = this.params;
    const { indices, indptr } = radiusNeighbors(X, X, eps, search);
    const isCore = Uint8Array.from({ length: X.rows }, (_, i) => {
      let weight = 0;
      for (let at = indptr[i]!; at < indptr[i + 1]!; at++)
        weight += sampleWeight ? sampleWeight[indices[at]!]! : 1;
      return Number(weight >= minSamples);
    });
    this.labels_ = new Int32Array(X.rows).fill(-1);
    let cluster = 0;
    for (let i = 0; i < X.rows; i++) {
      if (isCore[i] === 0 || this.labels_[i] !== -1) continue;
      reach(i, cluster++, this.labels_, isCore, { indices, indptr });
    }
    this.coreSampleIndices_ = Int32Array.from(Array.from(isCore.keys()).filter((i) => isCore[i] === 1));
    this.components_ = X.takeRows(this.coreSampleIndices_);
  }
}

/** Gives the cluster's number to all that the core reaches, by cores only. */
function reach(
  core: number,
  cluster: number,
  labels: Int32Array,
  isCore: Uint8Array,
  { indices, indptr }: { indices: Int32Array; indptr: Int32Array },
): void {
  const open = [core];
  labels[core] = cluster;
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) {
      const near = indices[at]!;
      if (labels[near] !== -1) continue;
      labels[near] = cluster;
      if (isCore[near] === 1) open.push(near);
    }
  }
}
