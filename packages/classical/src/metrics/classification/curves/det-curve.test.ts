import { describe, expect, it } from "vitest";
import { detCurve } from "./det-curve.ts";

describe("detCurve", () => {
  it("has both rates of error at each threshold", () => {
    expect(detCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toEqual({
      fpr: Float64Array.of(0.5, 0.5, 0),
      fnr: Float64Array.of(0, 0.5, 0.5),
      thresholds: Float64Array.of(0.35, 0.4, 0.8),
    });
  });

  it("refuses one class", () => {
    expect(() => detCurve([0, 0], [1, 2])).toThrow("detCurve: yTrue has no positive samples");
  });
});
