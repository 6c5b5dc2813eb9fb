import { afterEach, describe, expect, it, vi } from "vitest";
import { averagePrecisionScore } from "./average-precision-score.ts";
import { precisionRecallCurve } from "./precision-recall-curve.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("precisionRecallCurve", () => {
  it("from the lowest threshold to the point (1, 0) that has none", () => {
    expect(precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toEqual({
      precision: Float64Array.of(0.5, 2 / 3, 0.5, 1, 1),
      recall: Float64Array.of(1, 1, 0.5, 0.5, 0),
      thresholds: Float64Array.of(0.1, 0.35, 0.4, 0.8),
    });
  });

  it("without positives recall is 1, with a warning", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(precisionRecallCurve([0, 0], [1, 2]).recall).toEqual(Float64Array.of(1, 1, 0));
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe("averagePrecisionScore", () => {
  it("is Σ (R_t − R_{t−1}) P_t: ½ · 1 + ½ · 2/3", () => {
    expect(averagePrecisionScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.5 + 1 / 3, 15);
  });

  it("of one score for all is the share of positives", () => {
    expect(averagePrecisionScore([0, 1, 0, 0], [7, 7, 7, 7])).toBe(0.25);
  });

  it("refuses posLabel for several columns and texts without it", () => {
    expect(() => averagePrecisionScore(["a", "b"], [0, 1])).toThrow("give posLabel");
    expect(() =>
      averagePrecisionScore(
        [0, 1, 2],
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        { posLabel: 1 },
      ),
    ).toThrow("3 columns of scores and posLabel");
    expect(() =>
      averagePrecisionScore(
        [
          [0, 1],
          [1, 0],
        ],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow("yTrue is 2 × 2, yScore 2 × 3");
  });
});
