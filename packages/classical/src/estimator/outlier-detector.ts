import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Estimator, type FitOptions } from "./estimator.ts";
import type { Parameters } from "./parameters.ts";
import type { Unlabelled } from "./transformer.ts";

/** Learns what is usual. Subclasses give `learn`, which sets `offset_`, and `scores`. */
export abstract class OutlierDetector<P extends Parameters> extends Estimator<P> {
  readonly kind = "outlier detector";
  /** Samples with scores below it are outliers. */
  declare offset_: number;

  fit(X: MatrixLike, _y?: unknown, options: FitOptions = {}): this {
    const data = this.begin(X, options);
    try {
      this.learn({ ...data, y: undefined, onProgress: options.onProgress ?? (() => {}) });
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  /** 1 for what is usual, −1 for outliers, [N]. */
  predict(X: MatrixLike): Int32Array {
    const scores = this.scores(this.checked("predict", X));
    return Int32Array.from(scores, (score) => (score >= this.offset_ ? 1 : -1));
  }

  /** How usual each row is: the lower, the less, [N]. */
  scoreSamples(X: MatrixLike): Float64Array {
    return this.scores(this.checked("scoreSamples", X));
  }

  /** scoreSamples − offset_: negative for outliers. */
  decisionFunction(X: MatrixLike): Float64Array {
    return this.scores(this.checked("decisionFunction", X)).map((score) => score - this.offset_);
  }

  /** fit, then predict on the same rows. */
  fitPredict(X: MatrixLike, _y?: unknown, options: FitOptions = {}): Int32Array {
    return this.fit(X, undefined, options).predict(X);
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Unlabelled): void;

  /** How usual each row is. X is validated. */
  protected abstract scores(X: Matrix): Float64Array;
}
