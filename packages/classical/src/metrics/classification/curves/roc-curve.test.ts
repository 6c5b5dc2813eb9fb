import { describe, expect, it } from "vitest";
import { rocCurve } from "./roc-curve.ts";

describe("rocCurve", () => {
  it("begins at (0, 0) with threshold ∞, rises with each positive, ends at (1, 1)", () => {
    expect(rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toEqual({
      fpr: Float64Array.of(0, 0, 0.5, 0.5, 1),
      tpr: Float64Array.of(0, 0.5, 0.5, 1, 1),
      thresholds: Float64Array.of(Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1),
    });
  });

  it("leaves out points on a line unless told", () => {
    const [y, scores] = [
      [1, 1, 1, 0, 0],
      [5, 4, 3, 2, 1],
    ];
    expect(rocCurve(y, scores).thresholds).toEqual(Float64Array.of(Number.POSITIVE_INFINITY, 5, 3, 1));
    expect(rocCurve(y, scores, { dropIntermediate: false }).thresholds).toHaveLength(6);
  });

  it("refuses one class", () => {
    expect(() => rocCurve([1, 1], [0, 1])).toThrow(
      "rocCurve: yTrue has no negative samples of weight above 0",
    );
    expect(() => rocCurve([0, 1], [0, 1], { sampleWeight: [1, 0] })).toThrow(
      "rocCurve: yTrue has no positive samples",
    );
  });
});
