import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { PolynomialFeatures } from "./polynomial-features.ts";

describe("PolynomialFeatures", () => {
  it("of 2 and 3: 1, a, b, a², ab, b²", () => {
    const poly = new PolynomialFeatures();
    expect(poly.fitTransform([[2, 3]]).toArray()).toEqual([[1, 2, 3, 4, 6, 9]]);
    expect(poly.getFeatureNamesOut()).toEqual(["1", "x0", "x1", "x0^2", "x0 x1", "x1^2"]);
    expect(poly.powers_.toArray()).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  it("of F columns and degree d gives (F + d choose d)", () => {
    const count = (degree: number) =>
      new PolynomialFeatures({ degree }).fit([[1, 2, 3, 4, 5]]).nOutputFeatures_;
    expect([1, 2, 3, 4].map(count)).toEqual([6, 21, 56, 126]);
  });

  it("interactions alone, without the ones, and from a degree on", () => {
    const rows = [[2, 3, 5]];
    const given = (options: object) => new PolynomialFeatures(options).fitTransform(rows).toArray()[0];
    expect(given({ interactionOnly: true, includeBias: false })).toEqual([2, 3, 5, 6, 10, 15]);
    expect(given({ degree: [3, 3], interactionOnly: true })).toEqual([1, 30]);
    expect(given({ degree: 5, interactionOnly: true, includeBias: false })).toEqual([2, 3, 5, 6, 10, 15, 30]);
  });

  it("refuses degrees that are none", () => {
    expect(() => new PolynomialFeatures({ degree: -1 })).toThrow(/a whole number ≥ 0/);
    expect(() => new PolynomialFeatures({ degree: [3, 2] })).toThrow(/0 ≤ from ≤ to/);
    expect(() => new PolynomialFeatures({ degree: 0, includeBias: false }).fit([[1]])).toThrow(
      /has no columns/,
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator((() => new PolynomialFeatures()) as never)).toEqual([]);
  });
});
