import { describe, expect, it } from "vitest";
import { clamp, maskedFill, maximum, minimum, tensor, where } from "../index.ts";

const x = tensor([-2, 0, 3], { requiresGrad: true });
const fresh = () => {
  x.grad = null;
  return x;
};

describe("where and maskedFill", () => {
  it("choose element by element", () => {
    expect(where(tensor([true, false, true]), x, 9).toArray()).toEqual([-2, 9, 3]);
    expect(maskedFill(x, tensor([true, false, false]), -Infinity).toArray()).toEqual([-Infinity, 0, 3]);
  });

  it("keep the gradient of what was not chosen at 0, even where it is infinite", () => {
    const y = where(fresh().gt(0), x.log(), x);
    y.sum().backward();
    expect(x.grad!.data[1]).toBeNaN();
    fresh();
    where(x.gt(0), x, 0).sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 0, 1]);
  });

  it("refuse a condition that is no bool and a value that does not fit", () => {
    expect(() => where(tensor([1, 0, 1]), x, 0)).toThrow(
      "where: a condition of dtype float32, bool is needed; a comparison gives one",
    );
    expect(() => maskedFill(tensor([1], { dtype: "int32" }), tensor([true]), 0.5)).toThrow(
      'maskedFill: value 0.5 for dtype int32, one that fits is needed; to("float32")',
    );
    expect(() => maskedFill(tensor([1]), tensor([true, false]), 0)).toThrow(
      "maskedFill: mask [2] for [1], a mask that broadcasts to x is needed",
    );
  });
});

describe("maximum, minimum and clamp", () => {
  it("hold values on one side or between two", () => {
    expect(maximum(x, 0).toArray()).toEqual([0, 0, 3]);
    expect(minimum(x, tensor([0, 1, 2])).toArray()).toEqual([-2, 0, 2]);
    expect(clamp(x, { min: -1, max: 2 }).toArray()).toEqual([-1, 0, 2]);
    expect(clamp(x, { min: 1 }).toArray()).toEqual([1, 1, 3]);
    expect(maximum(tensor(NaN), 1).item()).toBeNaN();
  });

  it("halve the gradient at a tie; clamp passes it on its bounds", () => {
    maximum(fresh(), 0).sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 0.5, 1]);
    clamp(fresh(), { min: 0, max: 2 }).sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 1, 0]);
  });

  it("clamp refuses NaN bounds, and meets integers with a fractional bound in float32", () => {
    expect(() => clamp(x, { min: NaN })).toThrow(
      "clamp: bounds NaN and Infinity, numbers or infinities are needed",
    );
    expect(clamp(tensor([0, 5], { dtype: "int32" }), { max: 2.5 }).toArray()).toEqual([0, 2.5]);
    expect(clamp(tensor([0, 5], { dtype: "int32" }), { max: 2 }).dtype).toBe("int32");
  });
});
