import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { HistGradientBoostingClassifier } from "./hist-gradient-boosting-classifier.ts";
import { HistGradientBoostingRegressor } from "./hist-gradient-boosting-regressor.ts";

/** minSamplesLeaf counts rows, whatever they weigh, as in scikit-learn: of 1, a weight of 2 is the row twice. */
const few = { maxIter: 5, minSamplesLeaf: 1 };
const makers: Record<string, () => AnyEstimator> = {
  HistGradientBoostingClassifier: () => new HistGradientBoostingClassifier(few),
  "HistGradientBoostingClassifier, balanced": () =>
    new HistGradientBoostingClassifier({ ...few, classWeight: "balanced" }),
  "HistGradientBoostingClassifier, stopping": () =>
    new HistGradientBoostingClassifier({ ...few, earlyStopping: true, scoring: "neg_log_loss" }),
  "HistGradientBoostingClassifier, drawn columns": () =>
    new HistGradientBoostingClassifier({ ...few, maxFeatures: 0.5 }),
  HistGradientBoostingRegressor: () => new HistGradientBoostingRegressor(few),
  "HistGradientBoostingRegressor, poisson": () =>
    new HistGradientBoostingRegressor({ ...few, loss: "poisson" }),
  "HistGradientBoostingRegressor, gamma": () => new HistGradientBoostingRegressor({ ...few, loss: "gamma" }),
  "HistGradientBoostingRegressor, stopping": () =>
    new HistGradientBoostingRegressor({ ...few, earlyStopping: true, scoring: "r2" }),
};

describe("the contract holds for", () => {
  it.each(Object.entries(makers))("%s", (_, make) => {
    // The derivatives are float32, and a row's weight is rounded with them.
    expect(checkEstimator(make, { weightTolerance: 1e-5 })).toEqual([]);
  });
});
