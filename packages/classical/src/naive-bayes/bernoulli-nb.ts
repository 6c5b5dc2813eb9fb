import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, optional, real, withDefault } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { DiscreteNB, discreteParameters } from "./discrete-nb.ts";
import type { Batch } from "./naive-bayes.ts";

const parameters = {
  ...discreteParameters,
  /** Values above it are 1, others 0; null: X is 0 and 1 already. */
  binarize: withDefault<number | null>(0, optional(real(0))),
};
export type BernoulliNBOptions = Options<typeof parameters>;

/**
 * Naive Bayes for features that are there or not; what is not there speaks too.
 *
 *   p_kj = (N_kj + α) / (N_k + 2α),   log p(k | x) = log p(k) + Σ_j x_j log p_kj + (1 − x_j) log(1 − p_kj) + const
 *
 * McCallum and Nigam 1998, https://aaai.org/papers/041-ws98-05-007
 */
export class BernoulliNB extends DiscreteNB<typeof parameters> {
  static {
    nameClass("BernoulliNB", BernoulliNB);
  }
  /** log p, [K, F]. */
  declare featureLogProb_: Matrix;

  constructor(options: BernoulliNBOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true };
  }

  protected override requireRows(method: string, X: Matrix): void {
    if (this.params.binarize !== null) return;
    const at = X.data.findIndex((value) => value !== 0 && value !== 1);
    if (at < 0) return;
    const place = `X[${Math.floor(at / X.cols)}, ${at % X.cols}]`;
    this.refuse(method, `${place} is ${X.data[at]}, 0 or 1 is needed where binarize is null`);
  }

  protected override absorb(batch: Batch): void {
    super.absorb({ ...batch, X: this.#binary(batch.X) });
  }

  protected settleFeatures(): void {
    const alpha = this.alphas();
    const { rows: K, cols: F, data } = this.featureCount_;
    const logs = data.map((count, at) => {
      const k = Math.floor(at / F);
      const a = alpha[at % F]!;
      const total = this.classCount_[k]! + 2 * a;
      return total > 0 ? Math.log((count + a) / total) : Number.NEGATIVE_INFINITY;
    });
    this.featureLogProb_ = new Matrix(logs, [K, F]);
  }

  protected joint(X: Matrix): Matrix {
    this.requireRows("predict", X);
    const { rows: K, cols: F, data } = this.featureLogProb_;
    const absent = data.map((log) => Math.log1p(-Math.exp(log)));
    const B = this.#binary(X);
    const out = Matrix.zeros(X.rows, K);
    for (let i = 0; i < X.rows; i++)
      for (let k = 0; k < K; k++) {
        let sum = this.classLogPrior_[k]!;
        for (let j = 0; j < F; j++) sum += B.data[i * F + j]! === 1 ? data[k * F + j]! : absent[k * F + j]!;
        out.data[i * K + k] = sum;
      }
    return out;
  }

  #binary(X: Matrix): Matrix {
    const { binarize } = this.params;
    if (binarize === null) return X;
    return new Matrix(
      X.data.map((value) => Number(value > binarize)),
      [X.rows, X.cols],
    );
  }
}
