import type { Matrix } from "../matrix/matrix.ts";
import type { ScoredEstimator, Scorer } from "../metrics/scoring/scorer.ts";
import { placeCategories } from "./binning/bin-rows.ts";
import type { BoostingState, Lesson } from "./boost-histograms.ts";
import { addTrees } from "./boosted-tree.ts";
import { type HistogramLoss, meanLoss } from "./losses/histogram-loss.ts";

export interface StoppingPlan {
  loss: HistogramLoss;
  /** undefined: minus the mean loss. */
  scorer: Scorer | undefined;
  /** An estimator that answers from F, [outputs][N], whatever X it is asked of. */
  answers: (raw: Float64Array[]) => ScoredEstimator;
  /** Targets as they were given. */
  targets: (y: Float64Array) => ArrayLike<number | string | boolean>;
  nIterNoChange: number;
  tol: number;
}

/**
 * Judges the rounds by rows kept apart, or by those learnt from where there are none apart, and says when it is enough: when none of the last
 * nIterNoChange scores is above the one before them by more than tol. Scores are "more is better", the first that of the start.
 */
export class EarlyStopping {
  readonly trainScore: number[] = [];
  readonly validationScore: number[] = [];
  readonly #seen: Lesson;
  readonly #kept: Lesson | undefined;
  readonly #plan: StoppingPlan;
  #placed: Matrix | undefined;
  #raw: Float64Array[] = [];

  constructor(seen: Lesson, kept: Lesson | undefined, plan: StoppingPlan) {
    this.#seen = seen;
    this.#kept = kept;
    this.#plan = plan;
  }

  isEnough({ raw, latest, start, bins }: BoostingState): boolean {
    this.trainScore.push(this.#score(this.#seen, raw));
    const kept = this.#kept;
    if (!kept) return this.#hasStalled(this.trainScore);
    this.#placed ??= placeCategories(kept.X, bins);
    if (latest.length === 0)
      this.#raw = Array.from(start, (value) => new Float64Array(kept.X.rows).fill(value));
    for (const [k, tree] of latest.entries()) addTrees([tree], this.#placed, this.#raw[k]!);
    this.validationScore.push(this.#score(kept, this.#raw));
    return this.#hasStalled(this.validationScore);
  }

  #score({ X, y, weight }: Lesson, raw: Float64Array[]): number {
    const { loss, scorer, answers, targets } = this.#plan;
    if (!scorer) return -meanLoss(loss, y, raw, weight);
    const options = weight ? { sampleWeight: weight } : {};
    return scorer(answers(raw), X, targets(y) as ArrayLike<number>, options);
  }

  #hasStalled(scores: readonly number[]): boolean {
    const { nIterNoChange, tol } = this.#plan;
    if (scores.length <= nIterNoChange) return false;
    const before = scores.at(-nIterNoChange - 1)!;
    return scores.slice(-nIterNoChange).every((score) => !(score > before + tol));
  }
}
