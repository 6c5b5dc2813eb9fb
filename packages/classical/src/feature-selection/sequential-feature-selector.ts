import type { Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { choice, either, integer, type Options, optional, real } from "../estimator/parameters.ts";
import type { Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { splitsFor } from "../model-selection/validation/check-cv.ts";
import { crossValScore } from "../model-selection/validation/cross-validate.ts";
import { countOf } from "./eliminate-features.ts";
import { FeatureSelector } from "./feature-selector.ts";
import { estimatorParameter } from "./rfe.ts";
import { cvParameter, scoringParameter } from "./rfecv.ts";

const parameters = {
  estimator: estimatorParameter,
  /** A number, below 1 a share, or "auto": half, or with `tol` as many as pay. */
  nFeaturesToSelect: either(
    choice("auto"),
    either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 })),
  ),
  /** With "auto": stops where the score rises by less. Negative for "backward", which takes away what costs little. */
  tol: optional(real(0)),
  direction: choice("forward", "backward"),
  scoring: scoringParameter,
  cv: cvParameter,
};

export type SequentialFeatureSelectorOptions = Options<typeof parameters>;

/**
 * Adds columns one by one, each time the one whose addition scores best in cross-validation; or takes them away from all of them. It asks nothing of
 * the estimator but a score, and fits it F·m times for each fold. Ferri et al. 1994, "Comparative study of techniques for large-scale feature selection",
 * https://doi.org/10.1016/B978-0-444-81892-8.50040-7
 */
export class SequentialFeatureSelector extends FeatureSelector<typeof parameters> {
  static {
    nameClass("SequentialFeatureSelector", SequentialFeatureSelector);
  }

  /** How many columns are kept. */
  declare nFeaturesToSelect_: number;

  constructor(options: SequentialFeatureSelectorOptions) {
    super(parameters, options);
    const { direction, tol, nFeaturesToSelect } = this.params;
    void this.#inner;
    if (tol !== null && nFeaturesToSelect !== "auto")
      throw new RangeError(
        `SequentialFeatureSelector: tol is ${tol} and nFeaturesToSelect ${nFeaturesToSelect}, "auto" is needed with tol`,
      );
    if (tol !== null && tol < 0 && direction === "forward")
      throw new RangeError(
        `SequentialFeatureSelector: tol is ${tol}, a number ≥ 0 is needed for direction "forward"`,
      );
  }

  override get traits(): Traits {
    const { isRandom = false, allowsNaN = false, nonNegative = false } = this.#inner.traits;
    return { isRandom, allowsNaN, nonNegative };
  }

  protected learn({ X, y, onProgress }: Unlabelled): void {
    const rounds = this.#rounds(X.cols);
    const { direction, cv, tol, nFeaturesToSelect } = this.params;
    const targets = (y ?? undefined) as ArrayLike<Label> | undefined;
    const splits = splitsFor("SequentialFeatureSelector.fit", this.#inner, cv, {
      X,
      y: targets,
      groups: undefined,
    });
    const score = (columns: readonly number[]) => this.#score(X.takeColumns(columns), targets, splits);
    const changed = new Set<number>();
    let before =
      tol !== null && direction === "backward" ? score(placesBut(X.cols, changed)) : Number.NEGATIVE_INFINITY;
    while (changed.size < rounds) {
      const candidates = placesBut(X.cols, changed);
      const scores = candidates.map((j) => {
        const tried = new Set([...changed, j]);
        return score(direction === "forward" ? [...tried].sort((a, b) => a - b) : placesBut(X.cols, tried));
      });
      const best = Math.max(...scores);
      if (tol !== null && nFeaturesToSelect === "auto" && best - before < tol) break;
      before = best;
      changed.add(candidates[scores.indexOf(best)]!);
      onProgress(changed.size, rounds);
    }
    const isKept = (j: number) => changed.has(j) === (direction === "forward");
    this.keep(isKept, X.cols);
    this.nFeaturesToSelect_ = this.support_.reduce((sum, kept) => sum + kept, 0);
  }

  get #inner(): AnyEstimator {
    if (this.params.estimator) return this.params.estimator;
    throw new TypeError(
      "SequentialFeatureSelector: no estimator is given, one is needed; { estimator: new Ridge() }",
    );
  }

  /** How many columns are added or taken away at most. */
  #rounds(F: number): number {
    const { nFeaturesToSelect, tol, direction } = this.params;
    if (nFeaturesToSelect === "auto" && tol !== null) return F - 1;
    const count = nFeaturesToSelect === "auto" ? Math.floor(F / 2) : countOf(nFeaturesToSelect, F);
    if (count >= F && nFeaturesToSelect !== "auto")
      this.refuse("fit", `nFeaturesToSelect is ${count}, less than ${F} is needed, the number of columns`);
    return direction === "forward" ? Math.max(1, count) : F - Math.max(1, count);
  }

  #score(X: Matrix, y: ArrayLike<Label> | undefined, cv: ReturnType<typeof splitsFor>): number {
    const { scoring } = this.params;
    const scores = crossValScore(this.#inner, X, y, { cv, ...(scoring === null ? {} : { scoring }) });
    return scores.reduce((sum, one) => sum + one, 0) / scores.length;
  }
}

function placesBut(F: number, without: ReadonlySet<number>): number[] {
  return Array.from({ length: F }, (_, j) => j).filter((j) => !without.has(j));
}
