import { describe, expect, it } from "vitest";
import {
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "./squared-error.ts";

describe("squared errors", () => {
  it("errors 1 and −3 have the mean square 5", () => {
    expect(meanSquaredError([2, 4], [1, 7])).toBe(5);
    expect(rootMeanSquaredError([2, 4], [1, 7])).toBe(Math.sqrt(5));
    expect(meanSquaredError([2, 4], [1, 7], { sampleWeight: [3, 1] })).toBe(3);
  });

  it("of logarithms: e − 1 found for 0 is off by 1", () => {
    expect(meanSquaredLogError([0], [Math.E - 1])).toBeCloseTo(1, 15);
    expect(rootMeanSquaredLogError([0, 3], [Math.E - 1, 3])).toBeCloseTo(Math.SQRT1_2, 15);
  });

  it("refuses −1 under the logarithm, NaN, texts, lengths and no samples", () => {
    expect(() => meanSquaredLogError([0, -1], [0, 0])).toThrow(
      "meanSquaredLogError: yTrue[1] is -1, a number above −1 is needed",
    );
    expect(() => meanSquaredError([1, Number.NaN], [1, 1])).toThrow("meanSquaredError: yTrue[1] is NaN");
    expect(() => meanSquaredError(["a"] as unknown as number[], [1])).toThrow(TypeError);
    expect(() => meanSquaredError([1], [1, 2])).toThrow("meanSquaredError: yTrue has 1 samples, yPred 2");
    expect(() => meanSquaredError([], [])).toThrow("yTrue has no samples");
  });
});
