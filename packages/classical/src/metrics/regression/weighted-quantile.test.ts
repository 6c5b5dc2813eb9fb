import { describe, expect, it } from "vitest";
import { weightedQuantile } from "./weighted-quantile.ts";

describe("weightedQuantile", () => {
  it("½ is the median: the middle one, or the mean of both middle ones", () => {
    expect(weightedQuantile([3, 1, 2], 0.5)).toBe(2);
    expect(weightedQuantile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(weightedQuantile([4, 1], 0)).toBe(1);
    expect(weightedQuantile([4, 1], 1)).toBe(4);
  });

  it("a weight of 2 is the value twice, a weight of 0 none", () => {
    expect(weightedQuantile([1, 5, 9], 0.5, [1, 2, 1])).toBe(5);
    expect(weightedQuantile([1, 5, 9], 0.5, [3, 1, 0])).toBe(1);
    expect(weightedQuantile([1, 6, 9], 0.5, [1, 0, 1])).toBe(5);
  });
});
