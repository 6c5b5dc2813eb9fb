import { Philox } from "@blankfile/tensor";
import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { choice, custom, type Options, randomState } from "../estimator/parameters.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import {
  editNearestNeighbours,
  type Resampler,
  randomOverSample,
  randomUnderSample,
  removeTomekLinks,
  smote,
} from "./resampling.ts";

const parameters = {
  /** What learns from the resampled rows. */
  estimator: custom<AnyEstimator>(
    undefined as never,
    (value) => value instanceof Estimator && value.kind === "classifier",
    "a classifier",
  ),
  /** How the training rows are brought nearer to balance. */
  sampler: choice("over", "under", "smote", "tomek", "edited"),
  randomState,
};

const samplers: Record<"over" | "under" | "smote" | "tomek" | "edited", Resampler> = {
  over: randomOverSample,
  under: randomUnderSample,
  smote: (X, y, rng) => smote(X, y, rng),
  tomek: (X, y) => removeTomekLinks(X, y),
  edited: (X, y) => editNearestNeighbours(X, y),
};

/**
 * A classifier that learns from resampled rows. Only `fit` resamples, so that in cross-validation the rows that are tested are as they were, and none
 * is a copy of a row that was learnt from. Probabilities are those of the balanced world: calibrate them, or take class weights, where they matter.
 */
export class ResampledClassifier extends Estimator<typeof parameters> {
  static {
    nameClass("ResampledClassifier", ResampledClassifier);
  }
  readonly kind = "classifier";
  declare classes_: Label[];
  declare estimator_: AnyEstimator;

  constructor(options: Options<typeof parameters>) {
    super(parameters, options);
    if ((this.params.estimator as unknown) === undefined)
      throw new TypeError("ResampledClassifier: no estimator, a classifier is needed");
  }

  override get traits(): Traits {
    return { ...this.params.estimator.traits, takesWeight: false };
  }

  fit(X: MatrixLike, y: ArrayLike<Label>, options: FitOptions = {}): this {
    const { X: matrix } = this.begin(X, options);
    try {
      const { sampler, estimator, randomState: seed } = this.params;
      const resampled = samplers[sampler](matrix, y, new Philox(seed));
      const { onProgress } = options;
      this.estimator_ = estimator.clone().fit(resampled.X, resampled.y, onProgress ? { onProgress } : {});
      this.classes_ = (this.estimator_ as unknown as { classes_: Label[] }).classes_;
    } catch (reason) {
      this.forget();
      throw reason;
    }
    return this;
  }

  predict(X: MatrixLike): Label[] {
    return this.#handOn("predict", X) as Label[];
  }

  predictProba(X: MatrixLike): Matrix {
    return this.#handOn("predictProba", X) as Matrix;
  }

  decisionFunction(X: MatrixLike): Matrix | Float64Array {
    return this.#handOn("decisionFunction", X) as Matrix | Float64Array;
  }

  score(X: MatrixLike, y: ArrayLike<Label>, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    this.requireFitted("score");
    const { score } = this.estimator_ as unknown as {
      score(X: MatrixLike, y: unknown, options: object): number;
    };
    return score.call(this.estimator_, X, y, options);
  }

  /** Whether the classifier has the method. */
  has(method: string): boolean {
    return ["predict", "predictProba", "decisionFunction"].includes(method)
      ? hasMethod(this.params.estimator, method)
      : method in this;
  }

  #handOn(method: "predict" | "predictProba" | "decisionFunction", X: MatrixLike): unknown {
    const matrix = this.checked(method, X);
    if (!this.has(method))
      throw new TypeError(
        `ResampledClassifier.${method}: ${this.params.estimator.name} has no ${method}, one with it is needed`,
      );
    return (this.estimator_ as unknown as Record<string, (X: MatrixLike) => unknown>)[method]!(matrix);
  }
}
