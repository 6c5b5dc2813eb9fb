import { expect, it } from "vitest";
import { interpolate } from "../distribution/interpolate.ts";
import { averagedQuantile, quantileOfSorted } from "./sample-quantiles.ts";

it("the median of 1, 2, 4, 8 is 3, the first quartile 1.75 on lines and 1.5 on steps", () => {
  const sorted = [1, 2, 4, 8];
  expect([0.5, 0.25].map((q) => quantileOfSorted(sorted, q))).toEqual([3, 1.75]);
  expect([0, 0.25, 0.3, 0.5, 1].map((q) => averagedQuantile(sorted, q))).toEqual([1, 1.5, 2, 3, 8]);
  expect(quantileOfSorted([], 0.5)).toBeNaN();
});

it("a weight of 3 is the value three times", () => {
  const [values, weight, repeated] = [
    [1, 2, 4, 8],
    [1, 3, 0, 2],
    [1, 2, 2, 2, 8, 8],
  ];
  for (let q = 0; q <= 1; q += 1 / 12)
    expect(averagedQuantile(values, q, weight)).toBe(averagedQuantile(repeated, q));
});

it("interpolate goes along lines, and at a jump to its upper end", () => {
  expect([-1, 0, 0.5, 1, 1.5, 9].map((x) => interpolate([0, 1, 1, 2], [0, 2, 4, 6], x))).toEqual([
    0, 0, 1, 4, 5, 6,
  ]);
});
