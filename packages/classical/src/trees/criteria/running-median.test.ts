import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunningMedian } from "./running-median.ts";

describe("RunningMedian", () => {
  it("follows 3, 1, 2: 3, then 2, then 2", () => {
    const seen = new RunningMedian(Float64Array.of(3, 1, 2), new Float64Array(3).fill(1));
    seen.begin(Int32Array.of(0, 1, 2), 0, 3);
    const medians = [0, 1, 2].map((i) => {
      seen.add(i);
      return [seen.median(), seen.error()];
    });
    expect(medians).toEqual([
      [3, 0],
      [2, 2],
      [2, 2],
    ]);
  });

  it("is the median of the samples so far, each as often as it weighs", () => {
    const item = fc.record({ y: fc.integer({ min: -9, max: 9 }), w: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 25 }), (items) => {
        const seen = new RunningMedian(
          Float64Array.from(items, ({ y }) => y),
          Float64Array.from(items, ({ w }) => w),
        );
        seen.begin(Int32Array.from(items.keys()), 0, items.length);
        for (let i = 0; i < items.length; i++) {
          seen.add(i);
          const all = items
            .slice(0, i + 1)
            .flatMap(({ y, w }) => Array<number>(w).fill(y))
            .sort((a, b) => a - b);
          const middle = (all[Math.floor((all.length - 1) / 2)]! + all[Math.floor(all.length / 2)]!) / 2;
          expect(seen.median()).toBe(middle);
          expect(seen.error()).toBeCloseTo(
            all.reduce((sum, y) => sum + Math.abs(y - middle), 0),
            10,
          );
        }
      }),
    );
  });
});
