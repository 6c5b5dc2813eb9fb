import { describe, expect, it } from "vitest";
import {
  adjustedRandScore,
  fowlkesMallowsScore,
  pairConfusionMatrix,
  randScore,
} from "./pair-confusion-matrix.ts";

const y = [0, 0, 1, 1];
const found = [0, 0, 0, 1];

describe("pairs of samples", () => {
  it("by hand, each pair twice: of six pairs 1 together in both, 1 in classes alone, 2 in clusters alone", () => {
    expect(pairConfusionMatrix(y, found).toArray()).toEqual([
      [4, 4],
      [2, 2],
    ]);
    expect(randScore(y, found)).toBe(0.5);
    expect(fowlkesMallowsScore(y, found)).toBeCloseTo(Math.sqrt((1 / 3) * (1 / 2)), 15);
    // Expected pairs in both: 2 · 3 / 6 = 1, as found.
    expect(adjustedRandScore(y, found)).toBe(0);
  });

  it("is 1 for the same partition under other names", () => {
    for (const score of [randScore, adjustedRandScore, fowlkesMallowsScore]) {
      expect(score(["x", "y", "x", "z", "z"], [3, 1, 3, 2, 2])).toBe(1);
    }
  });
});
