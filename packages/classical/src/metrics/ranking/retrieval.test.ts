import { describe, expect, it } from "vitest";
import { averagePrecisionAtK, hitRate, reciprocalRank } from "./retrieval.ts";

// First query: relevant at places 2 and 3. Second: at place 1. Third: nothing.
const y = [
  [0, 1, 1, 0],
  [1, 0, 0, 0],
  [0, 0, 0, 0],
];
const scores = [
  [9, 8, 7, 6],
  [9, 8, 7, 6],
  [9, 8, 7, 6],
];

describe("retrieval", () => {
  it("reciprocal rank: ½, 1, 0", () => {
    expect(reciprocalRank(y, scores)).toBe(0.5);
    expect(reciprocalRank(y, scores, { k: 1 })).toBeCloseTo(1 / 3, 15);
  });

  it("average precision: (1/2 + 2/3) / 2, 1, 0; at k = 1 over one possible", () => {
    expect(averagePrecisionAtK(y, scores)).toBeCloseTo((7 / 12 + 1) / 3, 15);
    expect(averagePrecisionAtK(y, scores, { k: 1 })).toBeCloseTo(1 / 3, 15);
    expect(averagePrecisionAtK(y, scores, { k: 2 })).toBeCloseTo((1 / 4 + 1) / 3, 15);
  });

  it("hit rate: two of three at k = 2, one at k = 1", () => {
    expect(hitRate(y, scores, { k: 2 })).toBeCloseTo(2 / 3, 15);
    expect(hitRate(y, scores, { k: 1 })).toBeCloseTo(1 / 3, 15);
    expect(hitRate(y, scores, { sampleWeight: [0, 1, 0] })).toBe(1);
  });

  it("one score for all items gains nothing: the relevant one comes last", () => {
    expect(reciprocalRank([[1, 0, 0]], [[5, 5, 5]])).toBeCloseTo(1 / 3, 15);
    expect(hitRate([[1, 0, 0]], [[5, 5, 5]], { k: 2 })).toBe(0);
  });

  it("refuses k = 0", () => {
    expect(() => hitRate(y, scores, { k: 0 })).toThrow(
      "hitRate: k 0, a whole number of at least 1 is needed",
    );
  });
});
