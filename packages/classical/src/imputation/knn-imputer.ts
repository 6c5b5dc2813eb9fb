import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, integer, type Options } from "../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import { Matrix } from "../matrix/matrix.ts";
import { besideEachOther } from "../pipeline/samples.ts";
import { MissingIndicator } from "./missing-indicator.ts";
import { missingMask, missingValues } from "./missing-values.ts";

const parameters = {
  missingValues,
  /** k */
  nNeighbors: integer(5, { min: 1 }),
  /** "distance" weighs neighbours by 1/d; where some have distance 0, they alone count. */
  weights: choice("uniform", "distance"),
  /** Whether a column of 0 and 1 follows for each column that had missing values in fit. */
  addIndicator: boolean(false),
  /** Whether a column without any values is filled with 0, and not taken away. */
  keepEmptyFeatures: boolean(false),
};

export type KNNImputerOptions = Options<typeof parameters>;

/**
 * Fills a missing value with the mean of the k nearest rows of fit that have one.
 *
 *   d(x, z) = √(F / |P| · Σ_{j ∈ P} (x_j − z_j)²),   P the columns that both rows have
 *
 * Where no row with a value shares a column, the column's mean. Troyanskaya et al. 2001, "Missing value estimation methods for DNA microarrays",
 * https://doi.org/10.1093/bioinformatics/17.6.520
 */
export class KNNImputer extends Transformer<typeof parameters> {
  static {
    nameClass("KNNImputer", KNNImputer);
  }

  /** The rows of fit, missing values as NaN, [N, F]. */
  declare fitX_: Matrix;
  /** Means of the values that are there, NaN where there are none, [F]. */
  declare means_: Float64Array;
  /** Null without addIndicator. */
  declare indicator_: MissingIndicator | null;

  constructor(options: KNNImputerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits & { fillsNaN: boolean } {
    return { allowsNaN: Number.isNaN(this.params.missingValues), fillsNaN: true };
  }

  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    return [...this.#kept().map((j) => names[j]!), ...(this.indicator_?.getFeatureNamesOut() ?? [])];
  }

  protected learn({ X }: Unlabelled): void {
    const missing = this.params.missingValues;
    this.fitX_ = holed(X, missing);
    this.means_ = Float64Array.from({ length: X.cols }, (_, j) => {
      const present = this.fitX_.column(j).filter((value) => !Number.isNaN(value));
      return present.reduce((sum, value) => sum + value, 0) / present.length;
    });
    this.indicator_ = this.params.addIndicator
      ? new MissingIndicator({ missingValues: missing, errorOnNew: false }).fit(X)
      : null;
    if (this.#kept().length === 0)
      this.refuse("fit", "no column has a value, one that has is needed; keepEmptyFeatures");
  }

  protected change(X: Matrix): Matrix {
    const filled = holed(X, this.params.missingValues);
    const distances = new Float64Array(this.fitX_.rows);
    for (let i = 0; i < X.rows; i++) {
      const row = filled.row(i);
      if (!row.some(Number.isNaN)) continue;
      const before = Float64Array.from(row);
      this.#distances(before, distances);
      for (let j = 0; j < X.cols; j++) if (Number.isNaN(before[j]!)) row[j] = this.#fill(j, distances);
    }
    const kept = filled.takeColumns(this.#kept());
    const flags =
      this.indicator_ && this.indicator_.features_.length > 0 ? [this.indicator_.transform(X)] : [];
    return besideEachOther([kept, ...flags], X.rows);
  }

  /** d to each row of fit, NaN where no column is shared. */
  #distances(row: Float64Array, out: Float64Array): void {
    const { data, rows, cols } = this.fitX_;
    for (let i = 0, at = 0; i < rows; i++) {
      let [sum, shared] = [0, 0];
      for (let j = 0; j < cols; j++) {
        const difference = data[at++]! - row[j]!;
        // NaN where one of both lacks the column.
        if (Number.isNaN(difference)) continue;
        sum += difference * difference;
        shared++;
      }
      out[i] = Math.sqrt((cols / shared) * sum);
    }
  }

  #fill(j: number, distances: Float64Array): number {
    const { data, cols } = this.fitX_;
    const nearest = this.#nearest(j, distances);
    if (nearest.length === 0) return Number.isNaN(this.means_[j]!) ? 0 : this.means_[j]!;
    const weights = this.#weights(nearest.map((i) => distances[i]!));
    let [sum, total] = [0, 0];
    for (const [at, i] of nearest.entries()) {
      sum += weights[at]! * data[i * cols + j]!;
      total += weights[at]!;
    }
    return sum / total;
  }

  /** The k rows that have column j at the least distances, nearest first; of equals the first. */
  #nearest(j: number, distances: Float64Array): number[] {
    const { data, cols } = this.fitX_;
    const { nNeighbors } = this.params;
    const nearest: number[] = [];
    let farthest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < distances.length; i++) {
      const d = distances[i]!;
      if (
        !(d < farthest || (nearest.length < nNeighbors && d === farthest)) ||
        Number.isNaN(data[i * cols + j]!)
      )
        continue;
      let at = nearest.length;
      while (at > 0 && distances[nearest[at - 1]!]! > d) at--;
      nearest.splice(at, 0, i);
      if (nearest.length > nNeighbors) nearest.pop();
      if (nearest.length === nNeighbors) farthest = distances[nearest[nNeighbors - 1]!]!;
    }
    return nearest;
  }

  #weights(distances: readonly number[]): number[] {
    if (this.params.weights === "uniform") return distances.map(() => 1);
    if (distances.includes(0)) return distances.map((d) => Number(d === 0));
    return distances.map((d) => 1 / d);
  }

  #kept(): number[] {
    return Array.from(this.means_.keys()).filter(
      (j) => !Number.isNaN(this.means_[j]!) || this.params.keepEmptyFeatures,
    );
  }
}

/** A copy with NaN for missing values. */
function holed(X: Matrix, missing: number): Matrix {
  const mask = missingMask(X.data, missing);
  return new Matrix(
    X.data.map((value, at) => (mask[at] === 1 ? Number.NaN : value)),
    [X.rows, X.cols],
  );
}
