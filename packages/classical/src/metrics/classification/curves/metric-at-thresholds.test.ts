import { describe, expect, it } from "vitest";
import { accuracyScore } from "../accuracy-score.ts";
import { metricAtThresholds } from "./metric-at-thresholds.ts";

describe("metricAtThresholds", () => {
  it("accuracy with the threshold at each score, from the highest", () => {
    const found = metricAtThresholds(
      ["n", "y", "y", "n"],
      [0.1, 0.8, 0.4, 0.4],
      (y, p) => accuracyScore(y, p),
      { posLabel: "y" },
    );
    expect(found).toEqual({
      thresholds: Float64Array.of(0.8, 0.4, 0.1),
      scores: Float64Array.of(0.75, 0.75, 0.5),
    });
  });

  it("refuses lengths that differ", () => {
    expect(() => metricAtThresholds([0, 1], [1], () => 0)).toThrow(
      "metricAtThresholds: yTrue has 2 samples, yScore 1",
    );
  });
});
