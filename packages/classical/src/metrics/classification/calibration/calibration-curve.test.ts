import { describe, expect, it } from "vitest";
import { calibrationCurve } from "./calibration-curve.ts";

describe("calibrationCurve", () => {
  it("has the share of positives and the mean probability of each bin that holds samples", () => {
    const { probTrue, probPred } = calibrationCurve([0, 0, 1, 1], [0.125, 0.375, 0.25, 0.875], { nBins: 2 });
    expect(probTrue).toEqual(Float64Array.of(1 / 3, 1));
    expect(probPred).toEqual(Float64Array.of(0.25, 0.875));
    expect(calibrationCurve([0, 1], [0.1, 0.9]).probTrue).toEqual(Float64Array.of(0, 1));
  });

  it("by quantiles the bins hold as many samples each", () => {
    const { probTrue } = calibrationCurve([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.9], {
      nBins: 2,
      strategy: "quantile",
    });
    expect(probTrue).toEqual(Float64Array.of(0, 1));
  });

  it("refuses scores beyond 1, three classes, and strategies that there are not", () => {
    expect(() => calibrationCurve([0, 1], [0.1, 2])).toThrow("calibrationCurve: yProba of sample 1 is 2");
    expect(() => calibrationCurve([0, 1, 2], [0, 0, 0])).toThrow("classes [0, 1, 2], at most two are needed");
    expect(() => calibrationCurve([0, 1], [0, 1], { strategy: "kmeans" as "quantile" })).toThrow(
      'strategy "kmeans"',
    );
    expect(() => calibrationCurve([0, 1], [0, 1], { nBins: 0 })).toThrow("nBins 0");
  });
});
