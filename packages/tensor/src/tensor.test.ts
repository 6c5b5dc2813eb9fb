import { describe, expect, it } from "vitest";
import { Tensor, tensor, zeros } from "./index.ts";

describe("Tensor", () => {
  it("knows its shape, sizes and number of elements", () => {
    const x = zeros([2, 3]);
    expect([x.shape, x.ndim, x.numel(), x.size(0), x.size(-1)]).toEqual([[2, 3], 2, 6, 2, 3]);
    expect(() => x.size(2)).toThrow("size: dim 2 of a 2-D tensor, -2 to 1 is needed");
    expect(() => zeros([]).size(0)).toThrow(RangeError);
  });

  it("gives its elements back nested, bools as booleans", () => {
    expect(
      tensor([
        [1, 2],
        [3, 4],
      ]).toArray(),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(tensor([true, false]).toArray()).toEqual([true, false]);
    expect(tensor(5).toArray()).toBe(5);
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
  });

  it("gives a single element as a number, and refuses more", () => {
    expect(tensor([[2.5]]).item()).toBe(2.5);
    expect(tensor(true).item()).toBe(1);
    expect(() => zeros([2, 1]).item()).toThrow(
      "item: shape [2, 1], exactly one element is needed; toArray() gives all",
    );
  });

  it("refuses data that does not fit the shape or the dtype", () => {
    expect(() => new Tensor(new Float32Array(5), [2, 3], "float32")).toThrow(
      "Tensor: 5 elements for shape [2, 3], 6 are needed",
    );
    expect(() => new Tensor(new Float32Array(1), [], "float64")).toThrow(
      "Tensor: Float32Array for dtype float64, Float64Array is needed",
    );
  });

  it("takes gradients only as a float, and no longer than it is a leaf", () => {
    expect(() => tensor([1], { dtype: "int32", requiresGrad: true })).toThrow(
      "requiresGrad: dtype int32, float32 or float64 is needed for gradients",
    );
    const y = tensor([1], { requiresGrad: true }).mul(2);
    expect(y.isLeaf).toBe(false);
    expect(() => {
      y.requiresGrad = false;
    }).toThrow("requiresGrad: false on a computed tensor, a leaf is needed; detach() gives one");
  });

  it("detached shares memory but not the tape", () => {
    const y = tensor([1, 2], { requiresGrad: true }).mul(2);
    const d = y.detach();
    expect(d.data).toBe(y.data);
    expect([d.requiresGrad, d.gradFn]).toEqual([false, null]);
  });

  it("keeps the gradient of an intermediate result when asked", () => {
    const x = tensor(3, { requiresGrad: true });
    const y = x.mul(x).retainGrad();
    y.mul(2).backward();
    expect([x.grad?.item(), y.grad?.item()]).toEqual([12, 2]);
    expect(() => tensor(1).retainGrad()).toThrow(TypeError);
  });
});
