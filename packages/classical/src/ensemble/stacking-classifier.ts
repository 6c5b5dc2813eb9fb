import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import { choice, custom, type Options, optional } from "../estimator/parameters.ts";
import { requireLength } from "../estimator/validate.ts";
import { LogisticRegression } from "../generalized-linear/logistic/logistic-regression.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Ensemble } from "./ensemble.ts";
import { members, requireMembers, traitsOf } from "./members.ts";
import { accuracyOf } from "./scores.ts";
import { stack, stackColumns, withColumns } from "./stack.ts";
import { stackingParameters } from "./stacking-parameters.ts";

const parameters = {
  estimators: members("classifier"),
  /** Learns from what the others say; null, LogisticRegression. */
  finalEstimator: optional(
    custom<AnyEstimator>(
      new LogisticRegression() as unknown as AnyEstimator,
      (value) => value instanceof Estimator && value.kind === "classifier",
      "a classifier",
    ),
  ),
  ...stackingParameters,
  /** "auto": probabilities, else decisions, else classes. */
  stackMethod: choice("auto", "predictProba", "decisionFunction", "predict"),
};

export type StackingClassifierOptions = Options<typeof parameters>;

/**
 * A classifier that learns from what others say: in fit of rows that they have not learnt from, fold by fold, so that those that overfit are not
 * believed. To predict, they have learnt from all rows. Of two classes a member gives one column, of more one for each.
 *
 * Wolpert 1992, "Stacked generalization", https://doi.org/10.1016/S0893-6080(05)80023-1
 */
export class StackingClassifier extends Ensemble<typeof parameters> {
  static {
    nameClass("StackingClassifier", StackingClassifier);
  }
  readonly kind = "classifier";
  /** Sorted, [K]. */
  declare classes_: Label[];
  declare estimators_: Record<string, AnyEstimator>;
  declare finalEstimator_: AnyEstimator;

  constructor(options: StackingClassifierOptions = {}) {
    super(parameters, options);
    requireMembers(this.name, this.params.estimators, Object.keys(parameters));
  }

  /** Folds depend on the order of rows. */
  override get traits(): Traits {
    const { estimators, passthrough } = this.params;
    const last = this.#final();
    const its = traitsOf({ ...estimators, ...(passthrough ? { final: last } : {}) });
    const takesWeight = Boolean(its.takesWeight && last.traits.takesWeight);
    return { ...its, takesWeight, isRandom: true };
  }

  fit(X: MatrixLike, y: Labels, options: FitOptions = {}): this {
    const begun = this.beginAny(X, options);
    const where = `${this.name}.fit`;
    const { estimators, cv, stackMethod, passthrough } = this.params;
    return this.guarded(() => {
      if (y !== undefined && y !== null) requireLength(where, "y", y.length, begun.rows);
      const { classes } = encodeLabels(where, y);
      if (classes.length < 2)
        this.refuse("fit", `y has the one class ${JSON.stringify(classes[0])}, at least 2 are needed`);
      const { columns, fitted } = stack(
        where,
        estimators,
        { ...begun, y: y as ArrayLike<Label>, classes },
        { cv, stackMethod, onProgress: options.onProgress ?? (() => {}) },
      );
      this.classes_ = classes;
      this.estimators_ = fitted;
      const { sampleWeight } = begun;
      this.finalEstimator_ = this.#final()
        .clone()
        .fit(withColumns(where, columns, begun.X, passthrough), y, sampleWeight ? { sampleWeight } : {});
      return this;
    });
  }

  /** [N] */
  predict(X: MatrixLike): Label[] {
    return Array.from(this.#ask("predict", X) as ArrayLike<Label>);
  }

  /** That of the final estimator, [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    return this.#ask("predictProba", X) as Matrix;
  }

  /** That of the final estimator. */
  decisionFunction(X: MatrixLike): Float64Array | Matrix {
    return this.#ask("decisionFunction", X) as Float64Array | Matrix;
  }

  /** What the members say, as the final estimator sees it. */
  transform(X: MatrixLike): Matrix {
    const { stackMethod, passthrough } = this.params;
    const where = `${this.name}.transform`;
    const its = this.checkedAny("transform", X);
    const columns = stackColumns(where, this.estimators_, its, stackMethod, this.classes_);
    return withColumns(where, columns, its, passthrough);
  }

  score(X: MatrixLike, y: Labels, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    return accuracyOf(`${this.name}.score`, this.predict(X), y, options);
  }

  has(method: string): boolean {
    return method === "predictProba" || method === "decisionFunction"
      ? hasMethod(this.#final(), method)
      : method in this;
  }

  #final(): AnyEstimator {
    return this.params.finalEstimator ?? (new LogisticRegression() as unknown as AnyEstimator);
  }

  #ask(method: "predict" | "predictProba" | "decisionFunction", X: MatrixLike): unknown {
    this.requireFitted(method);
    if (!this.has(method))
      throw new TypeError(
        `StackingClassifier.${method}: the final estimator ${this.#final().name} has no ${method}, one with it is needed`,
      );
    const columns = this.transform(X);
    return (this.finalEstimator_ as unknown as Record<string, (X: Matrix) => unknown>)[method]!(columns);
  }
}
