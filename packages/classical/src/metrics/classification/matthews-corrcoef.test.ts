import { describe, expect, it } from "vitest";
import { matthewsCorrcoef } from "./matthews-corrcoef.ts";

describe("matthewsCorrcoef", () => {
  it("of two classes is (TP TN − FP FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))", () => {
    // TP 2, TN 1, FP 1, FN 0.
    expect(matthewsCorrcoef([1, 1, 0, 0], [1, 1, 1, 0])).toBeCloseTo(2 / Math.sqrt(3 * 2 * 2 * 1), 15);
  });

  it("is 1, −1 and 0 for all right, all wrong and one class found", () => {
    expect(matthewsCorrcoef([1, 0, 1], [1, 0, 1])).toBe(1);
    expect(matthewsCorrcoef([1, 0, 1], [0, 1, 0])).toBe(-1);
    expect(matthewsCorrcoef([1, 0, 1], [1, 1, 1])).toBe(0);
  });
});
