import { Estimator, type FitOptions } from "../estimator/estimator.ts";
import type { Parameters } from "../estimator/parameters.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import type { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { refuseWeight } from "../pipeline/samples.ts";
import { analyzerOf } from "./analyze.ts";
import type { TextOptions } from "./text-parameters.ts";
import { readTexts, type Texts } from "./texts.ts";

/**
 * Texts as rows of numbers. `transform` gives a dense Matrix, which every estimator here takes, up to 50 million numbers; `transformSparse` the
 * same without its zeros, whatever the size. Subclasses give `learnTexts` and `vectorize`.
 */
export abstract class TextVectorizer<P extends Parameters> extends Estimator<P> {
  readonly kind = "transformer";

  fit(X: Texts | MatrixLike, y?: unknown, options: FitOptions = {}): this {
    this.fitTransformSparse(X, y, options);
    return this;
  }

  /** [N, V] */
  transform(X: Texts | MatrixLike): Matrix {
    return this.#dense(this.transformSparse(X));
  }

  /** [N, V], zeros left out. */
  transformSparse(X: Texts | MatrixLike): SparseMatrix {
    this.requireFitted("transform");
    return this.vectorize(this.#terms("transform", X));
  }

  fitTransform(X: Texts | MatrixLike, y?: unknown, options: FitOptions = {}): Matrix {
    return this.#dense(this.fitTransformSparse(X, y, options));
  }

  /** fit and transformSparse. */
  fitTransformSparse(X: Texts | MatrixLike, _y?: unknown, options: FitOptions = {}): SparseMatrix {
    refuseWeight(`${this.name}.fit`, options);
    const terms = this.#terms("fit", X);
    if (terms.length === 0) this.refuse("fit", "X has 0 texts, at least one is needed");
    this.forget();
    try {
      const out = this.learnTexts(terms);
      this.nFeaturesIn_ = 1;
      return out;
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }

  /** The terms of one text, as they are counted. */
  analyze(text: string): readonly string[] {
    return analyzerOf(this.params as unknown as TextOptions)(text);
  }

  abstract getFeatureNamesOut(): string[];

  /** Sets the learnt fields, and gives the rows of these terms. */
  protected abstract learnTexts(terms: readonly (readonly string[])[]): SparseMatrix;

  protected abstract vectorize(terms: readonly (readonly string[])[]): SparseMatrix;

  #terms(method: string, X: unknown): (readonly string[])[] {
    return readTexts(`${this.name}.${method}`, X).map(analyzerOf(this.params as unknown as TextOptions));
  }

  #dense(sparse: SparseMatrix): Matrix {
    // Names come second: of columns too many for a dense matrix there are too many as well.
    return sparse.toDense().withNames(this.getFeatureNamesOut());
  }
}
