import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arange, slice, tensor } from "../index.ts";

const x = arange(12).reshape([3, 4]);

describe("slice", () => {
  it("picks an index and drops its dimension", () => {
    expect(slice(x, 1).toArray()).toEqual([4, 5, 6, 7]);
    expect(slice(x, null, -1).toArray()).toEqual([3, 7, 11]);
    expect(slice(x, 1, 2).item()).toBe(6);
  });

  it("takes ranges, with steps and open ends", () => {
    expect(slice(x, [1], [0, 2]).toArray()).toEqual([
      [4, 5],
      [8, 9],
    ]);
    expect(slice(x, [null, null, 2], [1, null, 2]).toArray()).toEqual([
      [1, 3],
      [9, 11],
    ]);
    expect(slice(x, [-2, -1]).toArray()).toEqual([[4, 5, 6, 7]]);
  });

  it("clips ranges as Python does, but not single indices", () => {
    expect(slice(x, [2, 100]).shape).toEqual([1, 4]);
    expect(slice(x, [2, 1]).shape).toEqual([0, 4]);
    expect(() => slice(x, 3)).toThrow("slice: index 3 for dim 0 of size 3, -3 to 2 is needed");
  });

  it("puts the gradient where it was taken from", () => {
    const y = tensor([1, 2, 3, 4, 5], { requiresGrad: true });
    slice(y, [1, null, 2]).sum().backward();
    expect(y.grad!.toArray()).toEqual([0, 1, 0, 1, 0]);
  });

  it("refuses too many ranges and steps that lead nowhere", () => {
    expect(() => slice(x, 0, 0, 0)).toThrow("slice: 3 ranges for [3, 4], at most 2 are needed");
    expect(() => slice(x, [0, 2, 0])).toThrow(
      "slice: [0, 2, 0] for dim 0, whole numbers or null and a step from 1 are needed",
    );
    expect(() => slice(x, [0.5])).toThrow(RangeError);
  });

  it("of a list equals the array's own slice", () => {
    const end = fc.integer({ min: -8, max: 8 });
    fc.assert(
      fc.property(fc.nat(6), end, end, fc.integer({ min: 1, max: 3 }), (n, start, stop, step) => {
        const list = Array.from({ length: n }, (_, i) => i);
        const expected = list.slice(start, stop).filter((_, i) => i % step === 0);
        expect(slice(arange(n), [start, stop, step]).toArray()).toEqual(expected);
      }),
    );
  });
});
