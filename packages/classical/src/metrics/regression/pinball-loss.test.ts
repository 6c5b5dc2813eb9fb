import { describe, expect, it } from "vitest";
import { d2AbsoluteErrorScore, d2PinballScore, meanPinballLoss } from "./pinball-loss.ts";

describe("meanPinballLoss", () => {
  it("α = 0.9 costs 0.9 for each unit too low, 0.1 for each too high", () => {
    expect(meanPinballLoss([10], [8], { alpha: 0.9 })).toBeCloseTo(1.8, 15);
    expect(meanPinballLoss([10], [12], { alpha: 0.9 })).toBeCloseTo(0.2, 15);
    expect(meanPinballLoss([1, 2], [2, 4])).toBe(0.75);
  });

  it("is least at the quantile", () => {
    const y = [1, 2, 3, 4, 5, 6, 7, 8, 9, 30];
    const loss = (constant: number) =>
      meanPinballLoss(
        y,
        y.map(() => constant),
        { alpha: 0.75 },
      );
    const best = Array.from({ length: 300 }, (_, i) => i / 10).reduce((a, b) =>
      loss(b) < loss(a) - 1e-12 ? b : a,
    );
    expect(best).toBe(8);
  });

  it("D² is 0 for the quantile, 1 for y itself", () => {
    expect(d2AbsoluteErrorScore([1, 2, 9], [2, 2, 2])).toBe(0);
    expect(d2PinballScore([1, 2, 9], [1, 2, 9], { alpha: 0.2 })).toBe(1);
    expect(() => meanPinballLoss([1], [1], { alpha: 2 })).toThrow(
      "meanPinballLoss: alpha 2, a number from 0 to 1 is needed",
    );
  });
});
