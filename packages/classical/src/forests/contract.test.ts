import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { BaggingClassifier } from "./bagging/bagging-classifier.ts";
import { BaggingRegressor } from "./bagging/bagging-regressor.ts";
import { ExtraTreesClassifier } from "./extra-trees-classifier.ts";
import { ExtraTreesRegressor } from "./extra-trees-regressor.ts";
import { IsolationForest } from "./isolation-forest.ts";
import { RandomForestClassifier } from "./random-forest-classifier.ts";
import { RandomForestRegressor } from "./random-forest-regressor.ts";
import { RandomTreesEmbedding } from "./random-trees-embedding.ts";

const few = { nEstimators: 5 };
const makers: Record<string, () => AnyEstimator> = {
  RandomForestClassifier: () => new RandomForestClassifier(few),
  RandomForestRegressor: () => new RandomForestRegressor({ ...few, maxFeatures: 2 }),
  ExtraTreesClassifier: () => new ExtraTreesClassifier(few),
  ExtraTreesRegressor: () => new ExtraTreesRegressor(few),
  BaggingClassifier: () => new BaggingClassifier(few),
  BaggingRegressor: () => new BaggingRegressor({ ...few, maxFeatures: 0.7 }),
  IsolationForest: () => new IsolationForest({ ...few, maxFeatures: 0.7, contamination: 0.1 }),
  RandomTreesEmbedding: () => new RandomTreesEmbedding(few),
};

describe("the contract holds for", () => {
  it.each(Object.entries(makers))("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});
