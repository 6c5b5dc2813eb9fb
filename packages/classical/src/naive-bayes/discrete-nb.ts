import { priorsParameter } from "../discriminant/class-statistics.ts";
import type { Traits } from "../estimator/estimator.ts";
import { boolean, either, list, type Parameters, real, type Values } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type Batch, NaiveBayes } from "./naive-bayes.ts";

export const discreteParameters = {
  /** Added to every count: Laplace's 1, Lidstone's below, 0 for none; one for all features or one each. */
  alpha: either(real(1, { min: 0 }), list([], real(1, { min: 0 }))),
  /** Whether an alpha below 10⁻¹⁰ is taken as it is, and not raised to it. */
  forceAlpha: boolean(true),
  /** Whether p(k) is the share of the rows; else all classes are alike. */
  fitPrior: boolean(true),
  /** p(k) in the order of `classes_`, in place of both. */
  classPrior: priorsParameter,
};
type DiscreteParams = Values<typeof discreteParameters>;

/** Naive Bayes over counts: what the four kinds for discrete features share. */
export abstract class DiscreteNB<P extends Parameters> extends NaiveBayes<P> {
  /** log p(k), [K]. */
  declare classLogPrior_: Float64Array;
  /** Σ wᵢ xᵢⱼ of the rows of each class, [K, F]. */
  declare featureCount_: Matrix;

  override get traits(): Traits {
    return { takesWeight: true, nonNegative: true };
  }

  protected clear(X: Matrix, classes: number): void {
    const { alpha, classPrior } = this.params as unknown as DiscreteParams;
    if (typeof alpha !== "number" && alpha.length !== X.cols)
      this.refuse("fit", `alpha has ${alpha.length} numbers, ${X.cols} are needed, one for each feature`);
    if (classPrior && classPrior.length !== classes)
      this.refuse(
        "fit",
        `classPrior has ${classPrior.length} numbers, ${classes} are needed, one for each class`,
      );
    this.classCount_ = new Float64Array(classes);
    this.featureCount_ = Matrix.zeros(classes, X.cols);
  }

  protected absorb({ X, y, sampleWeight }: Batch): void {
    const F = X.cols;
    const counts = this.featureCount_.data;
    for (let i = 0; i < X.rows; i++) {
      const k = y[i]!;
      const w = sampleWeight?.[i] ?? 1;
      this.classCount_[k]! += w;
      for (let j = 0; j < F; j++) counts[k * F + j]! += w * X.data[i * F + j]!;
    }
  }

  protected settle(): void {
    this.#settlePriors();
    this.settleFeatures();
  }

  /** Makes log p(x_j | k) of the counts. */
  protected abstract settleFeatures(): void;

  /** alpha of each feature, [F]. */
  protected alphas(): Float64Array {
    const { alpha, forceAlpha } = this.params as unknown as DiscreteParams;
    const least = forceAlpha ? 0 : 1e-10;
    return Float64Array.from({ length: this.nFeaturesIn_! }, (_, j) =>
      Math.max(least, typeof alpha === "number" ? alpha : alpha[j]!),
    );
  }

  #settlePriors(): void {
    const { fitPrior, classPrior } = this.params as unknown as DiscreteParams;
    const K = this.classCount_.length;
    const total = this.classCount_.reduce((sum, n) => sum + n, 0);
    if (classPrior) this.classLogPrior_ = Float64Array.from(classPrior, Math.log);
    else if (fitPrior) this.classLogPrior_ = this.classCount_.map((n) => Math.log(n / total));
    else this.classLogPrior_ = new Float64Array(K).fill(-Math.log(K));
  }
}

/** Σ_j x_j L_kj, with 0 · −∞ = 0: what does not occur says nothing. */
export function weighCounts(X: Matrix, logs: Matrix): Matrix {
  const [F, K] = [X.cols, logs.rows];
  const out = Matrix.zeros(X.rows, K);
  for (let i = 0; i < X.rows; i++)
    for (let k = 0; k < K; k++) {
      let sum = 0;
      for (let j = 0; j < F; j++) {
        const x = X.data[i * F + j]!;
        if (x !== 0) sum += x * logs.data[k * F + j]!;
      }
      out.data[i * K + k] = sum;
    }
  return out;
}

/** Adds b_k to column k, in place. */
export function addToColumns(scores: Matrix, b: Float64Array): Matrix {
  for (let at = 0; at < scores.data.length; at++) scores.data[at]! += b[at % scores.cols]!;
  return scores;
}
