import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Estimator, type FitOptions } from "./estimator.ts";
import type { Parameters } from "./parameters.ts";
import { validateTarget, validateWeight } from "./validate.ts";

/** What a regressor learns from. */
export interface Measured {
  /** [N, F] */
  X: Matrix;
  /** [N]; a copy, which may be changed. */
  y: Float64Array;
  sampleWeight: Float64Array | undefined;
  onProgress: (done: number, total: number) => void;
}

/** Learns to predict a number. Subclasses give `learn` and `values`. */
export abstract class Regressor<P extends Parameters> extends Estimator<P> {
  readonly kind = "regressor";

  /** X, [N, F], and a number for each row. */
  fit(X: MatrixLike, y: ArrayLike<number>, options: FitOptions = {}): this {
    const data = this.begin(X, options);
    try {
      const target = validateTarget(`${this.name}.fit`, y, data.X.rows);
      this.learn({ ...data, y: target, onProgress: options.onProgress ?? (() => {}) });
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  /** [N] */
  predict(X: MatrixLike): Float64Array {
    return this.values(this.checked("predict", X));
  }

  /** R² = 1 − Σ wᵢ (yᵢ − ŷᵢ)² / Σ wᵢ (yᵢ − ȳ)²; of a constant target 1 where it is met, else 0. */
  score(
    X: MatrixLike,
    y: ArrayLike<number>,
    { sampleWeight }: Pick<FitOptions, "sampleWeight"> = {},
  ): number {
    const predicted = this.predict(X);
    const where = `${this.name}.score`;
    const target = validateTarget(where, y, predicted.length);
    const weight = sampleWeight && validateWeight(where, sampleWeight, y.length);
    let [total, mean] = [0, 0];
    for (let i = 0; i < target.length; i++) {
      total += weight?.[i] ?? 1;
      mean += (weight?.[i] ?? 1) * target[i]!;
    }
    mean /= total;
    let [unexplained, around] = [0, 0];
    for (let i = 0; i < target.length; i++) {
      const w = weight?.[i] ?? 1;
      unexplained += w * (target[i]! - predicted[i]!) ** 2;
      around += w * (target[i]! - mean) ** 2;
    }
    if (around === 0) return unexplained === 0 ? 1 : 0;
    return 1 - unexplained / around;
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Measured): void;

  /** The prediction for each row. X is validated. */
  protected abstract values(X: Matrix): Float64Array;
}
