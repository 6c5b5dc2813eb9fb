import { expect, it } from "vitest";
import { norm, tensor } from "../../index.ts";

it("by hand", () => {
  const x = tensor([3, -4]);
  expect([1, 2, Infinity].map((p) => norm(x, { p }).item())).toEqual([7, 5, 4]);
  expect(norm(tensor([[3, 4]]), { dim: 1, keepdim: true }).toArray()).toEqual([[5]]);
});

it("neither overflows nor vanishes where its result would not", () => {
  const x = tensor([3e200, 4e200], { dtype: "float64" });
  expect(norm(x).item()).toBeCloseTo(5e200, -186);
  expect(norm(x.mul(1e-300).mul(1e-100)).item() / 5e-200).toBeCloseTo(1, 14);
});

it("the zero vector has the norm 0 and the gradient 0", () => {
  const x = tensor([0, 0], { requiresGrad: true });
  norm(x).backward();
  expect(x.grad!.toArray()).toEqual([0, 0]);
});

it("refuses a p below 1 and the largest of nothing", () => {
  expect(() => norm(tensor([1]), { p: 0.5 })).toThrow(
    "norm: p = 0.5, a number from 1 up or Infinity is needed",
  );
  expect(() => norm(tensor([]), { p: Infinity })).toThrow("norm: p = Infinity over dims [0] of [0]");
});
