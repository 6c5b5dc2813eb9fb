import { describe, expect, it } from "vitest";
import { add, matmul, noGrad, Philox, randn, relu, tensor } from "./index.ts";

describe("backward", () => {
  it("gives ∂(xy + x)/∂x = y + 1 and ∂/∂y = x", () => {
    const x = tensor(3, { requiresGrad: true });
    const y = tensor(4, { requiresGrad: true });
    x.mul(y).add(x).backward();
    expect(x.grad?.item()).toBe(5);
    expect(y.grad?.item()).toBe(3);
  });

  it("goes through a layer with a broadcast bias", () => {
    const rng = new Philox(1);
    const w = randn([3, 2], { rng, requiresGrad: true });
    const b = tensor([0.5, -0.5], { requiresGrad: true });
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    relu(add(matmul(x, w), b))
      .sum()
      .backward();
    expect(w.grad?.shape).toEqual([3, 2]);
    expect(b.grad?.shape).toEqual([2]);
    noGrad(() => w.sub_(w.grad!, { alpha: 0.1 }));
  });
});
