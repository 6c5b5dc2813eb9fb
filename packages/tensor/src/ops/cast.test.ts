import { describe, expect, it } from "vitest";
import { clone, tensor, to } from "../index.ts";

describe("to", () => {
  it("drops fractions for int32 and asks for nonzero for bool", () => {
    expect(to(tensor([1.9, -1.9]), "int32").toArray()).toEqual([1, -1]);
    expect(to(tensor([0, -0, 0.5, NaN]), "bool").toArray()).toEqual([false, false, true, true]);
    expect(to(tensor([true, false]), "float64").toArray()).toEqual([1, 0]);
  });

  it("refuses what int32 cannot hold", () => {
    expect(() => to(tensor([1, NaN]), "int32")).toThrow("to: NaN at element 1 of an int32 result");
    expect(() => to(tensor([3e9]), "int32")).toThrow(RangeError);
    expect(() => to(tensor([1]), "float16" as "float32")).toThrow('to: dtype "float16"');
  });

  it("returns the gradient in the dtype it came from", () => {
    const x = tensor([1, 2], { requiresGrad: true });
    to(x, "float64").mul(3).sum().backward();
    expect([x.grad?.dtype, x.grad?.toArray()]).toEqual(["float32", [3, 3]]);
    expect(to(x, "int32").requiresGrad).toBe(false);
  });

  it("the same dtype is the same tensor", () => {
    const x = tensor([1]);
    expect(to(x, "float32")).toBe(x);
  });
});

it("a clone has memory of its own and stays on the tape", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const y = clone(x);
  expect(y.data).not.toBe(x.data);
  y.sum().backward();
  expect(x.grad?.toArray()).toEqual([1, 1]);
});
