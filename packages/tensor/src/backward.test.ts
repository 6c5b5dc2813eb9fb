import { describe, expect, it } from "vitest";
import { add, grad, matmul, noGrad, onesLike, relu, type Tensor, tensor } from "./index.ts";

const leaf = (value: number | number[]): Tensor => tensor(value, { requiresGrad: true, dtype: "float64" });

/** A function, since TypeScript would take a direct `x.grad = null` to last. */
function forget(x: Tensor): void {
  x.grad = null;
}

describe("backward", () => {
  it("gives ∂(xy + x)/∂x = y + 1 and ∂/∂y = x", () => {
    const [x, y] = [leaf(3), leaf(4)];
    x.mul(y).add(x).backward();
    expect([x.grad?.item(), y.grad?.item()]).toEqual([5, 3]);
  });

  it("goes through a layer with a broadcast bias", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const w = tensor(
      [
        [1, 0],
        [0, -1],
      ],
      { requiresGrad: true },
    );
    const b = tensor([0.5, 3], { requiresGrad: true });
    // x·w + b = [[1.5, 1], [3.5, −1]]: the last element is cut off by relu.
    relu(add(matmul(x, w), b))
      .sum()
      .backward();
    expect(w.grad?.toArray()).toEqual([
      [4, 1],
      [6, 2],
    ]);
    expect(b.grad?.toArray()).toEqual([2, 1]);
  });

  it("adds up over calls, until grad is set to null", () => {
    const x = leaf(2);
    x.mul(3).backward();
    x.mul(4).backward();
    expect(x.grad?.item()).toBe(7);
    forget(x);
    x.mul(4).backward();
    expect(x.grad?.item()).toBe(4);
  });

  it("gives each leaf a gradient in memory of its own", () => {
    const [x, y] = [leaf([1, 2]), leaf([3, 4])];
    const g = onesLike(x);
    x.add(y).backward(g);
    noGrad(() => x.grad!.mul_(10));
    expect(y.grad?.toArray()).toEqual([1, 1]);
    expect(g.toArray()).toEqual([1, 1]);
  });

  it("visits a node once, after all that use it", () => {
    const x = leaf(1);
    let y = x;
    for (let i = 0; i < 50; i++) y = y.add(y);
    y.backward();
    expect(x.grad?.item()).toBe(2 ** 50);
  });

  it("walks a chain of 20,000 operations", () => {
    const x = leaf(1);
    let y = x;
    for (let i = 0; i < 20_000; i++) y = y.add(1);
    y.backward();
    expect(x.grad?.item()).toBe(1);
  });

  it("needs a gradient of the output's shape and dtype, or a single element", () => {
    const x = leaf([1, 2]);
    expect(() => x.mul(2).backward()).toThrow(
      "backward: an output of shape [2] without a gradient, one element is needed; pass the gradient, or reduce with sum() or mean()",
    );
    expect(() => x.mul(2).backward(tensor([1, 1, 1]))).toThrow(
      "backward: a gradient of shape [3] and dtype float32, the output's [2] and float64 are needed",
    );
    x.mul(2).backward(tensor([1, 10], { dtype: "float64" }));
    expect(x.grad?.toArray()).toEqual([2, 20]);
  });

  it("refuses a second walk over a freed graph, and allows it with retainGraph", () => {
    const x = leaf(3);
    const y = x.mul(x);
    y.backward(undefined, { retainGraph: true });
    y.backward();
    expect(x.grad?.item()).toBe(12);
    expect(() => y.backward()).toThrow(
      "backward: the graph at mul was freed by an earlier backward, a live one is needed; pass { retainGraph: true } to the earlier call",
    );
  });

  it("that is refused leaves gradients and graph as they were", () => {
    const [x, y] = [leaf(3), leaf(2)];
    const z = x.mul(y).mul(5);
    noGrad(() => y.add_(1));
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(() => z.backward()).toThrow(
        "backward: a tensor that mul needs was changed in place (version 1)",
      );
      expect(x.grad).toBeNull();
    }
  });

  it("refuses an output that depends on nothing", () => {
    expect(() => tensor(1).backward()).toThrow(
      "backward: the output has no graph, one computed from a tensor with requiresGrad is needed",
    );
  });

  it("on a leaf itself gives 1", () => {
    const x = leaf(3);
    x.backward();
    expect(x.grad?.item()).toBe(1);
  });
});

describe("grad", () => {
  it("gives gradients of anything in the graph and leaves grad alone", () => {
    const x = leaf(3);
    const y = x.mul(x);
    const z = y.mul(2);
    const [byX, byY] = grad(z, [x, y]);
    expect([byX?.item(), byY?.item(), x.grad]).toEqual([12, 2, null]);
  });

  it("differentiates again with createGraph: x³ has 3x², 6x and 6", () => {
    const x = leaf(2);
    const [first] = grad(x.pow(3), [x], { createGraph: true });
    const [second] = grad(first!, [x], { createGraph: true });
    const [third] = grad(second!, [x]);
    expect([first?.item(), second?.item(), third?.item()]).toEqual([12, 12, 6]);
  });

  it("sums over outputs, weighted", () => {
    const x = leaf([1, 2]);
    const outputs = [x.mul(2), x.sum()];
    const gradOutputs = [tensor([1, 10], { dtype: "float64" }), tensor(100, { dtype: "float64" })];
    expect(grad(outputs, [x], { gradOutputs })[0]?.toArray()).toEqual([102, 120]);
  });

  it("of what the outputs do not depend on is refused, or zeros when allowed", () => {
    const [x, y] = [leaf(1), leaf([1, 2])];
    expect(() => grad(x.mul(2), [y])).toThrow(
      "grad: input 0 is not part of the graph, one that the outputs depend on is needed; allowUnused gives zeros",
    );
    expect(grad(x.mul(2), [y], { allowUnused: true })[0]?.toArray()).toEqual([0, 0]);
  });
});
