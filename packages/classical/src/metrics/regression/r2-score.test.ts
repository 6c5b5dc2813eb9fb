import { afterEach, describe, expect, it, vi } from "vitest";
import { explainedVarianceScore, r2Score } from "./r2-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("r2Score", () => {
  it("squares of 1 left of 8 is 7/8, the mean gives 0", () => {
    expect(r2Score([1, 3, 5], [1, 3, 4])).toBe(1 - 1 / 8);
    expect(r2Score([1, 3, 5], [3, 3, 3])).toBe(0);
  });

  it("explained variance does not mind a constant that is added", () => {
    expect(explainedVarianceScore([1, 3, 5], [11, 13, 15])).toBe(1);
    expect(r2Score([1, 3, 5], [11, 13, 15])).toBeLessThan(-30);
  });

  it("of constant y is 1 or 0, and NaN or −∞ with a warning where that is wanted", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect([r2Score([2, 2], [2, 2]), r2Score([2, 2], [2, 3])]).toEqual([1, 0]);
    expect(warn).not.toHaveBeenCalled();
    expect(r2Score([2, 2], [2, 2], { forceFinite: false })).toBeNaN();
    expect(r2Score([2, 2], [2, 3], { forceFinite: false })).toBe(Number.NEGATIVE_INFINITY);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it("of one sample is NaN with a warning", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(r2Score([2], [2])).toBeNaN();
    expect(warn).toHaveBeenCalledWith("r2Score: one sample, at least two are needed; the score is NaN");
  });
});
