import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { addToColumns, DiscreteNB, discreteParameters, weighCounts } from "./discrete-nb.ts";

export type MultinomialNBOptions = Options<typeof discreteParameters>;

/**
 * Naive Bayes for counts, such as those of words: a row of class k is drawn word by word from θ_k.
 *
 *   θ_kj = (N_kj + α) / Σ_j (N_kj + α),   log p(k | x) = log p(k) + Σ_j x_j log θ_kj + const
 *
 * Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, section 13.2.
 */
export class MultinomialNB extends DiscreteNB<typeof discreteParameters> {
  static {
    nameClass("MultinomialNB", MultinomialNB);
  }
  /** log θ, [K, F]. */
  declare featureLogProb_: Matrix;

  constructor(options: MultinomialNBOptions = {}) {
    super(discreteParameters, options);
  }

  protected settleFeatures(): void {
    const alpha = this.alphas();
    const { rows: K, cols: F, data } = this.featureCount_;
    const smoothed = data.map((count, at) => count + alpha[at % F]!);
    const out = Matrix.zeros(K, F);
    for (let k = 0; k < K; k++) {
      let total = 0;
      for (let j = 0; j < F; j++) total += smoothed[k * F + j]!;
      // A class without counts and without alpha gives no words.
      for (let j = 0; j < F; j++)
        out.data[k * F + j] = total > 0 ? Math.log(smoothed[k * F + j]! / total) : Number.NEGATIVE_INFINITY;
    }
    this.featureLogProb_ = out;
  }

  protected joint(X: Matrix): Matrix {
    return addToColumns(weighCounts(X, this.featureLogProb_), this.classLogPrior_);
  }
}
