import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { integer, type Options } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";
import { embeddingNames } from "../embedder.ts";
import { type Graph, shortestPaths } from "../graph/shortest-paths.ts";
import { classicalScaling } from "../mds/classical-scaling.ts";

const parameters = {
  nNeighbors: integer(5, { min: 1 }),
  nComponents: integer(2, { min: 1 }),
};

/**
 * Unrolls a curved sheet: distances along it are those of the shortest ways from neighbour to neighbour, and classical scaling makes points of them.
 * Tenenbaum, de Silva and Langford 2000, https://doi.org/10.1126/science.290.5500.2319. Takes N² numbers of memory.
 */
export class Isomap extends Transformer<typeof parameters> {
  static {
    nameClass("Isomap", Isomap);
  }
  /** [N, nComponents] */
  declare embedding_: Matrix;
  /** The lengths of the ways along the sheet, [N, N]. */
  declare distMatrix_: Matrix;
  declare eigenvalues_: Float64Array;
  /** Unit vectors in columns, [N, nComponents]. */
  declare vectors_: Matrix;
  /** The rows of fit. */
  declare rows_: Matrix;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { nNeighbors: k, nComponents } = this.params;
    if (k >= X.rows)
      this.refuse("fit", `nNeighbors is ${k} for ${X.rows} rows, less than ${X.rows} are needed`);
    if (nComponents >= X.rows)
      this.refuse("fit", `nComponents is ${nComponents} for ${X.rows} rows, less than ${X.rows} are needed`);
    const graph = neighborGraph(X, k);
    const ways = Matrix.zeros(X.rows, X.rows);
    for (let i = 0; i < X.rows; i++) {
      const lengths = shortestPaths(graph, i);
      const apart = lengths.indexOf(Number.POSITIVE_INFINITY);
      if (apart >= 0)
        this.refuse(
          "fit",
          `row ${apart} cannot be reached from row ${i} by ${k} neighbours each, one connected sheet is needed; a larger nNeighbors joins its parts`,
        );
      ways.data.set(lengths, i * X.rows);
      onProgress(i + 1, X.rows);
    }
    const { embedding, eigenvalues, vectors } = classicalScaling(ways, nComponents);
    this.rows_ = X.takeRows(Array.from({ length: X.rows }, (_, i) => i));
    this.distMatrix_ = ways;
    this.embedding_ = embedding;
    this.eigenvalues_ = eigenvalues;
    this.vectors_ = vectors;
  }

  /** A new row's ways go through its nearest neighbours: d(x, j) = min over them of ‖x − n‖ + way(n, j); then it is projected as the rows were. */
  protected change(X: Matrix): Matrix {
    const { nNeighbors: k, nComponents: D } = this.params;
    const N = this.rows_.rows;
    const { indices, distances } = kNeighbors(this.rows_, X, k);
    const known = meanSquares(this.distMatrix_);
    const out = Matrix.zeros(X.rows, D);
    for (let i = 0; i < X.rows; i++) {
      const b = new Float64Array(N);
      for (let j = 0; j < N; j++) {
        let way = Number.POSITIVE_INFINITY;
        for (let at = i * k; at < (i + 1) * k; at++)
          way = Math.min(way, distances[at]! + this.distMatrix_.at(indices[at]!, j));
        b[j] = -(way ** 2) / 2;
      }
      const own = b.reduce((sum, value) => sum + value, 0) / N;
      for (let d = 0; d < D; d++) {
        let sum = 0;
        for (let j = 0; j < N; j++)
          sum += (b[j]! - own - known.rows[j]! + known.all) * this.vectors_.at(j, d);
        out.data[i * D + d] = this.eigenvalues_[d]! > 0 ? sum / Math.sqrt(this.eigenvalues_[d]!) : 0;
      }
    }
    return out;
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return embeddingNames("isomap", this.params.nComponents);
  }
}

/** Each row joined with its k nearest others, both ways. */
function neighborGraph(X: Matrix, k: number): Graph {
  const { indices, distances } = kNeighbors(X, X, k + 1);
  const edges: [to: number, weight: number][][] = Array.from({ length: X.rows }, () => []);
  for (let i = 0; i < X.rows; i++) {
    for (let at = i * (k + 1), kept = 0; at < (i + 1) * (k + 1) && kept < k; at++) {
      if (indices[at] === i) continue;
      kept++;
      edges[i]!.push([indices[at]!, distances[at]!]);
      edges[indices[at]!]!.push([i, distances[at]!]);
    }
  }
  const indptr = new Int32Array(X.rows + 1);
  edges.forEach((own, i) => {
    indptr[i + 1] = indptr[i]! + own.length;
  });
  return {
    indptr,
    indices: Int32Array.from(edges.flatMap((own) => own.map(([to]) => to))),
    weights: Float64Array.from(edges.flatMap((own) => own.map(([, weight]) => weight))),
  };
}

/** The means of −½ D², of each row and of all. */
function meanSquares({ data, rows: N }: Matrix): { rows: Float64Array; all: number } {
  const rows = new Float64Array(N);
  for (let i = 0, at = 0; i < N; i++) for (let j = 0; j < N; j++, at++) rows[i]! -= data[at]! ** 2 / 2 / N;
  return { rows, all: rows.reduce((sum, mean) => sum + mean, 0) / N };
}
