import { afterEach, describe, expect, it, vi } from "vitest";
import { cohenKappaScore } from "./cohen-kappa-score.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("cohenKappaScore", () => {
  it("agreement 0.7 with 0.5 by chance is 0.4", () => {
    const y1 = [...new Array(5).fill("yes"), ...new Array(5).fill("no")];
    const y2 = ["yes", "yes", "yes", "yes", "no", "no", "no", "no", "yes", "yes"];
    // 4 both yes, 3 both no: 0.7; expected 0.5 · 0.6 + 0.5 · 0.4 = 0.5.
    expect(cohenKappaScore(y1, y2)).toBeCloseTo(0.4, 15);
  });

  it("weights count how far classes lie apart", () => {
    // One disagreement by 1; by chance (2 + 2 + 1 + 2) / 3.
    expect(cohenKappaScore([0, 1, 2], [1, 1, 2], { weights: "linear" })).toBeCloseTo(1 - 1 / (7 / 3), 14);
  });

  it("one class in both is undefined: NaN with a warning, or what is given", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(cohenKappaScore([1, 1], [1, 1])).toBeNaN();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(cohenKappaScore([1, 1], [1, 1], { replaceUndefinedBy: 1 })).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(() => cohenKappaScore([1, 0], [1, 1], { weights: "cubic" as "linear" })).toThrow(
      'weights "cubic"',
    );
  });
});
