import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expand, Philox, rand, sum, sumTo, tensor, zeros } from "../index.ts";

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("sum", () => {
  it("adds over all, one or several dimensions", () => {
    expect(sum(x).item()).toBe(21);
    expect(sum(x, { dim: 0 }).toArray()).toEqual([5, 7, 9]);
    expect(sum(x, { dim: -1, keepdim: true }).toArray()).toEqual([[6], [15]]);
    expect(sum(x.reshape([1, 2, 3]), { dim: [0, 2] }).toArray()).toEqual([6, 15]);
    expect(sum(x, { dim: [] }).toArray()).toEqual(x.toArray());
  });

  it("of no elements is 0", () => {
    expect(sum(zeros([0])).item()).toBe(0);
    expect(sum(zeros([0, 2]), { dim: 0 }).toArray()).toEqual([0, 0]);
    expect(sum(zeros([0, 2]), { dim: 1 }).shape).toEqual([0]);
  });

  it("counts bools", () => {
    const counted = sum(tensor([true, false, true]));
    expect([counted.item(), counted.dtype]).toEqual([2, "int32"]);
  });

  it("of ten million tenths in float32 is a million, since it accumulates in float64", () => {
    expect(sum(tensor(new Float32Array(1e7).fill(0.1))).item()).toBeCloseTo(1e6, 1);
  });

  it("over dimensions at once equals one after the other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3), { minLength: 1 }), fc.nat(), (dims, seed) => {
        const y = rand([2, 3, 2, 3], { rng: new Philox(seed), dtype: "float64" });
        const together = sum(y, { dim: dims, keepdim: true });
        const apart = dims.reduce((partial, dim) => sum(partial, { dim, keepdim: true }), y);
        together.data.forEach((value, i) => {
          expect(value).toBeCloseTo(apart.data[i]!, 12);
        });
      }),
    );
  });
});

describe("expand and sumTo", () => {
  it("repeat and add up again", () => {
    expect(expand(tensor([[1], [2]]), [2, 2]).toArray()).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(expand(tensor([1, 2]), [2, -1]).toArray()).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(sumTo(x, [2, 1]).toArray()).toEqual([[6], [15]]);
    expect(sumTo(x, []).item()).toBe(21);
  });

  it("refuse shapes that do not fit", () => {
    expect(() => expand(x, [3, 3])).toThrow("expand: [2, 3] to [3, 3], sizes equal to x's");
    expect(() => expand(x, [3])).toThrow(RangeError);
    expect(() => expand(x, [-1, 2, 3])).toThrow("expand: shape [-1, 2, 3], whole sizes from 0 are needed");
    expect(() => sumTo(x, [2])).toThrow(RangeError);
    expect(() => sumTo(x, [1, 2, 3])).toThrow(
      "sumTo: [2, 3] to [1, 2, 3], a shape that broadcasts to the first is needed",
    );
  });
});
