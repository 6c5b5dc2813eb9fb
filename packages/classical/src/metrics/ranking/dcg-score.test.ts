import { describe, expect, it } from "vitest";
import { dcgScore, ndcgScore } from "./dcg-score.ts";

describe("dcgScore", () => {
  it("gains 3, 2, 0 in the order 2, 3, 0: 2/log₂2 + 3/log₂3", () => {
    const dcg = 2 + 3 / Math.log2(3);
    expect(dcgScore([[3, 2, 0]], [[0.5, 0.9, 0.1]])).toBeCloseTo(dcg, 14);
    expect(ndcgScore([[3, 2, 0]], [[0.5, 0.9, 0.1]])).toBeCloseTo(dcg / (3 + 2 / Math.log2(3)), 14);
    expect(dcgScore([[3, 2, 0]], [[0.5, 0.9, 0.1]], { k: 1 })).toBeCloseTo(2, 14);
  });

  it("equal scores share their places", () => {
    const mean = (3 + 1 + (3 + 1) / Math.log2(3)) / 2;
    expect(dcgScore([[3, 1]], [[7, 7]])).toBeCloseTo(mean, 14);
    expect(dcgScore([[3, 1]], [[7, 7]], { ignoreTies: true })).toBeCloseTo(1 + 3 / Math.log2(3), 14);
  });

  it("the best order is 1, nothing relevant is 0", () => {
    expect(ndcgScore([[0, 1, 5]], [[1, 2, 3]])).toBeCloseTo(1, 15);
    expect(ndcgScore([[0, 0, 0]], [[1, 2, 3]])).toBe(0);
  });

  it("refuses negative gains, one item, k = 0 and shapes that differ", () => {
    expect(() => ndcgScore([[-1, 2]], [[1, 2]])).toThrow(
      "ndcgScore: yTrue has -1, gains of at least 0 are needed",
    );
    expect(() => ndcgScore([[1]], [[1]])).toThrow("one item a row");
    expect(() => dcgScore([[1, 2]], [[1, 2]], { k: 0 })).toThrow("dcgScore: k 0");
    expect(() => dcgScore([[1, 2]], [[1, 2]], { logBase: 1 })).toThrow("dcgScore: logBase 1");
    expect(() => dcgScore([[1, 2]], [[1, 2, 3]])).toThrow("dcgScore: yTrue is 1 × 2, yScore 1 × 3");
    expect(() => dcgScore([[1, 2]], [[1, Number.NaN]])).toThrow("yScore[1] is NaN");
  });
});
