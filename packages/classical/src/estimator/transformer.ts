import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Estimator, type FitOptions } from "./estimator.ts";
import type { Parameters } from "./parameters.ts";

/** What a transformer learns from. */
export interface Unlabelled {
  /** [N, F] */
  X: Matrix;
  /** What was given as targets; most transformers do not look at it. */
  y: unknown;
  sampleWeight: Float64Array | undefined;
  onProgress: (done: number, total: number) => void;
}

/** Learns a way to change samples. Subclasses give `learn`, `change` and, where columns are made or dropped, `getFeatureNamesOut`. */
export abstract class Transformer<P extends Parameters> extends Estimator<P> {
  readonly kind = "transformer";

  fit(X: MatrixLike, y?: unknown, options: FitOptions = {}): this {
    const data = this.begin(X, options);
    try {
      this.learn({ ...data, y, onProgress: options.onProgress ?? (() => {}) });
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  /** [N, F] → [N, F′]; the columns' names are those of `getFeatureNamesOut`. */
  transform(X: MatrixLike): Matrix {
    const changed = this.change(this.checked("transform", X));
    const names = this.getFeatureNamesOut();
    return names.length === changed.cols ? changed.withNames(names) : changed;
  }

  /** fit, then transform. Where a transformer looks at y, this is not the same as fit and transform of the same rows: see each. */
  fitTransform(X: MatrixLike, y?: unknown, options: FitOptions = {}): Matrix {
    return this.fit(X, y, options).transform(X);
  }

  /** Names of the columns that transform gives: those of the columns that came in unless a subclass says otherwise. */
  getFeatureNamesOut(): string[] {
    return this.namesIn();
  }

  /** Names of the columns in fit; x0, x1, … where they had none. */
  protected namesIn(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return Array.from({ length: this.nFeaturesIn_! }, (_, j) => this.featureNamesIn_?.[j] ?? `x${j}`);
  }

  /** name0, name1, …, as components are called. */
  protected numbered(prefix: string, count: number): string[] {
    return Array.from({ length: count }, (_, j) => `${prefix}${j}`);
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Unlabelled): void;

  /** X is validated and not to be changed. */
  protected abstract change(X: Matrix): Matrix;
}
