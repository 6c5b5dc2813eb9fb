import { nameClass } from "../estimator/known.ts";
import { integer, type Options } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
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
export type KNeighborsRegressorOptions = Options<typeof parameters>;

/** The mean of the k nearest, ŷ = Σ wᵢ yᵢ / Σ wᵢ. Fix and Hodges 1951, https://doi.org/10.2307/1403797 (reprint of 1989). */
export class KNeighborsRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("KNeighborsRegressor", KNeighborsRegressor);
  }
  declare index_: NeighborIndex;
  /** The targets of fit, [N]. */
  declare y_: Float64Array;

  constructor(options: KNeighborsRegressorOptions = {}) {
    super(parameters, options);
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

  protected learn({ X, y }: Measured): void {
    const { nNeighbors } = this.params;
    if (nNeighbors > X.rows)
      this.refuse("fit", `nNeighbors = ${nNeighbors} for ${X.rows} rows, at most as many as rows are needed`);
    this.index_ = indexOf(`${this.name}.fit`, X, this.params);
    this.y_ = y;
  }

  protected values(X: Matrix): Float64Array {
    const where = `${this.name}.predict`;
    const { k, distances, indices } = kNearest(where, this.index_, X, this.params.nNeighbors);
    const out = new Float64Array(X.rows);
    for (let q = 0; q < X.rows; q++) {
      const weights = neighborWeights(where, this.params.weights, distances.subarray(q * k, (q + 1) * k));
      let [sum, total] = [0, 0];
      for (let i = 0; i < k; i++) {
        sum += weights[i]! * this.y_[indices[q * k + i]!]!;
        total += weights[i]!;
      }
      out[q] = sum / total;
    }
    return out;
  }
}
