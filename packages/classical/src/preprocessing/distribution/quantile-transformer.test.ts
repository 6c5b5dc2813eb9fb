import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { QuantileTransformer } from "./quantile-transformer.ts";

describe("QuantileTransformer", () => {
  const X = [[1], [2], [4], [8], [16]];

  it("gives the place among the values, on lines between them", () => {
    const places = new QuantileTransformer().fit(X);
    expect(places.nQuantiles_).toBe(5);
    expect(places.transform([[1], [3], [16], [-5], [99]]).toArray()).toEqual([[0], [0.375], [1], [0], [1]]);
    expect(places.inverseTransform([[0.375], [0], [1]]).toArray()).toEqual([[3], [1], [16]]);
  });

  it("gives the middle of a jump", () => {
    expect(
      new QuantileTransformer()
        .fit([[0], [1], [1], [1], [2]])
        .transform([[1]])
        .at(0, 0),
    ).toBe(0.5);
  });

  it("makes any distribution normal, within ±5.2", () => {
    const rows = Array.from({ length: 999 }, (_, i) => [Math.exp(i / 100)]);
    const Z = new QuantileTransformer({ outputDistribution: "normal" }).fitTransform(rows).column(0);
    expect(Z[499]).toBeCloseTo(0, 9);
    expect(Math.max(...Z)).toBeCloseTo(5.1993, 3);
    const inner = Z.slice(10, -10);
    expect(inner.reduce((sum, z) => sum + z * z, 0) / inner.length).toBeGreaterThan(0.8);
  });

  it("refuses no quantiles", () => {
    expect(() => new QuantileTransformer({ nQuantiles: 0 })).toThrow(/≥ 1/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new QuantileTransformer()) as never)).toEqual([]);
    expect(checkEstimator((() => new QuantileTransformer({ subsample: 20 })) as never)).toEqual([]);
  });
});
