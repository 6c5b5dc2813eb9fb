import type { Labels } from "../estimator/labels.ts";
import { choice, custom, either, type Parameters } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { FeatureSelector } from "./feature-selector.ts";
import { mutualInfoClassif, mutualInfoRegression } from "./mutual-information.ts";
import { type ColumnScores, chi2, fClassif, fRegression } from "./univariate-scores.ts";

/** Scores of the columns of X against y; an array is of scores without P. */
export type ScoreFunction = (X: Matrix, y: never) => ColumnScores | Float64Array;

const byName = { fClassif, fRegression, chi2, mutualInfoClassif, mutualInfoRegression };

/** A function, or the name of one of ours, which alone can be saved. */
export const scoreFunc = either(
  choice("fClassif", "fRegression", "chi2", "mutualInfoClassif", "mutualInfoRegression"),
  custom<ScoreFunction>(
    (X: Matrix, y: never) => fClassif(X, y),
    (value) => typeof value === "function",
    "a function of X and y",
  ),
);

/** Keeps columns by how much each alone says about y. Subclasses give `chosen`. */
export abstract class UnivariateSelector<
  P extends Parameters & { scoreFunc: typeof scoreFunc },
> extends FeatureSelector<P> {
  /** [F] */
  declare scores_: Float64Array;
  /** [F]; null where the score function gives none. */
  declare pvalues_: Float64Array | null;

  protected learn({ X, y }: Unlabelled): void {
    this.requireTarget(y);
    const given = (this.params as { scoreFunc: keyof typeof byName | ScoreFunction }).scoreFunc;
    const score = (typeof given === "function" ? given : byName[given]) as (
      X: Matrix,
      y: Labels,
    ) => ColumnScores | Float64Array;
    const found = score(X, y as Labels);
    const { scores, pValues } = found instanceof Float64Array ? { scores: found, pValues: null } : found;
    if (scores.length !== X.cols)
      this.refuse("fit", `scoreFunc gave ${scores.length} scores, ${X.cols} are needed, one for each column`);
    this.scores_ = scores;
    this.pvalues_ = pValues;
    const chosen = new Set(this.chosen());
    this.keep((j) => chosen.has(j), X.cols);
  }

  /** The places of the columns to keep, from `scores_` and `pvalues_`. */
  protected abstract chosen(): Iterable<number>;

  protected needPValues(): Float64Array {
    return (
      this.pvalues_ ??
      this.refuse("fit", "scoreFunc gives scores without P, a test such as fClassif is needed")
    );
  }
}

/** Places from the least to the greatest score, NaN first; of equals the first first. */
export function byScore(scores: Float64Array): number[] {
  const value = (j: number) => (Number.isNaN(scores[j]!) ? Number.NEGATIVE_INFINITY : scores[j]!);
  return Array.from(scores.keys()).sort((a, b) => (value(a) === value(b) ? a - b : value(a) - value(b)));
}
