import { afterEach, describe, expect, it, vi } from "vitest";
import { balancedAccuracyScore } from "./balanced-accuracy-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("balancedAccuracyScore", () => {
  it("is the mean of recalls: 1 of 1 and 1 of 4", () => {
    expect(balancedAccuracyScore([0, 1, 1, 1, 1], [0, 1, 0, 0, 0])).toBe(0.625);
    expect(balancedAccuracyScore([0, 1, 1, 1, 1], [0, 1, 0, 0, 0], { adjusted: true })).toBe(0.25);
  });

  it("leaves out classes that were only found, with a warning", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(balancedAccuracyScore([0, 1], [0, 2])).toBe(0.5);
    expect(warn).toHaveBeenCalledWith(
      "balancedAccuracyScore: 1 classes of yPred are not in yTrue; they are left out",
    );
  });

  it("one class cannot be adjusted", () => {
    expect(() => balancedAccuracyScore([1, 1], [1, 1], { adjusted: true })).toThrow(
      "at least two classes are needed",
    );
  });
});
