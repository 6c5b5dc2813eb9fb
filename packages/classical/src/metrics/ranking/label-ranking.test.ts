import { describe, expect, it } from "vitest";
import { coverageError, labelRankingAveragePrecisionScore, labelRankingLoss } from "./label-ranking.ts";

// Scores put label 1 first, then 0, then 2; labels 0 and 1 are relevant in the first row, 2 in the second.
const y = [
  [1, 1, 0],
  [0, 0, 1],
];
const scores = [
  [0.5, 0.9, 0.1],
  [0.5, 0.9, 0.1],
];

describe("rankings of labels", () => {
  it("by hand", () => {
    expect(labelRankingAveragePrecisionScore(y, scores)).toBeCloseTo((1 + 1 / 3) / 2, 15);
    expect(coverageError(y, scores)).toBe((2 + 3) / 2);
    expect(labelRankingLoss(y, scores)).toBe((0 + 1) / 2);
  });

  it("ties count as wrong", () => {
    expect(labelRankingLoss([[1, 0]], [[1, 1]])).toBe(1);
    expect(labelRankingAveragePrecisionScore([[1, 0]], [[1, 1]])).toBe(0.5);
    expect(coverageError([[1, 0]], [[1, 1]])).toBe(2);
  });

  it("refuses relevance other than 0 and 1", () => {
    expect(() => labelRankingLoss([[2, 0]], [[1, 1]])).toThrow(
      "labelRankingLoss: yTrue[0, 0] is 2, 0 or 1 is needed",
    );
  });
});
