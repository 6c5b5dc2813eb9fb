import { describe, expect, it } from "vitest";
import { hingeLoss } from "./hinge-loss.ts";

describe("hingeLoss", () => {
  it("a decision of 2 for the right side costs nothing, 0.5 costs ½, −1 costs 2", () => {
    expect(hingeLoss(["no", "yes", "yes"], [-2, 0.5, -1])).toBeCloseTo(2.5 / 3, 15);
  });

  it("of three classes the margin is to the best other one", () => {
    expect(
      hingeLoss(
        [0, 1, 2],
        [
          [3, 0, 1],
          [0, 1, 0.5],
          [0, 0, 0],
        ],
      ),
    ).toBeCloseTo((0 + 0.5 + 1) / 3, 15);
  });

  it("refuses one class, and columns that are not one a class", () => {
    expect(() => hingeLoss([1, 1], [0, 0])).toThrow(
      "hingeLoss: the class [1] alone, at least two are needed; give labels",
    );
    expect(() => hingeLoss([0, 1, 2], [0, 0, 0])).toThrow("hingeLoss: 1 columns of scores, 3 classes");
    expect(() =>
      hingeLoss(
        [0, 1],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toThrow("two classes and 2 columns of decisions, one is needed");
  });
});
