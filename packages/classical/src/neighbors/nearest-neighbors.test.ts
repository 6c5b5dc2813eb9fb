import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { NearestNeighbors } from "./nearest-neighbors.ts";

const line = [[0], [1], [3], [7]];

describe("NearestNeighbors", () => {
  it("draws the graph of the nearest, by 1 or by distance", () => {
    const model = new NearestNeighbors({ nNeighbors: 1 }).fit(line);
    expect(model.kneighborsGraph().toDense().toArray()).toEqual([
      [0, 1, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(
      model
        .kneighborsGraph([[4]], { nNeighbors: 2, mode: "distance" })
        .toDense()
        .toArray(),
    ).toEqual([[0, 3, 1, 0]]);
  });

  it("finds all within a radius, with or without the rows themselves", () => {
    const model = new NearestNeighbors({ radius: 2 }).fit(line);
    expect([...model.radiusNeighbors().indptr]).toEqual([0, 1, 3, 4, 4]);
    expect([...model.radiusNeighbors().indices]).toEqual([1, 0, 2, 1]);
    expect([...model.radiusNeighbors(line).indptr]).toEqual([0, 2, 5, 7, 8]);
    expect(
      model
        .radiusNeighborsGraph([[2]], { radius: 1, mode: "distance" })
        .toDense()
        .toArray(),
    ).toEqual([[0, 1, 1, 0]]);
  });

  it("looks distances up where they are given", () => {
    const model = new NearestNeighbors({ metric: "precomputed", nNeighbors: 1 }).fit([
      [0, 2, 5],
      [2, 0, 1],
      [5, 1, 0],
    ]);
    expect([...model.kneighbors().indices]).toEqual([1, 2, 1]);
    expect(() => new NearestNeighbors({ metric: "precomputed" }).fit(line)).toThrow(
      'NearestNeighbors.fit: X is 4 × 1 with metric "precomputed", the square of distances',
    );
  });

  it("does not see what the caller changes after fit", () => {
    const X = [[0], [1], [3]];
    const model = new NearestNeighbors({ nNeighbors: 1 }).fit(X);
    X[0]![0] = 100;
    expect([...model.kneighbors([[0]]).distances]).toEqual([0]);
  });

  it("refuses as many neighbours as rows where none is its own", () => {
    const model = new NearestNeighbors({ nNeighbors: 4 }).fit(line);
    expect(() => model.kneighbors()).toThrow("k = 4 neighbours among 4 rows, at most 3");
    expect(model.kneighbors(line).k).toBe(4);
    expect(() => new NearestNeighbors().kneighbors(line)).toThrow("fit");
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new NearestNeighbors())).toEqual([]);
  });
});
