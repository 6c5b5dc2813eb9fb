import type { FitOptions } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { OutlierDetector } from "../estimator/outlier-detector.ts";
import { boolean, choice, either, integer, type Options, real } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { kNearest, kNearestOthers, type Neighbors } from "./search/k-neighbors.ts";
import type { NeighborIndex } from "./search/neighbor-index.ts";
import { indexOf, searchParameters } from "./search-parameters.ts";

const parameters = {
  nNeighbors: integer(20, { min: 1 }),
  ...searchParameters,
  /** The share of outliers in fit, which sets offset_; auto: −1.5. */
  contamination: either(choice("auto"), real(0.1, { above: 0, max: 0.5 })),
  /** true: for new rows, by predict; false: for the rows of fit, by fitPredict. */
  novelty: boolean(false),
};
export type LocalOutlierFactorOptions = Options<typeof parameters>;

/**
 * How much thinner points lie around x than around its neighbours:
 *
 *   reach(x, o) = max(d_k(o), d(x, o)),   lrd(x) = 1 / mean_o reach(x, o),   LOF(x) = mean_o lrd(o) / lrd(x)
 *
 * over the k neighbours o of x; d_k(o) is the distance of o to its own k-th neighbour. About 1 inside a cluster of any density, greater
 * outside. Scores are −LOF. Breunig et al. 2000, https://doi.org/10.1145/342009.335388
 */
export class LocalOutlierFactor extends OutlierDetector<typeof parameters> {
  static {
    nameClass("LocalOutlierFactor", LocalOutlierFactor);
  }
  declare index_: NeighborIndex;
  /** −LOF of the rows of fit, [N]. */
  declare negativeOutlierFactor_: Float64Array;
  /** k as it is used: at most N − 1. */
  declare nNeighbors_: number;
  /** lrd of the rows of fit, [N]. */
  declare density_: Float64Array;
  /** d_k of the rows of fit, [N]. */
  declare reach_: Float64Array;

  constructor(options: LocalOutlierFactorOptions = {}) {
    super(parameters, options);
  }

  /** Methods for new rows are there with novelty, fitPredict without. */
  has(method: string): boolean {
    return this.params.novelty
      ? method !== "fitPredict"
      : !["predict", "scoreSamples", "decisionFunction"].includes(method);
  }

  override fitPredict(X: MatrixLike, _y?: unknown, options: FitOptions = {}): Int32Array {
    if (this.params.novelty)
      this.refuse(
        "fitPredict",
        "novelty is true, false is needed for the rows of fit; fit and predict take new rows",
      );
    this.fit(X, undefined, options);
    return Int32Array.from(this.negativeOutlierFactor_, (score) => (score < this.offset_ ? -1 : 1));
  }

  protected learn({ X }: Unlabelled): void {
    const { nNeighbors, contamination, novelty } = this.params;
    if (X.rows < 2) this.refuse("fit", "X has 1 row, at least 2 are needed to have a neighbour");
    this.nNeighbors_ = Math.min(nNeighbors, X.rows - 1);
    if (nNeighbors > X.rows)
      this.warn(`nNeighbors = ${nNeighbors} for ${X.rows} rows, ${this.nNeighbors_} are used`);
    const where = `${this.name}.fit`;
    this.index_ = indexOf(where, X, this.params);
    const near = kNearestOthers(where, this.index_, this.nNeighbors_);
    const k = near.k;
    this.reach_ = Float64Array.from({ length: X.rows }, (_, i) => near.distances[i * k + k - 1]!);
    this.density_ = densities(near, this.reach_);
    this.negativeOutlierFactor_ = negativeFactors(near, this.density_, this.density_);
    this.offset_ = contamination === "auto" ? -1.5 : quantile(this.negativeOutlierFactor_, contamination);
    if (!novelty && this.negativeOutlierFactor_.some((score) => score < -1e7))
      this.warn("more duplicates than neighbours make factors above 10⁷; a larger nNeighbors helps");
  }

  protected scores(X: Matrix): Float64Array {
    if (!this.params.novelty)
      this.refuse(
        "predict",
        "novelty is false, true is needed for new rows; fitPredict and negativeOutlierFactor_ tell of the rows of fit",
      );
    const near = kNearest(`${this.name}.predict`, this.index_, X, this.nNeighbors_);
    return negativeFactors(near, densities(near, this.reach_), this.density_);
  }
}

/** lrd; the 10⁻¹⁰ of scikit-learn keeps it finite among duplicates. */
function densities({ k, distances, indices }: Neighbors, reach: Float64Array): Float64Array {
  return Float64Array.from({ length: indices.length / k }, (_, i) => {
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += Math.max(reach[indices[at]!]!, distances[at]!);
    return 1 / (sum / k + 1e-10);
  });
}

function negativeFactors({ k, indices }: Neighbors, own: Float64Array, theirs: Float64Array): Float64Array {
  return own.map((density, i) => {
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += theirs[indices[at]!]! / density;
    return -sum / k;
  });
}

/** Linear between the two nearest in order. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return sorted[low]! + (at - low) * (next - sorted[low]!);
}
