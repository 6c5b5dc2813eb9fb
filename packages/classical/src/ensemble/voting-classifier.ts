import { argmaxRows } from "../estimator/classifier.ts";
import type { FitOptions, Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { codesOf, encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import { choice, list, type Options, optional, real } from "../estimator/parameters.ts";
import { requireLength } from "../estimator/validate.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Ensemble } from "./ensemble.ts";
import { fitMembers, kept, members, requireMembers, traitsOf } from "./members.ts";
import { accuracyOf } from "./scores.ts";

const parameters = {
  estimators: members("classifier"),
  /** "hard": the class that most name; "soft": the class of the largest mean probability. */
  voting: choice("hard", "soft"),
  /** Of each estimator, those that are dropped counted too; null, all 1. */
  weights: optional(list([], real(1, { min: 0 }))),
};

export type VotingClassifierOptions = Options<typeof parameters>;

/**
 * Several classifiers, each learning from all rows, that vote; of equal votes the first class wins.
 *
 * Soft votes say how sure they are, and need probabilities that mean what they say: see calibration.
 */
export class VotingClassifier extends Ensemble<typeof parameters> {
  static {
    nameClass("VotingClassifier", VotingClassifier);
  }
  readonly kind = "classifier";
  /** Sorted, [K]. */
  declare classes_: Label[];
  declare estimators_: Record<string, AnyEstimator>;

  constructor(options: VotingClassifierOptions = {}) {
    super(parameters, options);
    requireMembers(this.name, this.params.estimators, Object.keys(parameters));
    const { weights, estimators } = this.params;
    const count = Object.keys(estimators).length;
    if (weights !== null && weights.length !== count)
      throw new RangeError(
        `VotingClassifier: weights has ${weights.length} numbers, ${count} are needed, one for each estimator`,
      );
  }

  override get traits(): Traits {
    return traitsOf(this.params.estimators);
  }

  fit(X: MatrixLike, y: Labels, options: FitOptions = {}): this {
    const begun = this.beginAny(X, options);
    return this.guarded(() => {
      const where = `${this.name}.fit`;
      if (y !== undefined && y !== null) requireLength(where, "y", y.length, begun.rows);
      this.classes_ = encodeLabels(where, y).classes;
      this.estimators_ = fitMembers(this.params.estimators, begun.X, y, begun.sampleWeight);
      return this;
    });
  }

  /** [N] */
  predict(X: MatrixLike): Label[] {
    const its = this.checkedAny("predict", X);
    const votes = this.params.voting === "soft" ? this.#shares(its) : this.#votes(its);
    return Array.from(argmaxRows(votes), (code) => this.classes_[code]!);
  }

  /** The weighted mean of the probabilities, of soft voting, [N, K]. */
  predictProba(X: MatrixLike): Matrix {
    if (!this.has("predictProba"))
      throw new TypeError(
        `VotingClassifier.predictProba: voting is "${this.params.voting}", "soft" and estimators with predictProba are needed`,
      );
    return this.#shares(this.checkedAny("predictProba", X));
  }

  score(X: MatrixLike, y: Labels, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    return accuracyOf(`${this.name}.score`, this.predict(X), y, options);
  }

  has(method: string): boolean {
    if (method !== "predictProba") return method in this;
    const { voting, estimators } = this.params;
    return voting === "soft" && kept(estimators).every(([, one]) => hasMethod(one, method));
  }

  /** The weight of the votes for each class, [N, K]. */
  #votes(X: MatrixLike): Matrix {
    return this.#sum((member) => {
      const named = (member as unknown as { predict(X: MatrixLike): Labels }).predict(X);
      const codes = codesOf(this.name, named, this.classes_);
      const out = Matrix.zeros(codes.length, this.classes_.length);
      for (let i = 0; i < codes.length; i++) out.data[i * out.cols + codes[i]!] = 1;
      return out;
    });
  }

  #shares(X: MatrixLike): Matrix {
    const weights = this.#weights();
    const total = Object.keys(this.estimators_).reduce((sum, name) => sum + weights[name]!, 0);
    const { data, rows, cols } = this.#sum((member) => {
      if (!hasMethod(member, "predictProba"))
        throw new TypeError(
          `VotingClassifier: voting is "soft" and ${member.name} has no predictProba, a classifier with it is needed`,
        );
      return (member as unknown as { predictProba(X: MatrixLike): Matrix }).predictProba(X);
    });
    return new Matrix(
      data.map((sum) => sum / total),
      [rows, cols],
    );
  }

  #sum(part: (member: AnyEstimator) => Matrix): Matrix {
    const weights = this.#weights();
    let out: Matrix | undefined;
    for (const [name, member] of Object.entries(this.estimators_)) {
      const its = part(member);
      out ??= Matrix.zeros(its.rows, its.cols);
      for (let at = 0; at < out.data.length; at++) out.data[at]! += weights[name]! * its.data[at]!;
    }
    return out!;
  }

  #weights(): Record<string, number> {
    const { weights, estimators } = this.params;
    return Object.fromEntries(Object.keys(estimators).map((name, at) => [name, weights?.[at] ?? 1]));
  }
}
