import { describe, expect, it } from "vitest";
import { mean, std, tensor, variance, zeros } from "../index.ts";

const x = tensor(
  [
    [1, 3],
    [2, 8],
  ],
  { requiresGrad: true },
);

describe("statistics", () => {
  it("by hand", () => {
    expect(mean(x).item()).toBe(3.5);
    expect(mean(x, { dim: 0 }).toArray()).toEqual([1.5, 5.5]);
    expect(variance(x, { dim: 1 }).toArray()).toEqual([2, 18]);
    expect(variance(x, { dim: 1, correction: 0, keepdim: true }).toArray()).toEqual([[1], [9]]);
    expect(std(x, { dim: 1, correction: 0 }).toArray()).toEqual([1, 3]);
  });

  it("the mean shares its gradient evenly", () => {
    mean(x).backward();
    expect(x.grad!.toArray()).toEqual([
      [0.25, 0.25],
      [0.25, 0.25],
    ]);
  });

  it("of too few values are NaN", () => {
    expect([mean(zeros([0])).item(), variance(tensor([1])).item(), std(tensor(1)).item()]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });

  it("std of equal values has the gradient 0", () => {
    const y = tensor([2, 2, 2], { requiresGrad: true });
    std(y).backward();
    expect(y.grad!.toArray()).toEqual([0, 0, 0]);
  });

  it("refuse integers", () => {
    expect(() => mean(tensor([1, 2], { dtype: "int32" }))).toThrow(
      'mean: dtype int32, float32 or float64 is needed; to("float32") converts',
    );
    expect(() => variance(tensor([true]))).toThrow("var: dtype bool");
  });
});
