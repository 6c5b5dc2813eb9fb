import { describe, expect, it } from "vitest";
import { requireNumbers, requireSameLength, requireWeights, weightedMean } from "./samples.ts";

describe("samples", () => {
  it("the weighted mean of 1 and 4 with weights 2 and 1 is 2", () => {
    expect(weightedMean([1, 4], [2, 1])).toBe(2);
    expect(weightedMean([1, 4])).toBe(2.5);
  });

  it("lengths that differ and no samples at all are refused", () => {
    expect(requireSameLength("f", { yTrue: [1, 2], yPred: [1, 2] })).toBe(2);
    expect(() => requireSameLength("f", { yTrue: [1, 2], yPred: [1] })).toThrow(
      "f: yTrue has 2 samples, yPred 1; both need the same number",
    );
    expect(() => requireSameLength("f", { yTrue: [], yPred: [] })).toThrow("f: yTrue has no samples");
  });

  it("weights are finite, not negative, not all 0, one a sample", () => {
    expect(requireWeights("f", undefined, 3)).toBeUndefined();
    expect(() => requireWeights("f", [1], 2)).toThrow("f: sampleWeight has 1 numbers, 2 are needed");
    expect(() => requireWeights("f", [1, -1], 2)).toThrow("f: sampleWeight[1] is -1");
    expect(() => requireWeights("f", [1, Number.NaN], 2)).toThrow("f: sampleWeight[1] is NaN");
    expect(() => requireWeights("f", [Number.POSITIVE_INFINITY], 1)).toThrow(
      "f: sampleWeight[0] is Infinity",
    );
    expect(() => requireWeights("f", [0, 0], 2)).toThrow("f: all of sampleWeight are 0");
  });

  it("numbers are finite, and texts are none", () => {
    const given = Float64Array.of(1);
    expect(requireNumbers("f", "y", given)).toBe(given);
    expect(() => requireNumbers("f", "y", [1, Number.NaN])).toThrow(
      "f: y[1] is NaN, a finite number is needed",
    );
    expect(() => requireNumbers("f", "y", ["1"])).toThrow("f: y[0] is 1 (string), a number is needed");
  });
});
