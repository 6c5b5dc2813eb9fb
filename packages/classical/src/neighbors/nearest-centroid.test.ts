import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose, goldenValues } from "./golden.fixture.ts";
import { NearestCentroid } from "./nearest-centroid.ts";

interface Golden {
  X: number[][];
  y: number[];
  Q: number[][];
  centroids: {
    options: {
      metric: "euclidean" | "manhattan";
      shrink_threshold: number | null;
      priors: "uniform" | "empirical" | number[];
    };
    centroids: number[][];
    deviations: number[][];
    within_class_std_dev: number[];
    predict: number[];
    decision?: number[][];
    proba?: number[][];
  }[];
}
const { X, y, Q, centroids } = goldenValues<Golden>("neighbors");

describe("NearestCentroid", () => {
  it("takes the class of the nearer mean, by medians with manhattan", () => {
    const [rows, classes] = [
      [[0], [2], [10], [5], [7]],
      [0, 0, 0, 1, 1],
    ];
    const means = new NearestCentroid().fit(rows, classes);
    expect(means.centroids_.toArray()).toEqual([[4], [6]]);
    expect(means.predict([[4.9], [5.1]])).toEqual([0, 1]);
    const medians = new NearestCentroid({ metric: "manhattan" }).fit(rows, classes);
    expect(medians.centroids_.toArray()).toEqual([[2], [6]]);
    expect(medians.predict([[3.9], [4.1]])).toEqual([0, 1]);
  });

  it.each(centroids)("is scikit-learn's: $options", (wanted) => {
    const { metric, shrink_threshold: shrinkThreshold, priors } = wanted.options;
    const model = new NearestCentroid({ metric, shrinkThreshold, priors }).fit(X, y);
    expectClose(model.centroids_, wanted.centroids, 1e-12);
    expectClose(model.deviations_, wanted.deviations, 1e-12);
    expectClose(model.withinClassStdDev_, wanted.within_class_std_dev, 1e-12);
    expect(model.predict(Q)).toEqual(wanted.predict);
    if (!wanted.decision) return;
    expectClose(model.decisionFunction(Q), wanted.decision, 1e-11);
    expectClose(model.predictProba(Q), wanted.proba!, 1e-11);
  });

  it("a threshold above all deviations leaves one centroid for all", () => {
    const model = new NearestCentroid({ shrinkThreshold: 100 }).fit(X, y);
    const [a, ...others] = model.centroids_.toArray();
    for (const other of others) expectClose(other, a!, 1e-12);
  });

  it("refuses priors that are not one for each class and 1 in sum, and scores of manhattan", () => {
    expect(() => new NearestCentroid({ priors: [0.5, 0.5] }).fit(X, y)).toThrow("2 priors for 3 classes");
    expect(() => new NearestCentroid({ priors: [1, 1, 1] }).fit(X, y)).toThrow(
      "priors sum to 3, 1 is needed",
    );
    const model = new NearestCentroid({ metric: "manhattan" }).fit(X, y);
    expect(() => model.predictProba(Q)).toThrow('metric "euclidean" is needed');
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new NearestCentroid())).toEqual([]);
    expect(checkEstimator(() => new NearestCentroid({ shrinkThreshold: 0.5, priors: "empirical" }))).toEqual(
      [],
    );
    expect(checkEstimator(() => new NearestCentroid({ metric: "manhattan" }))).toEqual([]);
  });
});
