import { Estimator, type FitOptions } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { integer, type Options, real } from "../estimator/parameters.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { evenRows, type GraphMode, graphOf, type NeighborGraph } from "./neighbor-graph.ts";
import { kNearest, kNearestOthers, type Neighbors } from "./search/k-neighbors.ts";
import type { NeighborIndex } from "./search/neighbor-index.ts";
import { type Ball, withinRadius } from "./search/radius-neighbors.ts";
import { indexOf, searchParameters } from "./search-parameters.ts";

const parameters = {
  /** k of kneighbors. */
  nNeighbors: integer(5, { min: 1 }),
  /** Of radiusNeighbors. */
  radius: real(1, { min: 0 }),
  ...searchParameters,
};
export type NearestNeighborsOptions = Options<typeof parameters>;

/** The nearest points, or all within a radius. Without X, those of the rows of fit, where no row is its own neighbour. */
export class NearestNeighbors extends Estimator<typeof parameters> {
  static {
    nameClass("NearestNeighbors", NearestNeighbors);
  }
  /** It neither groups nor predicts: of the kinds there are, the one without a target. */
  readonly kind = "transformer";
  declare index_: NeighborIndex;
  /** N, the rows of fit. */
  declare nSamplesFit_: number;

  constructor(options: NearestNeighborsOptions = {}) {
    super(parameters, options);
  }

  fit(X: MatrixLike, _y?: unknown, options: FitOptions = {}): this {
    const { X: points } = this.begin(X, options);
    try {
      this.index_ = indexOf(`${this.name}.fit`, points, this.params);
      this.nSamplesFit_ = points.rows;
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  /** The k nearest, nearest first. */
  kneighbors(
    X?: MatrixLike,
    { nNeighbors = this.params.nNeighbors }: { nNeighbors?: number } = {},
  ): Neighbors {
    const where = `${this.name}.kneighbors`;
    if (X !== undefined)
      return kNearest(where, this.#fitted("kneighbors"), this.checked("kneighbors", X), nNeighbors);
    return kNearestOthers(where, this.#fitted("kneighbors"), nNeighbors);
  }

  /** All at a distance ≤ radius: by index, or by distance where sortResults asks for it. */
  radiusNeighbors(
    X?: MatrixLike,
    { radius = this.params.radius, sortResults = false }: { radius?: number; sortResults?: boolean } = {},
  ): Ball {
    const index = this.#fitted("radiusNeighbors");
    const queries = X === undefined ? index.points : this.checked("radiusNeighbors", X);
    return withinRadius(`${this.name}.radiusNeighbors`, index, {
      queries,
      radius,
      sortResults,
      others: X === undefined,
    });
  }

  /** [Q, N]: 1 or the distance where row j is among the k nearest of query i. */
  kneighborsGraph(
    X?: MatrixLike,
    {
      nNeighbors = this.params.nNeighbors,
      mode = "connectivity",
    }: { nNeighbors?: number; mode?: GraphMode } = {},
  ): NeighborGraph {
    const found = this.kneighbors(X, { nNeighbors });
    const indptr = evenRows(found.indices.length / found.k, found.k);
    return graphOf({ ...found, indptr }, this.nSamplesFit_, mode);
  }

  /** [Q, N]: 1 or the distance where row j is within the radius of query i. */
  radiusNeighborsGraph(
    X?: MatrixLike,
    { mode = "connectivity", ...options }: { radius?: number; sortResults?: boolean; mode?: GraphMode } = {},
  ): NeighborGraph {
    return graphOf(this.radiusNeighbors(X, options), this.nSamplesFit_, mode);
  }

  #fitted(method: string): NeighborIndex {
    this.requireFitted(method);
    return this.index_;
  }
}
