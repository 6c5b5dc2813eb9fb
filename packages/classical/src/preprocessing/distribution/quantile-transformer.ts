import { ndtr, ndtri } from "@blankfile/statistics";
import { Philox } from "@blankfile/tensor";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import {
  choice,
  integer,
  type Options,
  optional,
  randomState,
  withDefault,
} from "../../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { scaleColumns } from "../scaling/column-moments.ts";
import { quantileOfSorted, sortedValues } from "../scaling/sample-quantiles.ts";
import { interpolate } from "./interpolate.ts";

const parameters = {
  /** Q, the points of the distribution function that are kept; at most as many as there are rows. */
  nQuantiles: integer(1000, { min: 1 }),
  outputDistribution: choice("uniform", "normal"),
  /** With more rows than so many, quantiles are those of so many drawn ones; null for all. */
  subsample: withDefault<number | null>(10_000, optional(integer(10_000, { min: 1 }))),
  randomState,
};

export type QuantileTransformerOptions = Options<typeof parameters>;

/** Results of a normal distribution are kept within ±Φ⁻¹(1 − 1e-7), about ±5.2, where 0 and 1 would go to infinity. */
const tail = 1e-7;

/**
 * Each value as its place in its column's distribution, F(x) from 0 to 1, or Φ⁻¹(F(x)) for a normal one.
 *
 * F is on lines between Q quantiles. Where it jumps, since values are equal, the middle of the jump counts. Beyond the values of fit it is 0 and 1.
 * NaN stays NaN.
 */
export class QuantileTransformer extends Transformer<typeof parameters> {
  static {
    nameClass("QuantileTransformer", QuantileTransformer);
  }

  /** Q as used. */
  declare nQuantiles_: number;
  /** The values with F = references_, [Q, F]. */
  declare quantiles_: Matrix;
  /** 0, …, 1, [Q]. */
  declare references_: Float64Array;

  constructor(options: QuantileTransformerOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { allowsNaN: true };
  }

  inverseTransform(X: MatrixLike): Matrix {
    const Z = this.checked("inverseTransform", X);
    const columns = Array.from({ length: Z.cols }, (_, j) => this.quantiles_.column(j));
    const isNormal = this.params.outputDistribution === "normal";
    const data = scaleColumns(Z, (z, j) => {
      if (Number.isNaN(z)) return z;
      const [low, high] = [columns[j]![0]!, columns[j]!.at(-1)!];
      const share = isNormal ? ndtr(z) : z;
      if (isNormal ? share - tail < 0 : share === 0) return low;
      if (isNormal ? share + tail > 1 : share === 1) return high;
      return interpolate(this.references_, columns[j]!, share);
    });
    return new Matrix(data, [Z.rows, Z.cols]).withNames(this.namesIn());
  }

  protected learn({ X }: Unlabelled): void {
    const { nQuantiles, subsample } = this.params;
    const rows = Uint32Array.from({ length: X.rows }, (_, i) => i);
    const isDrawn = subsample !== null && X.rows > subsample;
    const sample = isDrawn
      ? X.takeRows(new Philox(this.params.randomState).shuffle(rows).subarray(0, subsample))
      : X;
    const Q = Math.min(nQuantiles, sample.rows);
    this.nQuantiles_ = Q;
    this.references_ = Float64Array.from({ length: Q }, (_, q) => (Q === 1 ? 0 : q / (Q - 1)));
    this.quantiles_ = Matrix.zeros(Q, X.cols);
    for (let j = 0; j < X.cols; j++) {
      const sorted = sortedValues(sample.column(j));
      let greatest = Number.NEGATIVE_INFINITY;
      for (let q = 0; q < Q; q++) {
        // Rounding of the line between equal values must not make them fall.
        greatest = Math.max(greatest, quantileOfSorted(sorted, this.references_[q]!));
        this.quantiles_.data[q * X.cols + j] = greatest;
      }
    }
  }

  protected change(X: Matrix): Matrix {
    const columns = Array.from({ length: X.cols }, (_, j) => this.quantiles_.column(j));
    const mirrored = columns.map((column) => column.map((x) => -x).reverse());
    const mirroredShares = this.references_.map((share) => -share).reverse();
    const isNormal = this.params.outputDistribution === "normal";
    const bound = ndtri(1 - (tail - Number.EPSILON));
    const data = scaleColumns(X, (x, j) => {
      if (Number.isNaN(x)) return x;
      const column = columns[j]!;
      let share =
        (interpolate(column, this.references_, x) - interpolate(mirrored[j]!, mirroredShares, -x)) / 2;
      if (isNormal ? x + tail > column.at(-1)! : x >= column.at(-1)!) share = 1;
      if (isNormal ? x - tail < column[0]! : x <= column[0]!) share = 0;
      return isNormal ? Math.min(Math.max(ndtri(share), -bound), bound) : share;
    });
    return new Matrix(data, [X.rows, X.cols]);
  }
}
