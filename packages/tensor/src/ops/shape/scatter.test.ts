import { expect, it } from "vitest";
import { scatter, tensor } from "../../index.ts";

const index = tensor([2, 0, 2], { dtype: "int32" });

it("by hand: the last of several for one place is kept", () => {
  expect(scatter(tensor([1, 2, 3, 4]), 0, index, tensor([10, 20, 30])).toArray()).toEqual([20, 2, 30, 4]);
});

it("the gradient goes to what is seen in the result", () => {
  const x = tensor([1, 2, 3, 4], { requiresGrad: true });
  const source = tensor([10, 20, 30], { requiresGrad: true });
  scatter(x, 0, index, source).sum().backward();
  expect(x.grad!.toArray()).toEqual([0, 1, 0, 1]);
  expect(source.grad!.toArray()).toEqual([0, 1, 1]);
});
