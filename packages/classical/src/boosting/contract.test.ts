import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { AdaBoostClassifier } from "./ada-boost-classifier.ts";
import { AdaBoostRegressor } from "./ada-boost-regressor.ts";
import { GradientBoostingClassifier } from "./gradient-boosting-classifier.ts";
import { GradientBoostingRegressor } from "./gradient-boosting-regressor.ts";

const few = { nEstimators: 5 };
const makers: Record<string, () => AnyEstimator> = {
  AdaBoostClassifier: () => new AdaBoostClassifier(few),
  AdaBoostRegressor: () => new AdaBoostRegressor(few),
  GradientBoostingClassifier: () => new GradientBoostingClassifier(few),
  "GradientBoostingClassifier, stochastic": () => new GradientBoostingClassifier({ ...few, subsample: 0.7 }),
  GradientBoostingRegressor: () => new GradientBoostingRegressor(few),
  "GradientBoostingRegressor, absolute error": () =>
    new GradientBoostingRegressor({ ...few, loss: "absolute_error" }),
  "GradientBoostingRegressor, huber": () => new GradientBoostingRegressor({ ...few, loss: "huber" }),
  "GradientBoostingRegressor, stopping": () => new GradientBoostingRegressor({ ...few, nIterNoChange: 2 }),
};

describe("the contract holds for", () => {
  it.each(Object.entries(makers))("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});
