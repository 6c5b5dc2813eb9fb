import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose, goldenValues } from "./golden.fixture.ts";
import { RadiusNeighborsClassifier } from "./radius-neighbors-classifier.ts";
import { RadiusNeighborsRegressor } from "./radius-neighbors-regressor.ts";

interface Golden {
  X: number[][];
  y: number[];
  t: number[];
  Q: number[][];
  estimators: Record<"uniform" | "distance", { radius_proba: number[][]; radius_regression: number[] }>;
}
const { X, y, t, Q, estimators } = goldenValues<Golden>("neighbors");
const line = [[0], [1], [2], [10]];

describe("RadiusNeighborsClassifier and -Regressor", () => {
  it("votes and averages within the radius", () => {
    const model = new RadiusNeighborsClassifier({ radius: 1 }).fit(line, [0, 1, 1, 0]);
    expect(model.predict([[1]])).toEqual([1]);
    expectClose(model.predictProba([[1]]), [[1 / 3, 2 / 3]], 1e-15);
    expect([
      ...new RadiusNeighborsRegressor({ radius: 1 }).fit(line, [3, 6, 0, 9]).predict([[1], [9]]),
    ]).toEqual([3, 9]);
  });

  it.each(["uniform", "distance"] as const)(
    "gives scikit-learn's probabilities and regression: %s",
    (weights) => {
      const model = new RadiusNeighborsClassifier({ radius: 1.2, weights, outlierLabel: 1 }).fit(X, y);
      expectClose(model.predictProba(Q), estimators[weights].radius_proba, 1e-12);
      const regressor = new RadiusNeighborsRegressor({ radius: 2.5, weights }).fit(X, t);
      expectClose(regressor.predict(Q), estimators[weights].radius_regression, 1e-12);
    },
  );

  it("calls rows without neighbours what it is told, or refuses them", () => {
    const fitted = (outlierLabel?: string): RadiusNeighborsClassifier =>
      new RadiusNeighborsClassifier({ ...(outlierLabel ? { outlierLabel } : {}) }).fit(line, [
        "a",
        "b",
        "b",
        "a",
      ]);
    expect(fitted("none").predict([[50], [2]])).toEqual(["none", "b"]);
    expect(
      fitted("none")
        .predictProba([[50]])
        .toArray(),
    ).toEqual([[0, 0]]);
    expect(
      fitted("b")
        .predictProba([[50]])
        .toArray(),
    ).toEqual([[0, 1]]);
    expect(fitted("mostFrequent").predict([[50]])).toEqual(["a"]);
    expect(() => fitted().predict([[2], [50]])).toThrow("row 1 has no neighbours within 1, one is needed");
    expect(() => new RadiusNeighborsClassifier({ outlierLabel: 3 }).fit(line, ["a", "b", "b", "a"])).toThrow(
      "outlierLabel is 3, a string is needed",
    );
  });

  it("the regressor gives NaN without neighbours, and says so", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect([...new RadiusNeighborsRegressor().fit(line, [1, 2, 3, 4]).predict([[50]])]).toEqual([Number.NaN]);
    expect(warn.mock.calls[0]![0]).toContain("1 of 1 rows have no neighbours within 1 and get NaN");
    warn.mockRestore();
  });

  it("keeps the contract of estimators", () => {
    expect(
      checkEstimator(() => new RadiusNeighborsClassifier({ radius: 3, outlierLabel: "mostFrequent" })),
    ).toEqual([]);
    expect(checkEstimator(() => new RadiusNeighborsRegressor({ radius: 3 }))).toEqual([]);
  });
});
