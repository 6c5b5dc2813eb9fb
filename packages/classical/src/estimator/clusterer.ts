import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Estimator, type FitOptions } from "./estimator.ts";
import type { Parameters } from "./parameters.ts";
import type { Unlabelled } from "./transformer.ts";

/** Learns groups without labels. Subclasses give `learn`, which sets `labels_`, and `predict` where new samples have a group. */
export abstract class Clusterer<P extends Parameters> extends Estimator<P> {
  readonly kind = "clusterer";
  /** The group of each row of fit, from 0; −1 for noise, [N]. */
  declare labels_: Int32Array;

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

  /** fit, then `labels_`. */
  fitPredict(X: MatrixLike, _y?: unknown, options: FitOptions = {}): Int32Array {
    return this.fit(X, undefined, options).labels_;
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Unlabelled): void;
}
