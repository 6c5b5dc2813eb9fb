import { Clusterer } from "../../estimator/clusterer.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options, optional, randomState, real } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { KMeans } from "../k-means/k-means.ts";
import { clusterQR } from "./cluster-qr.ts";
import { affinityOf, spectralEmbedding } from "./spectral-embedding.ts";

const parameters = {
  nClusters: integer(8, { min: 1 }),
  /** Columns of the embedding; as many as clusters unless told. */
  nComponents: optional(integer(2, { min: 1 })),
  affinity: choice("rbf", "nearestNeighbors", "precomputed"),
  /** γ of rbf. */
  gamma: real(1, { above: 0 }),
  nNeighbors: integer(10, { min: 1 }),
  /** How rows of the embedding become clusters; "clusterQR" draws nothing. */
  assignLabels: choice("kmeans", "clusterQR"),
  /** Starts of k-means. */
  nInit: integer(10, { min: 1 }),
  randomState,
};

/**
 * Clusters of any shape: rows are embedded by the smallest eigenvectors of their graph's Laplacian, in which what hangs together lies together, and then
 * clustered. Takes N² numbers of memory. Shi and Malik 2000, https://doi.org/10.1109/34.868688
 */
export class SpectralClustering extends Clusterer<typeof parameters> {
  static {
    nameClass("SpectralClustering", SpectralClustering);
  }
  /** [N, N] */
  declare affinityMatrix_: Matrix;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2, isRandom: true };
  }

  protected learn({ X }: Unlabelled): void {
    const { nClusters, nComponents, affinity, assignLabels, nInit, randomState: seed } = this.params;
    if (affinity === "precomputed" && X.rows !== X.cols)
      this.refuse(
        "fit",
        `X is ${X.rows} × ${X.cols} with affinity "precomputed", a square of affinities is needed`,
      );
    if (X.rows < nClusters)
      this.refuse("fit", `X has ${X.rows} rows for nClusters ${nClusters}, at least ${nClusters} are needed`);
    const W = affinityOf(X, affinity, this.params);
    this.affinityMatrix_ = new Matrix(affinity === "precomputed" ? W.data.slice() : W.data, [W.rows, W.cols]);
    const embedding = spectralEmbedding(W, nComponents ?? nClusters, { seed });
    this.labels_ =
      assignLabels === "clusterQR"
        ? clusterQR(embedding)
        : new KMeans({ nClusters, nInit, randomState: seed }).fit(embedding).labels_;
  }
}
