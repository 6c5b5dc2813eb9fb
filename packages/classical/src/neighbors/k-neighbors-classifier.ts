import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { integer, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { neighborWeights, weightParameter } from "./neighbor-weights.ts";
import { kNearest, kNearestOthers, type Neighbors } from "./search/k-neighbors.ts";
import type { NeighborIndex } from "./search/neighbor-index.ts";
import { indexOf, searchParameters } from "./search-parameters.ts";

const parameters = {
  nNeighbors: integer(5, { min: 1 }),
  weights: weightParameter,
  ...searchParameters,
};
export type KNeighborsClassifierOptions = Options<typeof parameters>;

/**
 * The class that most of the k nearest have: P(c | x) = Σ wᵢ [yᵢ = c] / Σ wᵢ over them. Of equal votes the first class wins.
 *
 * Cover and Hart 1967, https://doi.org/10.1109/TIT.1967.1053964: with enough points its error is at most twice the least possible.
 */
export class KNeighborsClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("KNeighborsClassifier", KNeighborsClassifier);
  }
  declare index_: NeighborIndex;
  /** The class of each row of fit, as a place in `classes_`, [N]. */
  declare codes_: Int32Array;

  constructor(options: KNeighborsClassifierOptions = {}) {
    super(parameters, options);
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    return this.#votes("predictProba", this.checked("predictProba", X));
  }

  /** The k nearest rows of fit; without X those of the rows of fit, where no row is its own neighbour. */
  kneighbors(
    X?: MatrixLike,
    { nNeighbors = this.params.nNeighbors }: { nNeighbors?: number } = {},
  ): Neighbors {
    this.requireFitted("kneighbors");
    const where = `${this.name}.kneighbors`;
    if (X === undefined) return kNearestOthers(where, this.index_, nNeighbors);
    return kNearest(where, this.index_, this.checked("kneighbors", X), nNeighbors);
  }

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y }: Classified): void {
    const { nNeighbors } = this.params;
    if (nNeighbors > X.rows)
      this.refuse("fit", `nNeighbors = ${nNeighbors} for ${X.rows} rows, at most as many as rows are needed`);
    this.index_ = indexOf(`${this.name}.fit`, X, this.params);
    this.codes_ = y.slice();
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#votes("predict", X));
  }

  #votes(method: string, X: Matrix): Matrix {
    const where = `${this.name}.${method}`;
    const { k, distances, indices } = kNearest(where, this.index_, X, this.params.nNeighbors);
    const K = this.classes_.length;
    const out = Matrix.zeros(X.rows, K);
    for (let q = 0; q < X.rows; q++) {
      const weights = neighborWeights(where, this.params.weights, distances.subarray(q * k, (q + 1) * k));
      let total = 0;
      for (let i = 0; i < k; i++) {
        out.data[q * K + this.codes_[indices[q * k + i]!]!]! += weights[i]!;
        total += weights[i]!;
      }
      for (let c = 0; c < K; c++) out.data[q * K + c]! /= total;
    }
    return out;
  }
}
