import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { MinMaxScaler } from "../preprocessing/scaling/min-max-scaler.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { FeatureUnion, makeUnion } from "./feature-union.ts";

const X = [[0], [1], [2]];

describe("FeatureUnion", () => {
  it("puts side by side what its parts give", () => {
    const both = new FeatureUnion({
      transformers: { unit: new MinMaxScaler(), same: "passthrough", none: "drop" },
      transformerWeights: { unit: 10 },
    });
    const Z = both.fitTransform(X);
    expect(Z.toArray()).toEqual([
      [0, 0],
      [5, 1],
      [10, 2],
    ]);
    expect(Z.names).toEqual(["unit__x0", "same__x0"]);
    expect(both.transform([[4]]).toArray()).toEqual([[20, 4]]);
  });

  it("reaches parameters of parts and replaces parts", () => {
    const both = makeUnion(new MinMaxScaler(), new StandardScaler());
    both.setParams({ minmaxscaler__clip: true, standardscaler: "drop" });
    expect(both.getParams()).toMatchObject({ minmaxscaler__clip: true, standardscaler: "drop" });
    expect(both.fitTransform(X).cols).toBe(1);
  });

  it("refuses to have nothing left", () => {
    expect(() => new FeatureUnion({ transformers: {} })).toThrow(/no transformers/);
    expect(() => new FeatureUnion({ transformers: { a: "drop" } }).fit(X)).toThrow(
      /every transformer is "drop"/,
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => makeUnion(new MinMaxScaler(), new StandardScaler())) as never)).toEqual([]);
  });
});
