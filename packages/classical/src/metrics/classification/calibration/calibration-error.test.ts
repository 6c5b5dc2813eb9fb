import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { expectedCalibrationError, maximumCalibrationError } from "./calibration-error.ts";

describe("expectedCalibrationError", () => {
  // Bin [0, ½]: three samples, mean 0.25, share 1/3. Bin (½, 1]: one sample, 0.875, share 1.
  const [y, p] = [
    [0, 0, 1, 1],
    [0.125, 0.375, 0.25, 0.875],
  ];

  it("is the mean gap over bins by their sizes; the maximum is the worst one", () => {
    expect(expectedCalibrationError(y, p, { nBins: 2 })).toBeCloseTo(
      (3 / 4) * (1 / 12) + (1 / 4) * 0.125,
      15,
    );
    expect(maximumCalibrationError(y, p, { nBins: 2 })).toBe(0.125);
    expect(expectedCalibrationError(y, p, { nBins: 2, sampleWeight: [1, 1, 1, 0] })).toBeCloseTo(1 / 12, 15);
  });

  it("with a column a class is of the class with the highest probability", () => {
    const P = [
      [0.75, 0.25, 0],
      [0.25, 0.5, 0.25],
      [0, 0.25, 0.75],
      [0.5, 0.25, 0.25],
    ];
    // Confidence 0.75 twice, right once; 0.5 twice, right twice.
    expect(expectedCalibrationError([0, 1, 1, 0], P, { nBins: 2, labels: [0, 1, 2] })).toBeCloseTo(
      0.25 / 2 + 0.5 / 2,
      15,
    );
    expect(maximumCalibrationError([0, 1, 1, 0], P, { nBins: 2, labels: [0, 1, 2] })).toBe(0.5);
  });

  it("goes to 0 for probabilities that are true, and not for those pushed to the ends", () => {
    const rng = new Philox(3);
    const truth = Float64Array.from({ length: 20_000 }, () => rng.uniform());
    const outcome = Array.from(truth, (q) => (rng.uniform() < q ? 1 : 0));
    // The standard error of a bin's share is 0.5 / √(20 000 / 15) = 0.014 at most.
    expect(expectedCalibrationError(outcome, truth)).toBeLessThan(0.02);
    expect(expectedCalibrationError(outcome, truth, { strategy: "quantile" })).toBeLessThan(0.02);
    const pushed = truth.map((q) => (q > 0.5 ? (1 + q) / 2 : q / 2));
    expect(expectedCalibrationError(outcome, pushed)).toBeGreaterThan(0.08);
  });

  it("refuses three classes with one probability a sample", () => {
    expect(() => expectedCalibrationError([0, 1, 2], [0, 0, 0])).toThrow("a column for each is needed");
  });
});
