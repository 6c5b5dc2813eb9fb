import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { type Measured, Regressor } from "../estimator/regressor.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { neighborWeights, weightParameter } from "./neighbor-weights.ts";
import type { NeighborIndex } from "./search/neighbor-index.ts";
import { withinRadius } from "./search/radius-neighbors.ts";
import { indexOf, searchParameters } from "./search-parameters.ts";

const parameters = {
  radius: real(1, { min: 0 }),
  weights: weightParameter,
  ...searchParameters,
};
export type RadiusNeighborsRegressorOptions = Options<typeof parameters>;

/** The mean of the points within a radius, ŷ = Σ wᵢ yᵢ / Σ wᵢ. NaN, and a word on the console, where there are none. */
export class RadiusNeighborsRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("RadiusNeighborsRegressor", RadiusNeighborsRegressor);
  }
  declare index_: NeighborIndex;
  /** The targets of fit, [N]. */
  declare y_: Float64Array;

  constructor(options: RadiusNeighborsRegressorOptions = {}) {
    super(parameters, options);
  }

  protected learn({ X, y }: Measured): void {
    this.index_ = indexOf(`${this.name}.fit`, X, this.params);
    this.y_ = y;
  }

  protected values(X: Matrix): Float64Array {
    const where = `${this.name}.predict`;
    const { radius, weights: rule } = this.params;
    const { indptr, indices, distances } = withinRadius(where, this.index_, { queries: X, radius });
    const out = new Float64Array(X.rows);
    let lonely = 0;
    for (let q = 0; q < X.rows; q++) {
      const [from, to] = [indptr[q]!, indptr[q + 1]!];
      const weights = neighborWeights(where, rule, distances.subarray(from, to));
      let [sum, total] = [0, 0];
      for (let i = from; i < to; i++) {
        sum += weights[i - from]! * this.y_[indices[i]!]!;
        total += weights[i - from]!;
      }
      if (from === to) lonely++;
      out[q] = from === to ? Number.NaN : sum / total;
    }
    if (lonely > 0)
      console.warn(
        `${where}: ${lonely} of ${X.rows} rows have no neighbours within ${radius} and get NaN; a larger radius helps`,
      );
    return out;
  }
}
