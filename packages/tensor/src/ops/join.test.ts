import { describe, expect, it } from "vitest";
import { cat, stack, tensor, zeros } from "../index.ts";

const [a, b] = [tensor([[1, 2]], { requiresGrad: true }), tensor([[3, 4]], { requiresGrad: true })];

describe("cat", () => {
  it("joins along an existing dimension", () => {
    expect(cat([a, b]).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(cat([a, b, a], { dim: -1 }).toArray()).toEqual([[1, 2, 3, 4, 1, 2]]);
    expect(cat([a, zeros([1, 0])], { dim: 1 }).toArray()).toEqual([[1, 2]]);
  });

  it("gives each part its piece of the gradient", () => {
    cat([a, b], { dim: 1 })
      .mul(tensor([1, 10, 100, 1000]))
      .sum()
      .backward();
    expect([a.grad?.toArray(), b.grad?.toArray()]).toEqual([[[1, 10]], [[100, 1000]]]);
  });

  it("meets in the larger dtype", () => {
    expect(cat([tensor([1], { dtype: "int32" }), tensor([0.5])]).dtype).toBe("float32");
  });

  it("refuses nothing, scalars, and sizes that differ elsewhere", () => {
    expect(() => cat([])).toThrow("cat: no tensors, at least one is needed");
    expect(() => cat([tensor(1)])).toThrow("cat: 0-D tensors, dimensions are needed; stack makes one");
    expect(() => cat([a, zeros([2, 3])])).toThrow(
      "cat: tensor 1 has shape [2, 3], that of the first ([1, 2]) is needed except along dim 0",
    );
    expect(() => cat([a, zeros([2])])).toThrow(RangeError);
  });
});

describe("stack", () => {
  it("joins along a new dimension", () => {
    expect(stack([tensor(1), tensor(2)]).toArray()).toEqual([1, 2]);
    expect(stack([tensor([1, 2]), tensor([3, 4])], { dim: 1 }).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("refuses shapes that differ", () => {
    expect(() => stack([tensor(1), tensor([1])])).toThrow(
      "stack: tensor 1 has shape [1], [] as the first is needed",
    );
    expect(() => stack([])).toThrow("stack: no tensors, at least one is needed");
  });
});
