import { describe, expect, it } from "vitest";
import { arange, eye, full, linspace, ones, onesLike, tensor, zeros, zerosLike } from "./creation.ts";
import type { NestedArray } from "./tensor.ts";

describe("tensor", () => {
  it("takes its shape from the nesting and float32 for its dtype", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([x.shape, x.dtype, [...x.data]]).toEqual([[2, 3], "float32", [1, 2, 3, 4, 5, 6]]);
    expect(tensor(7).shape).toEqual([]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor([true, false]).dtype).toBe("bool");
  });

  it("copies a typed array and keeps its type", () => {
    const data = new Float64Array([1, 2, 3, 4]);
    const x = tensor(data, { shape: [2, 2] });
    data[0] = 9;
    expect([x.dtype, x.toArray()]).toEqual([
      "float64",
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(tensor(Uint8Array.of(0, 255), { dtype: "float32" }).toArray()).toEqual([0, 255]);
    expect(() => tensor(Uint8Array.of(0, 255))).toThrow(
      "tensor: a Uint8Array without dtype, Float32Array, Float64Array or Int32Array is needed; pass { dtype } for other arrays of numbers",
    );
    expect(() => tensor(new BigInt64Array(1) as unknown as Int32Array, { dtype: "int32" })).toThrow(
      TypeError,
    );
  });

  it("refuses rows of different length and says where", () => {
    expect(() => tensor([[1, 2], [3]])).toThrow(
      "tensor: element [1] is an array of 1, 2 as in the first of its row is needed; every row must have the same length",
    );
    expect(() => tensor([[1], 2])).toThrow("tensor: element [1] is 2, an array of 1 is needed");
    expect(() => tensor([1, [2]])).toThrow("tensor: element [1] is an array of 1, a number is needed");
    expect(() => tensor([1, "2"] as unknown as NestedArray)).toThrow(
      "tensor: element [1] is of type string, a number is needed",
    );
  });

  it("refuses values that the dtype cannot hold", () => {
    expect(() => tensor([1, 2.5], { dtype: "int32" })).toThrow(
      "tensor: 2.5 at element 1 for dtype int32, a whole number from -2147483648 to 2147483647 is needed",
    );
    expect(() => tensor([2 ** 31], { dtype: "int32" })).toThrow(RangeError);
    expect(() => tensor([NaN], { dtype: "int32" })).toThrow(RangeError);
    expect(() => tensor([1, 2], { dtype: "bool" })).toThrow(
      "tensor: 2 at element 1 for dtype bool, true, false, 1 or 0 is needed",
    );
  });

  it("refuses a shape with another number of elements", () => {
    expect(() => tensor([1, 2, 3], { shape: [2, 2] })).toThrow(
      "tensor: 3 elements for shape [2, 2], 4 are needed",
    );
  });
});

describe("filled tensors", () => {
  it("hold one value", () => {
    expect(zeros([2]).toArray()).toEqual([0, 0]);
    expect(ones([2], { dtype: "int32" }).dtype).toBe("int32");
    expect(full([1, 2], 2.5).toArray()).toEqual([[2.5, 2.5]]);
    expect(full([], true).dtype).toBe("bool");
    expect(eye(2, { m: 3 }).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it("take shape and dtype from another", () => {
    const x = zeros([2, 1], { dtype: "float64" });
    expect([onesLike(x).shape, onesLike(x).dtype, zerosLike(x, { dtype: "int32" }).dtype]).toEqual([
      [2, 1],
      "float64",
      "int32",
    ]);
  });

  it("refuse impossible shapes and values", () => {
    expect(() => zeros([2, -1])).toThrow("zeros: shape [2, -1], whole sizes from 0 are needed");
    expect(() => full([2], 0.5, { dtype: "int32" })).toThrow("full: 0.5 at element 0 for dtype int32");
  });
});

describe("ranges", () => {
  it("arange stops before its end", () => {
    expect(arange(3).toArray()).toEqual([0, 1, 2]);
    expect(arange(1, 2, { step: 0.25 }).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(arange(3, 0, { step: -2, dtype: "int32" }).toArray()).toEqual([3, 1]);
    expect(arange(0).shape).toEqual([0]);
    expect(() => arange(0, 3, { step: -1 })).toThrow(
      "arange: from 0 to 3 by -1, a finite step that leads from the first to the second is needed",
    );
    expect(() => arange(0, 3, { step: 0 })).toThrow(RangeError);
  });

  it("linspace includes both ends exactly", () => {
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const x = linspace(-0.1, 0.7, 11, { dtype: "float64" });
    expect([x.data[0], x.data[10]]).toEqual([-0.1, 0.7]);
    expect(linspace(2, 5, 1).toArray()).toEqual([2]);
    expect(linspace(2, 5, 0).shape).toEqual([0]);
  });
});
