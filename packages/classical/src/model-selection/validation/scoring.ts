import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import type { ScoredEstimator, Scorer } from "../../metrics/scoring/scorer.ts";
import { scorerOf } from "../../metrics/scoring/scorer-of.ts";

/** How a fitted estimator is judged: a name of scikit-learn's, a scorer, or several by name. Its own `score` unless told. */
export type Scoring = string | Scorer | Readonly<Record<string, string | Scorer>>;

/** Judges by one number for each name; a single one is called "score". */
export type Judge = (
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label> | undefined,
  sampleWeight: ArrayLike<number> | undefined,
) => Record<string, number>;

export function judgeOf(where: string, scoring: Scoring | undefined): Judge {
  if (scoring === undefined)
    return (estimator, X, y, weight) => ({ score: ownScore(where, estimator, X, y, weight) });
  const named = typeof scoring === "object" ? Object.entries(scoring) : [["score", scoring] as const];
  const scorers = named.map(([name, one]) => [name, typeof one === "string" ? scorerOf(one) : one] as const);
  return (estimator, X, y, sampleWeight) =>
    Object.fromEntries(
      scorers.map(([name, scorer]) => [
        name,
        scorer(estimator as ScoredEstimator, X, y as ArrayLike<Label>, sampleWeight ? { sampleWeight } : {}),
      ]),
    );
}

function ownScore(
  where: string,
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label> | undefined,
  sampleWeight: ArrayLike<number> | undefined,
): number {
  const { score } = estimator as { score?: (X: MatrixLike, y: unknown, options: object) => number };
  if (typeof score === "function") return score.call(estimator, X, y, sampleWeight ? { sampleWeight } : {});
  throw new TypeError(
    `${where}: ${estimator.name} has no score, scoring is needed, such as "accuracy" or "r2"`,
  );
}
