import { expect, it } from "vitest";
import { cumprod, cumsum, tensor } from "../../index.ts";

it("by hand", () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(cumsum(x, 1).toArray()).toEqual([
    [1, 3, 6],
    [4, 9, 15],
  ]);
  expect(cumsum(x, 0).toArray()).toEqual([
    [1, 2, 3],
    [5, 7, 9],
  ]);
  expect(cumprod(x, -1).toArray()).toEqual([
    [1, 2, 6],
    [4, 20, 120],
  ]);
});

it("the gradient of a running sum counts how often each element is used", () => {
  const x = tensor([5, 6, 7], { requiresGrad: true });
  cumsum(x, 0).sum().backward();
  expect(x.grad!.toArray()).toEqual([3, 2, 1]);
});

it("the gradient of a running product holds at zeros", () => {
  // y = 2, 0, 0; ∂(y_0 + y_1 + y_2)/∂x_1 = x_0 + x_0 · x_2 = 2 + 6
  const x = tensor([2, 0, 3], { requiresGrad: true });
  cumprod(x, 0).sum().backward();
  expect(x.grad!.toArray()).toEqual([1, 8, 0]);
});

it("bools are counted, and a product beyond int32 is refused", () => {
  expect(cumsum(tensor([true, false, true]), 0).toArray()).toEqual([1, 1, 2]);
  expect(() => cumprod(tensor([65536, 65536], { dtype: "int32" }), 0)).toThrow(
    "cumprod: 4294967296 at element 1",
  );
});
