import { describe, expect, it } from "vitest";
import { auc } from "./auc.ts";

describe("auc", () => {
  it("of a triangle is half its square", () => {
    expect(auc([0, 1], [0, 1])).toBe(0.5);
    expect(auc([0, 2, 3], [1, 1, 3])).toBe(4);
    expect(auc([3, 2, 0], [3, 1, 1])).toBe(4);
  });

  it("refuses x that turns, and one point", () => {
    expect(() => auc([0, 2, 1], [0, 1, 1])).toThrow(
      "auc: x[2] is 1 after 2, x that only rises or only falls is needed",
    );
    expect(() => auc([0, 0, 2, 1], [0, 1, 1, 1])).toThrow("auc: x[3] is 1 after 2");
    expect(() => auc([1], [1])).toThrow("auc: 1 point, at least two are needed");
  });
});
