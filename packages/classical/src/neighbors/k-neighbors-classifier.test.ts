import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { toMatrix } from "../matrix/matrix-like.ts";
import { expectClose, goldenValues } from "./golden.fixture.ts";
import { KNeighborsClassifier } from "./k-neighbors-classifier.ts";
import { KNeighborsRegressor } from "./k-neighbors-regressor.ts";
import type { Metric } from "./search/distance.ts";
import { kNeighbors } from "./search/k-neighbors.ts";

interface Golden {
  X: number[][];
  y: number[];
  t: number[];
  Q: number[][];
  search: Record<string, { p: number; distances: number[][]; indices: number[][] }>;
  estimators: Record<"uniform" | "distance", { proba: number[][]; regression: number[] }>;
}
const golden = goldenValues<Golden>("neighbors");
const line = [[0], [1], [2], [10]];

describe("KNeighborsClassifier", () => {
  it("takes the class of two among the three nearest; equal votes go to the first class", () => {
    const model = new KNeighborsClassifier({ nNeighbors: 3 }).fit(line, ["b", "a", "b", "a"]);
    expect(model.predict([[0]])).toEqual(["b"]);
    expect(model.predictProba([[0]]).toArray()).toEqual([[1 / 3, 2 / 3]]);
    const tied = new KNeighborsClassifier({ nNeighbors: 2 }).fit(line, ["b", "a", "b", "a"]);
    expect(tied.predict([[0.5]])).toEqual(["a"]);
  });

  it("by distance, 1 at a distance of 1 outweighs 1/2 at a distance of 2; what is met alone decides", () => {
    const model = new KNeighborsClassifier({ nNeighbors: 2, weights: "distance" }).fit([[1], [-2]], [0, 1]);
    expectClose(model.predictProba([[0]]), [[2 / 3, 1 / 3]], 1e-15);
    expect(model.predictProba([[1]]).toArray()).toEqual([[1, 0]]);
  });

  it("a function weighs as it says, and must give a number for each distance", () => {
    const weights = (distances: Float64Array): Float64Array => distances.map((d) => Math.exp(-d));
    const model = new KNeighborsClassifier({ nNeighbors: 2, weights }).fit([[1], [-2]], [0, 1]);
    const [a, b] = [Math.exp(-1), Math.exp(-2)];
    expectClose(model.predictProba([[0]]), [[a / (a + b), b / (a + b)]], 1e-15);
    model.setParams({ weights: () => [1] });
    expect(() => model.predict([[0]])).toThrow("the function weights gave [1] for 2 distances");
  });

  it.each(Object.entries(golden.search))(
    "finds scikit-learn's neighbours: %s",
    (metric, { p, distances, indices }) => {
      const options = { metric: metric as Metric, p };
      const found = kNeighbors(toMatrix("X", golden.X), toMatrix("Q", golden.Q), 4, options);
      expectClose(found.indices, indices, 0);
      expectClose(found.distances, distances, 1e-12);
    },
  );

  it.each(["uniform", "distance"] as const)(
    "gives scikit-learn's probabilities and regression: %s",
    (weights) => {
      const { X, y, t, Q, estimators } = golden;
      const classifier = new KNeighborsClassifier({ nNeighbors: 7, weights }).fit(X, y);
      expectClose(classifier.predictProba(Q), estimators[weights].proba, 1e-12);
      const regressor = new KNeighborsRegressor({ nNeighbors: 7, weights }).fit(X, t);
      expectClose(regressor.predict(Q), estimators[weights].regression, 1e-12);
    },
  );

  it("without X, no row is its own neighbour", () => {
    const model = new KNeighborsClassifier({ nNeighbors: 1 }).fit(line, [0, 1, 0, 1]);
    expect([...model.kneighbors().indices]).toEqual([1, 0, 1, 2]);
    expect([...model.kneighbors([[9]], { nNeighbors: 2 }).indices]).toEqual([3, 2]);
  });

  it("refuses more neighbours than rows", () => {
    expect(() => new KNeighborsClassifier().fit(line, [0, 1, 0, 1])).toThrow(
      "KNeighborsClassifier.fit: nNeighbors = 5 for 4 rows, at most as many as rows are needed",
    );
    expect(() => new KNeighborsRegressor().fit(line, [0, 1, 0, 1])).toThrow("nNeighbors = 5 for 4 rows");
  });

  it("keeps the contract of estimators", () => {
    for (const algorithm of ["brute", "kdTree", "ballTree"] as const)
      expect(checkEstimator(() => new KNeighborsClassifier({ algorithm }))).toEqual([]);
    expect(checkEstimator(() => new KNeighborsRegressor({ weights: "distance" }))).toEqual([]);
  });
});
