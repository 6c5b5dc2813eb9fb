import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdOut } from "./hold-out.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

describe("weightedQuantile", () => {
  it("of 10 20 30 40 the half is 20, and three quarters 30", () => {
    const values = Float64Array.of(40, 10, 30, 20);
    const even = new Float64Array(4).fill(1);
    expect([0.5, 0.51, 0.75, 1].map((q) => weightedQuantile(values, even, q))).toEqual([20, 30, 30, 40]);
  });

  it("passes over weights of 0", () => {
    expect(weightedQuantile(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 0), 1)).toBe(2);
    expect(weightedQuantile(Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 1), 0.001)).toBe(2);
  });

  it("a whole weight is as many values", () => {
    const item = fc.record({ y: fc.integer({ min: -5, max: 5 }), w: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 8 }),
        (items, eighths) => {
          const repeated = items.flatMap(({ y, w }) => Array<number>(w).fill(y));
          const own = weightedQuantile(
            Float64Array.from(items, ({ y }) => y),
            Float64Array.from(items, ({ w }) => w),
            eighths / 8,
          );
          const even = new Float64Array(repeated.length).fill(1);
          expect(own).toBe(weightedQuantile(Float64Array.from(repeated), even, eighths / 8));
        },
      ),
    );
  });
});

describe("holdOut", () => {
  it("parts the rows, of each class the same share", () => {
    const codes = Array.from({ length: 100 }, (_, i) => Number(i % 10 === 0));
    const { train, held } = holdOut(new Philox(0), 100, 0.2, codes);
    expect([train.length, held.length]).toEqual([80, 20]);
    expect([...train, ...held].sort((a, b) => a - b)).toEqual(Array.from(codes.keys()));
    expect(Array.from(held).filter((i) => codes[i] === 1).length).toBe(2);
  });
});
