import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import { Estimator, type Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { boolean, choice, custom, either, integer, type Options, optional } from "../estimator/parameters.ts";
import { LinearSVC } from "../linear/margins/linear-svc.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { Splitter } from "../model-selection/splitters/splitter.ts";
import { type CV, splitsFor } from "../model-selection/validation/check-cv.ts";
import { type Calibrator, calibrate, fitCalibrator, type Scores } from "./calibrators.ts";

const parameters = {
  /** The classifier whose scores become probabilities; null is a LinearSVC. */
  estimator: optional(
    custom<AnyEstimator>(
      new LinearSVC(),
      (value) => value instanceof Estimator && value.kind === "classifier",
      "a classifier",
    ),
  ),
  method: choice("sigmoid", "isotonic", "temperature"),
  /** Folds, a splitter, splits, or "prefit": the estimator has learnt already, from other rows, and is left as it is. */
  cv: either(
    either(integer(5, { min: 2 }), choice("prefit")),
    custom<Exclude<CV, number>>(
      [],
      (value) => value instanceof Splitter || Array.isArray(value),
      "a splitter, or splits",
    ),
  ),
  /** true: a classifier for each fold, their probabilities averaged; false: one on all rows, calibrated by predictions out of fold. */
  ensemble: boolean(true),
};
export type CalibratedClassifierCVOptions = Options<typeof parameters>;

/** A classifier that has learnt, with what makes probabilities of its scores. */
interface Calibrated {
  estimator: AnyEstimator;
  calibrator: Calibrator;
}

type Scoring = AnyEstimator & {
  classes_: Label[];
  decisionFunction?(X: MatrixLike): Matrix | Float64Array;
  predictProba?(X: MatrixLike): Matrix;
};

/**
 * Probabilities from the scores of any classifier (decisions where it has them, else its own probabilities), learnt on rows that the classifier has
 * not seen: by Platt's sigmoid, isotonic regression, or a temperature. With more than two classes the first two take one class
 * against the rest. Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151; Niculescu-Mizil and Caruana 2005.
 */
export class CalibratedClassifierCV extends Classifier<typeof parameters> {
  static {
    nameClass("CalibratedClassifierCV", CalibratedClassifierCV);
  }
  /** One for each fold, or one. */
  declare calibratedClassifiers_: Calibrated[];

  constructor(options: CalibratedClassifierCVOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { allowsNaN = false, nonNegative = false } = this.params.estimator?.traits ?? {};
    // Folds follow the order of rows.
    return { allowsNaN, nonNegative, takesWeight: true, isRandom: true };
  }

  /** [N, K], the mean over the folds' classifiers. */
  predictProba(X: MatrixLike): Matrix {
    return this.#mean(this.checked("predictProba", X), "predictProba");
  }

  protected learn(data: Classified): void {
    const { cv, ensemble } = this.params;
    if (cv === "prefit") this.calibratedClassifiers_ = [this.#calibratePrefit(data)];
    else if (ensemble) this.calibratedClassifiers_ = this.#calibrateFolds(data, cv);
    else this.calibratedClassifiers_ = [this.#calibrateWhole(data, cv)];
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#mean(X, "predict"));
  }

  #mean(X: Matrix, method: string): Matrix {
    const K = this.classes_.length;
    const out = Matrix.zeros(X.rows, K);
    const count = this.calibratedClassifiers_.length;
    for (const { estimator, calibrator } of this.calibratedClassifiers_) {
      const found = calibrate(calibrator, this.#scores(method, estimator, X), K).data;
      for (let at = 0; at < found.length; at++) out.data[at]! += found[at]! / count;
    }
    return out;
  }

  #calibratePrefit({ X, y, sampleWeight }: Classified): Calibrated {
    const { estimator } = this.params;
    if (!estimator?.isFitted)
      this.refuse(
        "fit",
        `cv is "prefit" and the estimator has learnt nothing, a fitted one is needed; a clone of it is not`,
      );
    return this.#withCalibrator(estimator, this.#scores("fit", estimator, X), { y, sampleWeight });
  }

  #calibrateFolds(data: Classified, cv: CV): Calibrated[] {
    const { X, y, sampleWeight, onProgress } = data;
    const splits = this.#splits(data, cv);
    return splits.map(({ train, test }, at) => {
      const estimator = this.#fitted(data, train);
      const scores = this.#scores("fit", estimator, X.takeRows(test));
      const tested = { y: pick(y, test), sampleWeight: sampleWeight && pick(sampleWeight, test) };
      onProgress(at + 1, splits.length);
      return this.#withCalibrator(estimator, scores, tested);
    });
  }

  #calibrateWhole(data: Classified, cv: CV): Calibrated {
    const { X, y, sampleWeight, onProgress } = data;
    const splits = this.#splits(data, cv);
    let all: Matrix | undefined;
    for (const [at, { train, test }] of splits.entries()) {
      const { values } = this.#scores("fit", this.#fitted(data, train), X.takeRows(test));
      all ??= Matrix.zeros(X.rows, values.cols);
      for (const [i, row] of test.entries()) all.row(row).set(values.row(i));
      onProgress(at + 1, splits.length + 1);
    }
    const estimator = this.#fitted(data, Int32Array.from(y.keys()));
    const { areProbabilities, classes } = this.#scores("fit", estimator, X.takeRows([0]));
    return this.#withCalibrator(estimator, { values: all!, areProbabilities, classes }, { y, sampleWeight });
  }

  #splits({ X, y, classes }: Classified, cv: CV) {
    const labels = Array.from(y, (code) => classes[code]!);
    if (typeof cv === "number") {
      const counts = classes.map((_, k) => y.reduce((count, code) => count + Number(code === k), 0));
      const small = counts.findIndex((count) => count < cv);
      if (small >= 0)
        this.refuse(
          "fit",
          `cv is ${cv} and class ${JSON.stringify(classes[small])} has ${counts[small]} rows, at least ${cv} of each are needed; fewer folds`,
        );
    }
    const splits = splitsFor(`${this.name}.fit`, this as unknown as AnyEstimator, cv, {
      X,
      y: labels,
      groups: undefined,
    });
    return splits;
  }

  #fitted({ X, y, classes, sampleWeight }: Classified, rows: Int32Array): AnyEstimator {
    const estimator = this.params.estimator?.clone() ?? new LinearSVC();
    const labels = Array.from(rows, (i) => classes[y[i]!]!);
    const takes = estimator.traits.takesWeight === true;
    // A classifier without weights leaves them to the calibration.
    return estimator.fit(
      X.takeRows(rows),
      labels as never,
      sampleWeight && takes ? { sampleWeight: pick(sampleWeight, rows) } : {},
    ) as AnyEstimator;
  }

  #withCalibrator(
    estimator: AnyEstimator,
    scores: Scores,
    { y, sampleWeight }: { y: Int32Array; sampleWeight: Float64Array | undefined },
  ): Calibrated {
    const K = this.classes_.length;
    return { estimator, calibrator: fitCalibrator(this.params.method, scores, { y, K, sampleWeight }) };
  }

  #scores(method: string, estimator: AnyEstimator, X: Matrix): Scores {
    const model = estimator as Scoring;
    const can = (name: "decisionFunction" | "predictProba"): boolean => hasMethod(model, name);
    const codes = model.classes_.map((label) => this.classes_.indexOf(label));
    const unknown = codes.indexOf(-1);
    if (unknown >= 0)
      this.refuse(
        method,
        `the estimator knows class ${JSON.stringify(model.classes_[unknown])}, y lacks it; rows of all classes are needed`,
      );
    if (codes.length < this.classes_.length)
      this.refuse(
        method,
        `the estimator learnt from ${codes.length} classes, all ${this.classes_.length} are needed; splits with rows of each`,
      );
    const areProbabilities = !can("decisionFunction");
    if (areProbabilities && !can("predictProba"))
      this.refuse(method, `${model.name} has neither decisionFunction nor predictProba, one is needed`);
    const found = areProbabilities ? model.predictProba!(X) : model.decisionFunction!(X);
    if (codes.length === 2) return { values: asColumn(found), areProbabilities, classes: [codes[1]!] };
    if (!(found instanceof Matrix) || found.cols !== codes.length)
      this.refuse(
        method,
        `${model.name} gives ${found instanceof Matrix ? found.cols : 1} scores for ${codes.length} classes, one for each is needed`,
      );
    return { values: found, areProbabilities, classes: codes };
  }
}

/** Of two classes, the score of the second. */
function asColumn(found: Matrix | Float64Array): Matrix {
  if (!(found instanceof Matrix)) return new Matrix(found, [found.length, 1]);
  return found.cols === 1 ? found : found.takeColumns([1]);
}

function pick<T extends Int32Array | Float64Array>(values: T, at: Int32Array): T {
  const out = values.slice(0, at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]!]!;
  return out as T;
}
