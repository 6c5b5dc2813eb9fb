import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { KNNImputer } from "./knn-imputer.ts";

const NaN_ = Number.NaN;

describe("KNNImputer", () => {
  const X = [
    [0, 10],
    [1, 20],
    [5, 90],
  ];

  it("takes the mean of the two nearest", () => {
    const imputer = new KNNImputer({ nNeighbors: 2 }).fit(X);
    expect(imputer.transform([[0.4, NaN_]]).toArray()).toEqual([[0.4, 15]]);
  });

  it("weighs by distance; one at distance 0 counts alone", () => {
    const imputer = new KNNImputer({ nNeighbors: 2, weights: "distance" }).fit(X);
    // d is √2 · 0.25 and √2 · 0.75: weights 3 : 1.
    expect(imputer.transform([[0.25, NaN_]]).at(0, 1)).toBeCloseTo(12.5, 12);
    expect(imputer.transform([[1, NaN_]]).at(0, 1)).toBe(20);
  });

  it("takes the column's mean for a row without any values", () => {
    expect(
      new KNNImputer()
        .fit(X)
        .transform([[NaN_, NaN_]])
        .toArray(),
    ).toEqual([[2, 40]]);
  });

  it("rows that lack the value do not count as neighbours", () => {
    const imputer = new KNNImputer({ nNeighbors: 1 }).fit([
      [0, NaN_],
      [3, 7],
    ]);
    expect(imputer.transform([[0, NaN_]]).at(0, 1)).toBe(7);
  });

  it("refuses nothing to learn from, and no neighbours", () => {
    expect(() => new KNNImputer().fit([[NaN_]])).toThrow(/no column has a value/);
    expect(() => new KNNImputer({ nNeighbors: 0 })).toThrow(/≥ 1/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new KNNImputer()) as never)).toEqual([]);
  });
});
