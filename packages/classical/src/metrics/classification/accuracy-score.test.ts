import { describe, expect, it } from "vitest";
import { accuracyScore, hammingLoss, zeroOneLoss } from "./accuracy-score.ts";

describe("accuracyScore", () => {
  it("three of four right is 3/4", () => {
    expect(accuracyScore(["a", "b", "a", "c"], ["a", "b", "c", "c"])).toBe(0.75);
    expect(accuracyScore(["a", "b", "a", "c"], ["a", "b", "c", "c"], { normalize: false })).toBe(3);
    expect(zeroOneLoss([1, 2, 3, 4], [1, 2, 3, 5])).toBe(0.25);
    expect(hammingLoss([true, false], [true, true])).toBe(0.5);
  });

  it("of rows of labels all must be right; hammingLoss counts each", () => {
    const [y, found] = [
      [
        [1, 0],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ];
    expect(accuracyScore(y, found)).toBe(0.5);
    expect(zeroOneLoss(y, found)).toBe(0.5);
    expect(hammingLoss(y, found)).toBe(0.25);
  });

  it("refuses lengths, kinds and labels that are not 0 or 1", () => {
    expect(() => accuracyScore([1, 2], [1])).toThrow("accuracyScore: yTrue has 2 samples, yPred 1");
    expect(() => accuracyScore([1, 2], ["1", "2"])).toThrow(
      'accuracyScore: labels 1 and "1" are of two kinds',
    );
    expect(() => accuracyScore([0, 1], [0.2, 0.7])).toThrow("accuracyScore: label 0.2, a whole number");
    expect(() => accuracyScore([[0, 2]], [[0, 1]])).toThrow(
      "accuracyScore: yTrue[0, 1] is 2, 0 or 1 is needed",
    );
    expect(() => hammingLoss([[0, 1]], [[0, 1, 1]])).toThrow("hammingLoss: yTrue is 1 × 2, yPred 1 × 3");
  });
});
