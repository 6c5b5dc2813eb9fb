import { describe, expect, it } from "vitest";
import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
  symmetricMeanAbsolutePercentageError,
} from "./absolute-error.ts";

describe("absolute errors", () => {
  it("errors 1, −3 and 2: mean 2, median 2, greatest 3", () => {
    const [y, found] = [
      [2, 4, 10],
      [1, 7, 8],
    ];
    expect(meanAbsoluteError(y, found)).toBe(2);
    expect(medianAbsoluteError(y, found)).toBe(2);
    expect(maxError(y, found)).toBe(3);
    expect(medianAbsoluteError([0, 0], [1, 4])).toBe(2.5);
  });

  it("as shares of y, and of both", () => {
    expect(meanAbsolutePercentageError([2, 4], [1, 7])).toBe((0.5 + 0.75) / 2);
    expect(meanAbsolutePercentageError([0], [1])).toBe(2 ** 52);
    expect(symmetricMeanAbsolutePercentageError([2, 4], [1, 7])).toBeCloseTo((2 / 3 + 6 / 11) / 2, 15);
    expect(symmetricMeanAbsolutePercentageError([0, 0], [0, 5])).toBe(1);
    expect(symmetricMeanAbsolutePercentageError([3, 9], [5, 1])).toBe(
      symmetricMeanAbsolutePercentageError([5, 1], [3, 9]),
    );
  });
});
