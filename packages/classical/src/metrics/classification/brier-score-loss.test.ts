import { describe, expect, it } from "vitest";
import { brierScoreLoss, d2BrierScore } from "./brier-score-loss.ts";

describe("brierScoreLoss", () => {
  it("of two classes is the mean of (y − p)²", () => {
    expect(brierScoreLoss([0, 1], [0.5, 0.75])).toBe((0.25 + 0.0625) / 2);
    expect(brierScoreLoss([0, 1], [0.5, 0.75], { scaleByHalf: false })).toBe(0.3125);
    expect(brierScoreLoss(["no", "yes"], [0.5, 0.75], { posLabel: "yes" })).toBe(0.15625);
  });

  it("of three is the mean of Σ_k ([y = k] − p_k)²", () => {
    expect(
      brierScoreLoss(
        [0, 1, 2],
        [
          [0.5, 0.5, 0],
          [0, 1, 0],
          [1, 0, 0],
        ],
      ),
    ).toBeCloseTo((0.5 + 0 + 2) / 3, 15);
  });

  it("D² is 0 for the shares of the classes", () => {
    expect(d2BrierScore([0, 1, 1, 1], [0.75, 0.75, 0.75, 0.75])).toBeCloseTo(0, 15);
    expect(d2BrierScore([0, 1], [0, 1])).toBe(1);
  });

  it("refuses three classes with one probability a sample, and an unnamed positive class", () => {
    expect(() => brierScoreLoss([0, 1, 2], [0, 0, 0])).toThrow("a column for each is needed");
    expect(() => brierScoreLoss(["n", "y"], [0, 0])).toThrow("give posLabel");
    expect(() => brierScoreLoss([0, 1], [-0.1, 0])).toThrow("brierScoreLoss: yProba of sample 0 is -0.1");
  });
});
