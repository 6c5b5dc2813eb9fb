import { Philox } from "@blankfile/tensor";
import { classWeight } from "../../class-weight/class-weight.ts";
import { weightsAgainstRest } from "../../class-weight/weigh-classes.ts";
import type { Classified } from "../../estimator/classifier.ts";
import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, type Options } from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { LinearClassifier } from "../linear-classifier.ts";
import { classLoss } from "./losses.ts";
import { passiveAggressive, passiveAggressiveParameters } from "./passive-aggressive.ts";

const parameters = {
  ...passiveAggressiveParameters,
  /** "hinge" is variant I, "squaredHinge" variant II. */
  loss: choice("hinge", "squaredHinge"),
  classWeight,
};
export type PassiveAggressiveClassifierOptions = Options<typeof parameters>;

/** Passive-aggressive learning of classes (passive-aggressive.ts); of more than two, each against the others. */
export class PassiveAggressiveClassifier extends LinearClassifier<typeof parameters> {
  static {
    nameClass("PassiveAggressiveClassifier", PassiveAggressiveClassifier);
  }
  /** The most epochs that a class took. */
  declare nIter_: number;

  constructor(options: PassiveAggressiveClassifierOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { takesWeight: true, isRandom: true };
  }

  protected learn(given: Classified): void {
    const { X, y, classes } = given;
    const rows = classes.length === 2 ? 1 : classes.length;
    const rules = {
      ...this.params,
      loss: classLoss("hinge"),
      isSquared: this.params.loss === "squaredHinge",
    };
    const rng = new Philox(this.params.randomState);
    const fits = Array.from({ length: rows }, (_, k) => {
      const own = rows === 1 ? 1 : k;
      const target = Float64Array.from(y, (code) => (code === own ? 1 : -1));
      const sampleWeight = weightsAgainstRest(`${this.name}.fit`, this.params.classWeight, { ...given, own });
      return passiveAggressive({ X, y: target, sampleWeight }, rules, rng.fork(k));
    });
    this.coef_ = Matrix.fromRows(fits.map(({ w }) => w));
    this.intercept_ = Float64Array.from(fits, ({ b }) => b);
    this.nIter_ = Math.max(...fits.map(({ epochs }) => epochs));
    if (fits.some(({ converged }) => !converged))
      this.warn(
        `stopped after ${rules.maxIter} epochs whose loss still falls, a fall of less than tol a row is needed; a larger maxIter or tol helps`,
      );
  }
}
