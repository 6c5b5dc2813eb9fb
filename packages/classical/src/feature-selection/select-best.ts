import { nameClass } from "../estimator/known.ts";
import { choice, either, integer, type Options, real } from "../estimator/parameters.ts";
import { quantileOfSorted } from "../preprocessing/scaling/sample-quantiles.ts";
import { byScore, scoreFunc, UnivariateSelector } from "./univariate-selector.ts";

const kBest = {
  scoreFunc,
  /** How many columns are kept. */
  k: either(integer(10, { min: 0 }), choice("all")),
};
const percentile = {
  scoreFunc,
  /** How many in a hundred are kept. */
  percentile: real(10, { min: 0, max: 100 }),
};

export type SelectKBestOptions = Options<typeof kBest>;
export type SelectPercentileOptions = Options<typeof percentile>;

/** Keeps the k columns of the greatest score; of equal ones the later, as scikit-learn does. */
export class SelectKBest extends UnivariateSelector<typeof kBest> {
  static {
    nameClass("SelectKBest", SelectKBest);
  }

  constructor(options: SelectKBestOptions = {}) {
    super(kBest, options);
  }

  protected chosen(): number[] {
    const { k } = this.params;
    const F = this.scores_.length;
    if (k === "all") return byScore(this.scores_);
    if (k > F) this.warn(`k is ${k} of ${F} columns, all are kept`);
    return byScore(this.scores_).slice(Math.max(0, F - k));
  }
}

/** Keeps the columns whose score is above a percentile of all, and of equals at it the first as far as there is room. */
export class SelectPercentile extends UnivariateSelector<typeof percentile> {
  static {
    nameClass("SelectPercentile", SelectPercentile);
  }

  constructor(options: SelectPercentileOptions = {}) {
    super(percentile, options);
  }

  protected chosen(): number[] {
    const { percentile: share } = this.params;
    const scores = this.scores_.map((score) => (Number.isNaN(score) ? -Number.MAX_VALUE : score));
    const places = Array.from(scores.keys());
    if (share === 100) return places;
    if (share === 0) return [];
    const limit = quantileOfSorted(scores.slice().sort(), 1 - share / 100);
    const above = places.filter((j) => scores[j]! > limit);
    const room = Math.floor((scores.length * share) / 100) - above.length;
    return [...above, ...places.filter((j) => scores[j] === limit).slice(0, Math.max(0, room))];
  }
}
