import { Estimator, type FitOptions } from "../estimator/estimator.ts";
import type { Parameters } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

/**
 * Places the rows of fit in few dimensions, and has no place for other rows: those that do are Transformers. Subclasses give `learn`, which sets
 * `embedding_`.
 */
export abstract class Embedder<P extends Parameters> extends Estimator<P> {
  readonly kind = "transformer";
  /** [N, nComponents] */
  declare embedding_: Matrix;

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

  /** fit, then `embedding_` with its columns named. */
  fitTransform(X: MatrixLike, y?: unknown, options: FitOptions = {}): Matrix {
    return this.fit(X, y, options).embedding_.withNames(this.getFeatureNamesOut());
  }

  /** The class in small letters with the number of the column: tsne0, tsne1. */
  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return embeddingNames(this.name, this.embedding_.cols);
  }

  /** Sets the learnt fields. */
  protected abstract learn(data: Unlabelled): void;
}

export function embeddingNames(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, j) => `${name.toLowerCase()}${j}`);
}
