import { nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { custom, integer, type Options, optional } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import { takeValues } from "../matrix/take-rows.ts";
import { Splitter } from "../model-selection/splitters/splitter.ts";
import { type CV, splitsFor } from "../model-selection/validation/check-cv.ts";
import { judgeOf, type Scoring } from "../model-selection/validation/scoring.ts";
import { countOf, eliminateFeatures } from "./eliminate-features.ts";
import { importanceGetter } from "./importances.ts";
import { EliminatingSelector, estimatorParameter, stepParameter } from "./rfe.ts";

/** How rows are held back: a number of folds, a splitter, or the splits. */
export const cvParameter = custom<CV>(
  5,
  (value) =>
    (Number.isInteger(value) && (value as number) >= 2) || value instanceof Splitter || Array.isArray(value),
  "a whole number ≥ 2, a splitter or splits",
);

/** A name of a scorer or a function; null: the estimator's own score. */
export const scoringParameter = optional(
  custom<Exclude<Scoring, Readonly<Record<string, unknown>>>>(
    "r2",
    (value) => typeof value === "string" || typeof value === "function",
    "the name of a score or a function",
  ),
);

const parameters = {
  estimator: estimatorParameter,
  step: stepParameter,
  minFeaturesToSelect: integer(1, { min: 1 }),
  cv: cvParameter,
  scoring: scoringParameter,
  importanceGetter,
};

export type RFECVOptions = Options<typeof parameters>;

/** By number of columns, upwards. */
export interface EliminationScores {
  nFeatures: Int32Array;
  meanTestScore: Float64Array;
  stdTestScore: Float64Array;
  /** [splits][numbers] */
  splitTestScores: Float64Array[];
}

/** Recursive feature elimination on each split, which finds how many columns are best on held-back rows (the fewest of equals); then on all rows. */
export class RFECV extends EliminatingSelector<typeof parameters> {
  static {
    nameClass("RFECV", RFECV);
  }

  declare cvResults_: EliminationScores;

  constructor(options: RFECVOptions) {
    super(parameters, options);
    void this.inner;
  }

  protected learn({ X, y, onProgress }: Unlabelled): void {
    this.requireTarget(y);
    const where = "RFECV.fit";
    const { step: given, minFeaturesToSelect, cv, scoring, importanceGetter: getter } = this.params;
    const targets = y as ArrayLike<Label>;
    const least = Math.min(minFeaturesToSelect, X.cols);
    const step = countOf(given, X.cols);
    const splits = splitsFor(where, this.inner, cv, { X, y: targets, groups: undefined });
    const judge = judgeOf(where, scoring ?? undefined);
    let counts: number[] = [];
    const splitScores = splits.map(({ train, test }, at) => {
      const [rows, labels] = [X.takeRows(test), takeValues(targets, test)];
      const scores: number[] = [];
      counts = [];
      eliminateFeatures(
        where,
        this.inner,
        { X: X.takeRows(train), y: takeValues(targets, train) },
        {
          ...{ target: least, step, getter },
          onRound: (estimator, columns) => {
            counts.push(columns.length);
            scores.push(judge(estimator, rows.takeColumns(columns), labels, undefined).score!);
          },
        },
      );
      onProgress(at + 1, splits.length + 1);
      return Float64Array.from(scores).reverse();
    });
    this.cvResults_ = summary(Int32Array.from(counts).reverse(), splitScores);
    const { nFeatures, meanTestScore } = this.cvResults_;
    // The first of the greatest, which has the fewest columns.
    const target = nFeatures[meanTestScore.indexOf(Math.max(...meanTestScore))]!;
    const { estimator, kept, ranking } = eliminateFeatures(
      where,
      this.inner,
      { X, y },
      { target, step, getter },
    );
    this.estimator_ = estimator;
    this.ranking_ = ranking;
    this.nFeatures_ = kept.length;
    this.keep((j) => kept.includes(j), X.cols);
  }
}

function summary(nFeatures: Int32Array, splitTestScores: Float64Array[]): EliminationScores {
  const mean = Float64Array.from(nFeatures, (_, at) => average(splitTestScores.map((scores) => scores[at]!)));
  const std = mean.map((m, at) =>
    Math.sqrt(average(splitTestScores.map((scores) => (scores[at]! - m) ** 2))),
  );
  return { nFeatures, meanTestScore: mean, stdTestScore: std, splitTestScores };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
