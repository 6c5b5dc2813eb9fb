import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { confusionMatrixAtThresholds } from "./confusion-matrix-at-thresholds.ts";

describe("confusionMatrixAtThresholds", () => {
  it("counts at each different score, from the highest", () => {
    expect(confusionMatrixAtThresholds([0, 1, 1, 0], [0.1, 0.8, 0.4, 0.4])).toEqual({
      thresholds: Float64Array.of(0.8, 0.4, 0.1),
      tps: Float64Array.of(1, 2, 2),
      fps: Float64Array.of(0, 1, 2),
      fns: Float64Array.of(1, 0, 0),
      tns: Float64Array.of(2, 1, 0),
    });
  });

  it.each([50, 3000])("weights of 1 give what no weights give, %i samples", (n) => {
    const rng = new Philox(n);
    const y = Array.from({ length: n }, () => rng.integer(2));
    const scores = y.map(() => Math.round(rng.normal() * 10) / 10);
    const weighted = confusionMatrixAtThresholds(y, scores, { sampleWeight: y.map(() => 1) });
    expect(weighted).toEqual(confusionMatrixAtThresholds(y, scores));
  });

  it("both zeros are one threshold", () => {
    expect(confusionMatrixAtThresholds([0, 1], [0, -0]).thresholds).toEqual(Float64Array.of(0));
    expect(confusionMatrixAtThresholds([0, 1], [0, -0], { sampleWeight: [1, 1] }).thresholds).toHaveLength(1);
  });

  it("refuses NaN, lengths and classes without a positive one", () => {
    expect(() => confusionMatrixAtThresholds([0, 1], [0, Number.NaN])).toThrow("yScore[1] is NaN");
    expect(() => confusionMatrixAtThresholds([0, 1], [0])).toThrow("yTrue has 2 samples, yScore 1");
    expect(() => confusionMatrixAtThresholds([0, 1, 2], [0, 1, 2])).toThrow("give posLabel");
  });
});
