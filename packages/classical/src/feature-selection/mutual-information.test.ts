import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { mutualInfoClassif, mutualInfoRegression } from "./mutual-information.ts";
import { countWithin, lineOf, neighbourDistances, planeDistances } from "./neighbour-counts.ts";

describe("mutual information", () => {
  it("of a category that is the class is the class's entropy, ln 2; of one that is independent 0", () => {
    const X = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const found = mutualInfoClassif(X, ["a", "a", "b", "b"], { discreteFeatures: true });
    expect(found[0]).toBeCloseTo(Math.LN2, 12);
    expect(found[1]).toBeCloseTo(0, 12);
  });

  it("of two normal variables with correlation ρ is −½ ln(1 − ρ²)", () => {
    const rng = new Philox(5);
    const rho = 0.8;
    const x = Array.from({ length: 3000 }, () => [rng.normal()]);
    const y = x.map(([value]) => rho * value! + Math.sqrt(1 - rho ** 2) * rng.normal());
    // The estimator's standard error at 3,000 points is about 0.02.
    expect(Math.abs(mutualInfoRegression(x, y)[0]! + 0.5 * Math.log(1 - rho ** 2))).toBeLessThan(0.08);
  });

  it("of classes far apart is their entropy", () => {
    const rng = new Philox(6);
    const codes = Array.from({ length: 600 }, (_, i) => i % 2);
    const x = codes.map((code) => [100 * code + rng.normal()]);
    expect(mutualInfoClassif(x, codes)[0]).toBeCloseTo(Math.LN2, 2);
  });

  it("refuses other lengths and no neighbours", () => {
    expect(() => mutualInfoClassif([[1], [2]], [0, 1], { discreteFeatures: [true, true] })).toThrow(
      /2 values, 1 are/,
    );
    expect(() => mutualInfoClassif([[1], [2]], [0, 1], { nNeighbors: 0 })).toThrow(/nNeighbors is 0/);
  });
});

describe("distances and counts of neighbours", () => {
  it("are what looking at all pairs gives", () => {
    const rng = new Philox(7);
    const [x, y] = [0, 1].map(() => Float64Array.from({ length: 80 }, () => rng.normal())) as [
      Float64Array,
      Float64Array,
    ];
    const line = lineOf(x);
    const kth = (distance: (j: number) => number, i: number, k: number) =>
      Array.from(x.keys())
        .filter((j) => j !== i)
        .map(distance)
        .sort((a, b) => a - b)[k - 1];
    for (const k of [1, 3, 7]) {
      const [alone, both] = [neighbourDistances(line, k), planeDistances(line, x, y, k)];
      for (let i = 0; i < 80; i++) {
        expect(alone[i]).toBe(kth((j) => Math.abs(x[j]! - x[i]!), i, k));
        expect(both[i]).toBe(kth((j) => Math.max(Math.abs(x[j]! - x[i]!), Math.abs(y[j]! - y[i]!)), i, k));
        expect(countWithin(line, x[i]!, both[i]!)).toBe(
          x.filter((value) => Math.abs(value - x[i]!) < both[i]!).length,
        );
      }
    }
  });
});
