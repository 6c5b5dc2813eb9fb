import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { DecisionTreeClassifier } from "./decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "./decision-tree-regressor.ts";

const makers: Record<string, () => AnyEstimator> = {
  "DecisionTreeClassifier, gini": () => new DecisionTreeClassifier(),
  "DecisionTreeClassifier, entropy, best first": () =>
    new DecisionTreeClassifier({ criterion: "entropy", maxLeafNodes: 6, classWeight: "balanced" }),
  "DecisionTreeClassifier, random": () => new DecisionTreeClassifier({ splitter: "random" }),
  "DecisionTreeRegressor, squared error": () => new DecisionTreeRegressor(),
  "DecisionTreeRegressor, absolute error": () =>
    new DecisionTreeRegressor({ criterion: "absolute_error", maxDepth: 4 }),
  "DecisionTreeRegressor, Poisson": () =>
    new DecisionTreeRegressor({ criterion: "poisson", ccpAlpha: 0.001 }),
};

describe("the contract holds for", () => {
  it.each(Object.entries(makers))("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});
