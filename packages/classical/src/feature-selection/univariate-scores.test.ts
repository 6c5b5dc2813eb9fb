import { describe, expect, it } from "vitest";
import { chi2, fClassif, fRegression, rRegression } from "./univariate-scores.ts";

describe("fClassif", () => {
  it("of 1, 3 against 5, 7: between 16 of 1, within 4 of 2, F = 8", () => {
    const { scores, pValues } = fClassif([[1], [3], [5], [7]], ["a", "a", "b", "b"]);
    expect(scores[0]).toBeCloseTo(8, 12);
    // P(F(1, 2) ≥ 8) = 1 − √(8 / 10).
    expect(pValues![0]).toBeCloseTo(1 - Math.sqrt(0.8), 12);
  });

  it("says nothing of a constant column and everything of one that is its class", () => {
    const { scores, pValues } = fClassif(
      [
        [0.1, 1],
        [0.1, 1],
        [0.1, 2],
        [0.1, 2],
      ],
      [0, 0, 1, 1],
    );
    expect(Array.from(scores)).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(Array.from(pValues!)).toEqual([1, 0]);
  });

  it("refuses one class, and as many classes as rows", () => {
    expect(() => fClassif([[1], [2]], [1, 1])).toThrow(/fClassif: y has the one class 1/);
    expect(() => fClassif([[1], [2]], [1, 2])).toThrow(/2 rows in 2 classes/);
    expect(() => fClassif([[1], [2]], [1])).toThrow(/y has 1 values, 2 are needed/);
  });
});

describe("fRegression", () => {
  it("of r² = ¾ and 4 rows: F = 3 · 2", () => {
    const X = [[0], [1], [2], [3]];
    const y = [0, 2, 1, 3];
    expect(rRegression(X, y)[0]).toBeCloseTo(0.8, 12);
    expect(fRegression(X, y).scores[0]).toBeCloseTo((0.64 / 0.36) * 2, 12);
  });

  it("says nothing of a constant column and everything of one on a line with y", () => {
    const { scores, pValues } = fRegression(
      [
        [7, 1],
        [7, 2],
        [7, 4],
      ],
      [3, 5, 9],
    );
    expect(scores[0]).toBe(0);
    expect(scores[1]).toBeGreaterThan(1e10);
    expect(pValues![0]).toBe(1);
    expect(pValues![1]).toBeLessThan(1e-5);
  });
});

describe("chi2", () => {
  it("of 3 in one class and 1 in another: (1 + 1) / 2", () => {
    const { scores } = chi2(
      [
        [3, 0],
        [1, 0],
      ],
      ["a", "b"],
    );
    expect(Array.from(scores)).toEqual([1, 0]);
  });

  it("refuses negative counts", () => {
    expect(() => chi2([[1], [-1]], [0, 1])).toThrow(/X\[1, 0\] is -1, numbers of at least 0 are needed/);
  });
});
