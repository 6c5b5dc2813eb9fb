import { expect, it } from "vitest";
import { ones, tensor, tril, triu } from "../../index.ts";

it("by hand", () => {
  expect(tril(ones([2, 3])).toArray()).toEqual([
    [1, 0, 0],
    [1, 1, 0],
  ]);
  expect(triu(ones([2, 3]), { diagonal: 1 }).toArray()).toEqual([
    [0, 1, 1],
    [0, 0, 1],
  ]);
  expect(tril(tensor([[true, true]])).toArray()).toEqual([[true, false]]);
});

it("drops NaN outside the triangle, and refuses a vector", () => {
  expect(tril(tensor([[1, NaN]])).toArray()).toEqual([[1, 0]]);
  expect(() => triu(ones([3]))).toThrow("triu: shape [3], at least two dimensions are needed");
});
