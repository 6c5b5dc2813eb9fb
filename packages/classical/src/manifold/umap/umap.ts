import { Philox } from "@blankfile/tensor";
import { spectralEmbedding } from "../../cluster/spectral/spectral-embedding.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options, optional, randomState, real } from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { SparseMatrix } from "../../matrix/sparse-matrix.ts";
import { kNeighbors } from "../../neighbors/search/k-neighbors.ts";
import { embeddingNames } from "../embedder.ts";
import { principalScores } from "../principal-scores.ts";
import { fitCurve } from "./fit-curve.ts";
import { fuzzyGraph, membership, surroundingsOf } from "./fuzzy-neighbors.ts";
import { type Edges, stochasticLayout } from "./stochastic-layout.ts";

const parameters = {
  /** k, the row itself counted: small shows what is near, large what is far. */
  nNeighbors: integer(15, { min: 2 }),
  nComponents: integer(2, { min: 1 }),
  /** How near points may come in the map. */
  minDist: real(0.1, { min: 0 }),
  /** How wide the map is; at least minDist. */
  spread: real(1, { above: 0 }),
  metric: choice("euclidean", "manhattan", "chebyshev", "cosine"),
  /** Rounds of the layout; 500, and 200 from 10,000 rows on, unless told. */
  nEpochs: optional(integer(200, { min: 1 })),
  learningRate: real(1, { above: 0 }),
  /** Where rows begin. "spectral" takes N² numbers of memory; beyond 4,000 rows "pca" stands in for it. */
  init: choice("spectral", "pca", "random"),
  negativeSampleRate: integer(5, { min: 0 }),
  repulsionStrength: real(1, { min: 0 }),
  randomState,
};
export type UMAPOptions = Options<typeof parameters>;

/** Beyond so many rows the square of affinities that "spectral" needs is too large. */
const largest = 4000;

/**
 * Uniform manifold approximation and projection: a graph of neighbours, in which each row measures distances by its own surroundings, and a map in which
 * the same pairs are near. McInnes, Healy and Melville 2018, https://arxiv.org/abs/1802.03426
 */
export class UMAP extends Transformer<typeof parameters> {
  static {
    nameClass("UMAP", UMAP);
  }
  /** [N, nComponents] */
  declare embedding_: Matrix;
  /** Of the map's curve 1 / (1 + a d^(2b)). */
  declare a_: number;
  declare b_: number;
  /** The rows of fit. */
  declare rows_: Matrix;

  constructor(options: UMAPOptions = {}) {
    super(parameters, options);
    const { minDist, spread } = this.params;
    if (minDist > spread)
      throw new RangeError(`UMAP: minDist is ${minDist} with spread ${spread}, at most the spread is needed`);
  }

