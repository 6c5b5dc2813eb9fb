import { nameClass } from "../../estimator/known.ts";
import { Transformer, type Unlabelled } from "../../estimator/transformer.ts";
import { columnMeans } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";

const parameters = {};

/**
 * A kernel matrix as if the features that the kernel stands for had mean 0.
 *
 *   K̃ = K − 1ₘ K₀ − K 1ₙ + 1ₘ K₀ 1ₙ,   1 with elements 1/n
 *
 * K₀ is the square kernel of the rows of fit, [N, N]; K that of any rows with those, [M, N]. Schölkopf, Smola and Müller 1998, "Nonlinear component
 * analysis as a kernel eigenvalue problem", https://doi.org/10.1162/089976698300017467
 */
export class KernelCenterer extends Transformer<typeof parameters> {
  static {
    nameClass("KernelCenterer", KernelCenterer);
  }

  /** Means of the columns of K₀, [N]. */
  declare KFitRows_: Float64Array;
  /** The mean of K₀. */
  declare KFitAll_: number;

  constructor(options: Record<string, never> = {}) {
    super(parameters, options);
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return this.numbered("kernelcenterer", this.nFeaturesIn_!);
  }

  protected learn({ X: K }: Unlabelled): void {
    if (K.rows !== K.cols)
      this.refuse("fit", `K is ${K.rows} × ${K.cols}, a square kernel matrix of the rows of fit is needed`);
    this.KFitRows_ = columnMeans(K);
    this.KFitAll_ = this.KFitRows_.reduce((sum, mean) => sum + mean, 0) / K.rows;
  }

  protected change(K: Matrix): Matrix {
    const { data, rows, cols } = K;
    const out = new Float64Array(data.length);
    for (let i = 0; i < rows; i++) {
      let mean = 0;
      for (let j = 0; j < cols; j++) mean += data[i * cols + j]! / cols;
      for (let j = 0; j < cols; j++)
        out[i * cols + j] = data[i * cols + j]! - this.KFitRows_[j]! - mean + this.KFitAll_;
    }
    return new Matrix(out, [rows, cols]);
  }
}
