import { describe, expect, it } from "vitest";
import { amax, argmax, argmin, max, min, tensor, zeros } from "../index.ts";

const x = tensor(
  [
    [1, 5, 5],
    [7, 0, 2],
  ],
  { requiresGrad: true },
);

describe("extremes", () => {
  it("along a dimension give values and places, the first of equals", () => {
    const { values, indices } = max(x, { dim: 1 });
    expect([values.toArray(), indices.toArray(), indices.dtype]).toEqual([[5, 7], [1, 0], "int32"]);
    expect(min(x, { dim: 0, keepdim: true }).indices.toArray()).toEqual([[0, 1, 1]]);
    expect(argmax(x).item()).toBe(3);
    expect(argmin(x, { dim: 1 }).toArray()).toEqual([0, 1]);
  });

  it("over everything give a tensor", () => {
    expect([max(x).item(), min(x).item()]).toEqual([7, 0]);
    expect(amax(x, { dim: [0, 1], keepdim: true }).toArray()).toEqual([[7]]);
  });

  it("send the gradient to the place found, or share it among equals", () => {
    x.grad = null;
    max(x, { dim: 1 }).values.sum().backward();
    expect(x.grad!.toArray()).toEqual([
      [0, 1, 0],
      [1, 0, 0],
    ]);
    x.grad = null;
    amax(x, { dim: 1 }).sum().backward();
    expect(x.grad!.toArray()).toEqual([
      [0, 0.5, 0.5],
      [1, 0, 0],
    ]);
  });

  it("take NaN for the largest and the smallest", () => {
    const holed = tensor([3, NaN, 9, NaN]);
    expect([max(holed).item(), min(holed).item()]).toEqual([NaN, NaN]);
    expect([argmax(holed).item(), argmin(holed).item()]).toEqual([1, 1]);
  });

  it("of a scalar are the scalar", () => {
    const { values, indices } = max(tensor(4), { dim: 0 });
    expect([values.item(), indices.item(), indices.shape]).toEqual([4, 0, []]);
  });

  it("of nothing are refused", () => {
    expect(() => max(zeros([0]))).toThrow("amax: dims [0] of [0], at least one element is needed");
    expect(() => argmax(zeros([2, 0]), { dim: 1 })).toThrow(
      "argmax: dims [1] of [2, 0], at least one element is needed",
    );
    expect(argmax(zeros([0, 2]), { dim: 1 }).shape).toEqual([0]);
  });
});