  override get traits(): Traits {
    return { minRows: 3, isRandom: true };
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { nNeighbors: k, nComponents: D, metric, minDist, spread, randomState: seed } = this.params;
    if (k > X.rows) this.refuse("fit", `nNeighbors is ${k} for ${X.rows} rows, at most ${X.rows} are needed`);
    if (D >= X.rows)
      this.refuse("fit", `nComponents is ${D} for ${X.rows} rows, less than ${X.rows} are needed`);
    const neighbors = kNeighbors(X, X, k, { metric });
    const graph = fuzzyGraph(neighbors, surroundingsOf(neighbors));
    const { a, b } = fitCurve(minDist, spread);
    const rng = new Philox(seed);
    const Y = this.#start(X, graph, rng.fork("start"));
    const epochs = this.#epochs(X.rows);
    this.#layout(Y, Y, edgesOf(graph, epochs), {
      a,
      b,
      epochs,
      rng: rng.fork("layout"),
      onEpoch: (epoch) => onProgress(epoch, epochs),
    });
    this.a_ = a;
    this.b_ = b;
    this.embedding_ = new Matrix(Y, [X.rows, D]);
    this.rows_ = X.takeRows(Array.from({ length: X.rows }, (_, i) => i));
  }

  /** A new row begins in the middle of its neighbours, weighted by its surroundings, and is moved while they stay. */
  protected change(X: Matrix): Matrix {
    const { nNeighbors: k, nComponents: D, metric, randomState: seed } = this.params;
    const neighbors = kNeighbors(this.rows_, X, Math.min(k, this.rows_.rows), { metric });
    const { rho, sigma } = surroundingsOf(neighbors);
    const weights = neighbors.distances.map((d, at) =>
      membership(d, rho[Math.floor(at / neighbors.k)]!, sigma[Math.floor(at / neighbors.k)]!),
    );
    const out = Matrix.zeros(X.rows, D);
    for (let i = 0; i < X.rows; i++) {
      let total = 0;
      for (let at = i * neighbors.k; at < (i + 1) * neighbors.k; at++) total += weights[at]!;
      for (let at = i * neighbors.k; at < (i + 1) * neighbors.k; at++)
        for (let d = 0; d < D; d++)
          out.data[i * D + d]! += (weights[at]! / total) * this.embedding_.at(neighbors.indices[at]!, d);
    }
    const epochs = Math.max(1, Math.floor(this.#epochs(this.rows_.rows) / 3));
    // Row by row with the same draws, so that no row depends on those beside it.
    for (let i = 0; i < X.rows; i++) {
      const part = (from: Int32Array | Float64Array) => from.slice(i * neighbors.k, (i + 1) * neighbors.k);
      const edges = {
        heads: new Int32Array(neighbors.k),
        tails: part(neighbors.indices) as Int32Array,
        weights: part(weights) as Float64Array,
      };
      const rng = new Philox(seed).fork("transform");
      this.#layout(out.row(i), this.embedding_.data, edges, {
        a: this.a_,
        b: this.b_,
        epochs,
        rng,
        onEpoch: () => {},
      });
    }
    return out;
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return embeddingNames("umap", this.params.nComponents);
  }

  #epochs(rows: number): number {
    return this.params.nEpochs ?? (rows <= 10_000 ? 500 : 200);
  }

  #layout(
    heads: Float64Array,
    targets: Float64Array,
    edges: Edges,
    rest: { a: number; b: number; epochs: number; rng: Philox; onEpoch(epoch: number): void },
  ): void {
    const { nComponents, learningRate, negativeSampleRate, repulsionStrength } = this.params;
    stochasticLayout(heads, targets, nComponents, edges, {
      ...rest,
      learningRate,
      negativeSamples: negativeSampleRate,
      repulsion: repulsionStrength,
    });
  }

  /** Within a square of side 10, with a little noise, so that no two rows begin in one place. */
  #start(X: Matrix, graph: SparseMatrix, rng: Philox): Float64Array {
    const { init, nComponents: D } = this.params;
    if (init === "random") return Float64Array.from({ length: X.rows * D }, () => 20 * rng.uniform() - 10);
    const isSpectral = init === "spectral" && X.rows <= largest;
    const begun = isSpectral
      ? spectralEmbedding(graph.toDense(), D, { dropFirst: true })
      : principalScores(X, Math.min(D, X.cols));
    const out = new Float64Array(X.rows * D);
    const size = begun.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    for (let i = 0; i < X.rows; i++)
      for (let d = 0; d < D; d++)
        out[i * D + d] = (d < begun.cols ? (10 * begun.at(i, d)) / size : 0) + 1e-4 * rng.normal();
    return spreadOut(out, D);
  }
}

/** Each column from 0 to 10. */
function spreadOut(Y: Float64Array, D: number): Float64Array {
  for (let d = 0; d < D; d++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = d; at < Y.length; at += D) [low, high] = [Math.min(low, Y[at]!), Math.max(high, Y[at]!)];
    for (let at = d; at < Y.length; at += D) Y[at] = (10 * (Y[at]! - low)) / (high - low || 1);
  }
  return Y;
}

/** Pairs of both directions; those too weak to have a turn are left out. */
function edgesOf(graph: SparseMatrix, epochs: number): Edges {
  const most = graph.data.reduce((largestSoFar, weight) => Math.max(largestSoFar, weight), 0);
  const [heads, tails, weights]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < graph.rows; i++) {
    for (let at = graph.indptr[i]!; at < graph.indptr[i + 1]!; at++) {
      if (graph.data[at]! < most / epochs) continue;
      heads.push(i);
      tails.push(graph.indices[at]!);
      weights.push(graph.data[at]!);
    }
  }
  return {
    heads: Int32Array.from(heads),
    tails: Int32Array.from(tails),
    weights: Float64Array.from(weights),
  };
}
