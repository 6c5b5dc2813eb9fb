import { Philox } from "@blankfile/tensor";
import { Estimator, type FitOptions, type Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, either, type Options, real } from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { logFactor, logKernel } from "./density-kernels.ts";

const parameters = {
  /** h, or a rule for it: scott N^{−1/(F + 4)}, silverman (N (F + 2) / 4)^{−1/(F + 4)}, both for columns of variance 1. */
  bandwidth: either(real(1, { above: 0 }), choice("scott", "silverman")),
  kernel: choice("gaussian", "tophat", "epanechnikov", "exponential", "linear", "cosine"),
};
export type KernelDensityOptions = Options<typeof parameters>;

/**
 * The density estimate of Parzen and Rosenblatt, p(x) = Σᵢ wᵢ c k(‖x − xᵢ‖ / h) / (h^F Σᵢ wᵢ), summed over all points, so exact. The
 * kernels stand in `density-kernels.ts`.
 *
 * Parzen 1962, https://doi.org/10.1214/aoms/1177704472. scikit-learn's cosine kernel does not integrate to 1 in an even number of dimensions;
 * this one does.
 */
export class KernelDensity extends Estimator<typeof parameters> {
  static {
    nameClass("KernelDensity", KernelDensity);
  }
  /** Of the kinds there are, the one whose samples have scores. */
  readonly kind = "outlier detector";
  /** The rows of fit, [N, F]. */
  declare points_: Matrix;
  /** wᵢ / Σ w; null where all are equal. */
  declare weights_: Float64Array | null;
  /** h. */
  declare bandwidth_: number;

  constructor(options: KernelDensityOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  fit(X: MatrixLike, _y?: unknown, options: FitOptions = {}): this {
    const { X: points, sampleWeight } = this.begin(X, options);
    const { rows: N, cols: F } = points;
    const { bandwidth } = this.params;
    const total = sampleWeight?.reduce((a, b) => a + b, 0) ?? N;
    this.points_ = new Matrix(points.data.slice(), [N, F]);
    this.weights_ = sampleWeight ? sampleWeight.map((w) => w / total) : null;
    if (typeof bandwidth === "number") this.bandwidth_ = bandwidth;
    else this.bandwidth_ = (bandwidth === "scott" ? N : (N * (F + 2)) / 4) ** (-1 / (F + 4));
    return this;
  }

  /** ln p of each row, [N]; −∞ where no kernel reaches. */
  scoreSamples(X: MatrixLike): Float64Array {
    const queries = this.checked("scoreSamples", X);
    const { rows: N, cols: F, data } = this.points_;
    const { kernel } = this.params;
    const h = this.bandwidth_;
    const factor = logFactor(kernel, F) - F * Math.log(h);
    const logs = new Float64Array(N);
    const out = new Float64Array(queries.rows);
    for (let q = 0; q < queries.rows; q++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let i = 0, at = 0; i < N; i++) {
        let sum = 0;
        for (let j = 0; j < F; j++) sum += (queries.data[q * F + j]! - data[at++]!) ** 2;
        const weight = this.weights_?.[i] ?? 1 / N;
        logs[i] =
          weight > 0 ? logKernel(kernel, Math.sqrt(sum) / h) + Math.log(weight) : Number.NEGATIVE_INFINITY;
        if (logs[i]! > most) most = logs[i]!;
      }
      let sum = 0;
      if (most > Number.NEGATIVE_INFINITY) for (const log of logs) sum += Math.exp(log - most);
      out[q] = sum > 0 ? factor + most + Math.log(sum) : Number.NEGATIVE_INFINITY;
    }
    return out;
  }

  /** Σ ln p over the rows. */
  score(X: MatrixLike, _y?: unknown): number {
    return this.scoreSamples(X).reduce((a, b) => a + b, 0);
  }

  /** New points from the estimate, [nSamples, F]; of the kernels gaussian and tophat. */
  sample(nSamples = 1, { rng = new Philox(0) }: { rng?: Philox } = {}): Matrix {
    this.requireFitted("sample");
    const { kernel } = this.params;
    if (kernel !== "gaussian" && kernel !== "tophat")
      this.refuse("sample", `kernel "${kernel}", "gaussian" or "tophat" is needed`);
    const { rows: N, cols: F } = this.points_;
    const ends = new Float64Array(N);
    for (let i = 0, sum = 0; i < N; i++) ends[i] = sum += this.weights_?.[i] ?? 1 / N;
    const out = Matrix.zeros(nSamples, F);
    for (let s = 0; s < nSamples; s++) {
      const u = rng.uniform() * ends[N - 1]!;
      const i = ends.findIndex((end) => u < end);
      const step = Float64Array.from({ length: F }, () => rng.normal());
      // Uniform in a ball: a direction by normals, a radius u^{1/F}.
      const length = kernel === "gaussian" ? 1 : Math.hypot(...step) / rng.uniform() ** (1 / F);
      for (let j = 0; j < F; j++)
        out.data[s * F + j] = this.points_.at(i, j) + (this.bandwidth_ * step[j]!) / length;
    }
    return out;
  }
}
