import { expect, it } from "vitest";
import { smoothed } from "./smoothed.ts";

const line = (...ys: number[]) => ys.map((y, x) => ({ x, y }));
const ys = (places: { y: number }[]) => places.map(({ y }) => y);

it("is the debiased average: 1, 3 with β = ½ gives 1 and (½·½·1 + ½·3) / ¾ = 7/3", () => {
  const [first, second] = ys(smoothed(line(1, 3), 0.5));
  expect(first).toBe(1);
  expect(second).toBeCloseTo(7 / 3, 14);
});

it("leaves a constant as it is, and with β = 0 everything", () => {
  for (const y of ys(smoothed(line(5, 5, 5, 5), 0.9))) expect(y).toBeCloseTo(5, 12);
  expect(ys(smoothed(line(1, 9, 2), 0))).toEqual([1, 9, 2]);
});

it("keeps a NaN as a gap and goes on behind it as if it were not there", () => {
  const [a, gap, b] = ys(smoothed(line(1, Number.NaN, 3), 0.5));
  expect([a, gap]).toEqual([1, Number.NaN]);
  expect(b).toBeCloseTo(7 / 3, 14);
});
