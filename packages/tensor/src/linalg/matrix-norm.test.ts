import { expect, it } from "vitest";
import { grad, type MatrixNormOrder, matrixNorm, tensor, zeros } from "../index.ts";

const a = tensor([
  [3, 0],
  [0, -4],
]);

it.each<[MatrixNormOrder, number]>([
  ["fro", 5],
  ["nuc", 7],
  [1, 4],
  [-1, 3],
  [2, 4],
  [-2, 3],
  [Infinity, 4],
  [-Infinity, 3],
])("the norm %s of diag(3, −4) is %d", (ord, value) => {
  expect(matrixNorm(a, { ord }).item()).toBe(value);
});

it("1 sums columns, ∞ rows", () => {
  const b = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(matrixNorm(b, { ord: 1 }).item()).toBe(6);
  expect(matrixNorm(b, { ord: Infinity }).item()).toBe(7);
});

it("the gradient at zero is zero", () => {
  const x = zeros([2, 2], { requiresGrad: true });
  expect(grad(matrixNorm(x), [x])[0]!.toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it("refuses another order by name", () => {
  expect(() => matrixNorm(a, { ord: 3 })).toThrow("matrixNorm: ord 3, one of 1, -1, 2, -2");
});
