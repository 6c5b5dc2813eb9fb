/**
 * Principal component analysis of rows that come in batches. Kept are the axes so far, their singular values, the mean and the count; a batch B of m rows with
 * mean μ_B, after n rows with mean μ, is the decomposition of
 *
 *   [ diag(s) Vᵀ ]
 *   [ B − μ_B    ]  =  U' diag(s') V'ᵀ,   cut to K
 *   [ √(n m / (n + m)) (μ − μ_B) ]
 *
 * whose cross product is that of all n + m rows about their common mean, but for what was cut before. Ross, Lim, Lin and Yang 2008,
 * https://doi.org/10.1007/s11263-007-0075-7
 */

import { nameClass } from "../../estimator/known.ts";
import { boolean, integer, type Options, optional } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { validateX } from "../../estimator/validate.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { flipByRows } from "../factorisations/flip-signs.ts";
import { firstRows, thinSvd } from "../factorisations/thin-svd.ts";
import { PrincipalProjection } from "./principal-projection.ts";

const parameters = {
  /** K; null for the smaller side of the first batch. */
  nComponents: optional(integer(2, { min: 1 })),
  whiten: boolean(false),
  /** Rows that fit takes at a time; null for 5 F. */
  batchSize: optional(integer(100, { min: 1 })),
};

export type IncrementalPCAOptions = Options<typeof parameters>;

export class IncrementalPCA extends PrincipalProjection<typeof parameters> {
  static {
    nameClass("IncrementalPCA", IncrementalPCA);
  }

  /** The variance of each column over the number of rows seen, [F]. */
  declare var_: Float64Array;
  /** Rows so far. */
  declare nSamplesSeen_: number;
  /** Rows that fit took at a time. */
  declare batchSize_: number;

  constructor(options: IncrementalPCAOptions = {}) {
    super(parameters, options);
  }

  /** Learns from one more batch. The first needs at least K rows. */
  partialFit(X: MatrixLike): this {
    const isFirst = !this.isFitted;
    const batch = isFirst
      ? validateX(`${this.name}.partialFit`, X)
      : validateX(`${this.name}.partialFit`, this.checked("partialFit", X));
    if (isFirst) {
      this.nFeaturesIn_ = batch.cols;
      if (batch.names) this.featureNamesIn_ = batch.names;
    }
    try {
      this.#add(batch, isFirst, "partialFit");
    } catch (reason) {
      if (isFirst) this.forget();
      throw reason;
    }
    return this;
  }

  protected learn({ X, onProgress }: Unlabelled): void {
    const { batchSize, nComponents } = this.params;
    this.batchSize_ = batchSize ?? 5 * X.cols;
    let from = 0;
    while (from < X.rows) {
      let to = Math.min(from + this.batchSize_, X.rows);
      // A last batch of fewer than K rows joins the one before.
      if (X.rows - to < (nComponents ?? 0)) to = X.rows;
      this.#add(
        new Matrix(X.data.subarray(from * X.cols, to * X.cols), [to - from, X.cols]),
        from === 0,
        "fit",
      );
      from = to;
      onProgress(from, X.rows);
    }
  }

  protected scales(): Float64Array | null {
    return this.params.whiten ? this.deviations() : null;
  }

  #add(batch: Matrix, isFirst: boolean, method: string): void {
    const { rows: m, cols: F } = batch;
    const K = isFirst ? (this.params.nComponents ?? Math.min(m, F)) : this.nComponents_;
    if (isFirst && K > Math.min(m, F))
      this.refuse(
        method,
        `nComponents is ${K} for a first batch of ${m} × ${F}, at most ${Math.min(m, F)} is needed; larger batches or fewer components`,
      );
    const mean = columnMeans(batch);
    const centred = subtractColumns(batch, mean);
    const seen = isFirst ? 0 : this.nSamplesSeen_;
    const total = seen + m;
    const variance = new Float64Array(F);
    for (let at = 0; at < centred.data.length; at++) variance[at % F]! += centred.data[at]! ** 2 / total;
    if (!isFirst) {
      // Chan, Golub and LeVeque 1983: squares about the common mean.
      for (let j = 0; j < F; j++) {
        const apart = this.mean_[j]! - mean[j]!;
        variance[j]! += (seen * this.var_[j]!) / total + ((seen / total) * m * apart * apart) / total;
      }
    }
    const { S, Vt } = thinSvd(isFirst ? centred : this.#stacked(centred, mean, (seen / total) * m));
    flipByRows(Vt);
    if (!isFirst) for (let j = 0; j < F; j++) mean[j] = (seen * this.mean_[j]! + m * mean[j]!) / total;
    this.mean_ = mean;
    this.var_ = variance;
    this.nSamplesSeen_ = total;
    this.nComponents_ = K;
    this.components_ = firstRows(Vt, K);
    this.singularValues_ = S.slice(0, K);
    const variances = S.map((s) => (total > 1 ? (s * s) / (total - 1) : 0));
    const whole = variance.reduce((sum, value) => sum + value * total, 0);
    this.explainedVariance_ = variances.slice(0, K);
    this.explainedVarianceRatio_ = this.singularValues_.map((s) => (whole > 0 ? (s * s) / whole : 0));
    // scikit-learn says 0 where a later batch happens to have K rows; the variance left out is not 0 then.
    const rest = variances.subarray(K);
    this.noiseVariance_ =
      K < F && rest.length > 0 ? rest.reduce((sum, value) => sum + value, 0) / rest.length : 0;
  }

  /** diag(s) Vᵀ over the centred batch over what the shift of the mean adds. */
  #stacked(centred: Matrix, mean: Float64Array, shared: number): Matrix {
    const { rows: m, cols: F } = centred;
    const K = this.nComponents_;
    const out = Matrix.zeros(K + m + 1, F);
    for (let k = 0; k < K; k++)
      for (let j = 0; j < F; j++)
        out.data[k * F + j] = this.singularValues_[k]! * this.components_.data[k * F + j]!;
    out.data.set(centred.data, K * F);
    for (let j = 0; j < F; j++) out.data[(K + m) * F + j] = Math.sqrt(shared) * (this.mean_[j]! - mean[j]!);
    return out;
  }
}
