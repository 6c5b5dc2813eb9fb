import { expect, it } from "vitest";
import { prod, tensor, zeros } from "../../index.ts";

it("by hand", () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(prod(x).item()).toBe(24);
  expect(prod(x, { dim: 0 }).toArray()).toEqual([3, 8]);
  expect(prod(zeros([0, 2]), { dim: 0 }).toArray()).toEqual([1, 1]);
});

it("one zero has a gradient, two have none", () => {
  const x = tensor(
    [
      [2, 0, 4],
      [0, 3, 0],
    ],
    { requiresGrad: true },
  );
  prod(x, { dim: 1 }).sum().backward();
  expect(x.grad!.toArray()).toEqual([
    [0, 8, 0],
    [0, 0, 0],
  ]);
});
