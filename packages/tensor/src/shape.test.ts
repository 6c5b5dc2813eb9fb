import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadcastShapes, normalizeDim, normalizeDims, reducedShape, sizeOf, stridesOf } from "./shape.ts";

describe("shapes", () => {
  it("have as many elements as the product of their sizes", () => {
    expect([sizeOf([2, 3]), sizeOf([]), sizeOf([2, 0])]).toEqual([6, 1, 0]);
  });

  it("lie in memory with the last dimension together", () => {
    expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
  });

  it("drop or keep reduced dimensions", () => {
    expect(reducedShape([2, 3, 4], [0, 2], false)).toEqual([3]);
    expect(reducedShape([2, 3, 4], [0, 2], true)).toEqual([1, 3, 1]);
  });
});

describe("dims", () => {
  it("count from the end when negative", () => {
    expect(normalizeDim("sum", -1, 3)).toBe(2);
    expect(normalizeDims("sum", [-1, 0], 3)).toEqual([0, 2]);
    expect(normalizeDims("sum", undefined, 2)).toEqual([0, 1]);
  });

  it("may be 0 and −1 for a scalar", () => {
    expect([normalizeDim("sum", 0, 0), normalizeDim("sum", -1, 0)]).toEqual([0, 0]);
    expect(normalizeDims("sum", -1, 0)).toEqual([]);
  });

  it("out of range or named twice are refused", () => {
    expect(() => normalizeDim("sum", 2, 2)).toThrow("sum: dim 2 of a 2-D tensor, -2 to 1 is needed");
    expect(() => normalizeDim("sum", 0.5, 2)).toThrow(RangeError);
    expect(() => normalizeDims("sum", [1, -1], 2)).toThrow("sum: dims [1, 1], each at most once is needed");
  });
});

describe("broadcastShapes", () => {
  it("aligns at the last dimension and repeats size 1", () => {
    expect(broadcastShapes("add", [3, 1], [4])).toEqual([3, 4]);
    expect(broadcastShapes("add", [], [2, 3])).toEqual([2, 3]);
    expect(broadcastShapes("add", [0, 3], [1, 3])).toEqual([0, 3]);
  });

  it("refuses sizes that differ and are not 1, nothing included", () => {
    expect(() => broadcastShapes("add", [2, 3], [4])).toThrow(
      "add: shapes [2, 3] and [4] do not broadcast; from the last dimension on, sizes must be equal or 1",
    );
    expect(() => broadcastShapes("add", [0], [2])).toThrow(RangeError);
  });

  it("does not depend on the order, and a shape broadcasts with its own suffixes", () => {
    const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(
        shape,
        fc.nat(4),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (a, cut, ones) => {
          const b = a.slice(Math.min(cut, a.length)).map((n, d) => (ones[d] ? 1 : n));
          expect(broadcastShapes("add", a, b)).toEqual(a);
          expect(broadcastShapes("add", b, a)).toEqual(a);
        },
      ),
    );
  });
});
