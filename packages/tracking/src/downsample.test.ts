import fc from "fast-check";
import { expect, it } from "vitest";
import { downsample } from "./downsample.ts";

it("keeps a single peak among a thousand points", () => {
  const points = Array.from({ length: 1000 }, (_, step) => ({ step, value: step === 437 ? 9 : 0 }));
  const kept = downsample(points, 20);
  expect(kept).toContainEqual({ step: 437, value: 9 });
  expect(kept.length).toBeLessThanOrEqual(20);
});

it("a NaN is not smoothed away", () => {
  const points = Array.from({ length: 100 }, (_, step) => ({
    step,
    value: step === 50 ? ("NaN" as const) : 1,
  }));
  expect(downsample(points, 10).map((point) => point.value)).toContain("NaN");
});

it("the result is a part of the points in their order, with the ends and both extremes, at most `max` long", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(10_000), { maxLength: 300 }),
      fc.integer({ min: 4, max: 50 }),
      (unsorted, max) => {
        const points = unsorted.sort((a, b) => a - b).map((step, i) => ({ step, value: (i * 7919) % 101 }));
        const kept = downsample(points, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(points.filter((point) => kept.includes(point))).toEqual(kept);
        if (points.length === 0) return;
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        const values = (list: typeof points) => list.map(({ value }) => value);
        expect(Math.max(...values(kept))).toBe(Math.max(...values(points)));
        expect(Math.min(...values(kept))).toBe(Math.min(...values(points)));
      },
    ),
  );
});

it("refuses a size that holds no peak", () => {
  expect(() => downsample([], 3)).toThrow("downsample: given max 3, needed at least 4");
});
