import { nameClass } from "../estimator/known.ts";
import { boolean, type Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { addToColumns, DiscreteNB, discreteParameters, weighCounts } from "./discrete-nb.ts";

const parameters = {
  ...discreteParameters,
  /** Whether each class's weights are divided by their sum. */
  norm: boolean(false),
};
export type ComplementNBOptions = Options<typeof parameters>;

/**
 * Naive Bayes for counts by what a class is not, which evens out classes of different sizes:
 *
 *   θ̃_kj = (Σ_{l ≠ k} N_lj + α) / Σ_j …,   the class of x has the largest −Σ_j x_j log θ̃_kj
 *
 * Priors play no part where there is more than one class. Rennie, Shih, Teevan and Karger 2003, https://aaai.org/papers/ICML03-081, table 4, steps 4 to 8.
 */
export class ComplementNB extends DiscreteNB<typeof parameters> {
  static {
    nameClass("ComplementNB", ComplementNB);
  }
  /** The weights, [K, F]: −log θ̃, or log θ̃ over its sum where `norm`. */
  declare featureLogProb_: Matrix;
  /** Σ_k N_kj, [F]. */
  declare featureAll_: Float64Array;

  constructor(options: ComplementNBOptions = {}) {
    super(parameters, options);
  }

  protected settleFeatures(): void {
    const alpha = this.alphas();
    const { rows: K, cols: F, data } = this.featureCount_;
    this.featureAll_ = new Float64Array(F);
    for (let at = 0; at < data.length; at++) this.featureAll_[at % F]! += data[at]!;
    const out = Matrix.zeros(K, F);
    const complements = sumsOfOthers(this.featureCount_);
    for (let k = 0; k < K; k++) {
      const others = complements[k]!.map((count, j) => count + alpha[j]!);
      const total = others.reduce((sum, count) => sum + count, 0);
      const logs = others.map((count) => Math.log(count / total));
      const sum = logs.reduce((a, log) => a + log, 0);
      out.data.set(
        logs.map((log) => (this.params.norm ? log / sum : -log)),
        k * F,
      );
    }
    this.featureLogProb_ = out;
  }

  protected joint(X: Matrix): Matrix {
    const scores = weighCounts(X, this.featureLogProb_);
    return this.classes_.length === 1 ? addToColumns(scores, this.classLogPrior_) : scores;
  }
}

/** Σ_{l ≠ k} N_lj, [K][F]. Of sums from both ends: the count of one class taken from all loses what is small beside it. */
function sumsOfOthers({ data, rows: K, cols: F }: Matrix): Float64Array[] {
  const out = Array.from({ length: K }, () => new Float64Array(F));
  const [before, after] = [new Float64Array(F), new Float64Array(F)];
  for (let k = 0; k < K; k++) {
    const last = K - 1 - k;
    for (let j = 0; j < F; j++) {
      out[k]![j]! += before[j]!;
      out[last]![j]! += after[j]!;
      before[j]! += data[k * F + j]!;
      after[j]! += data[last * F + j]!;
    }
  }
  return out;
}
