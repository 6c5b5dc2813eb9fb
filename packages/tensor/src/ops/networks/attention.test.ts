import { expect, it } from "vitest";
import { ones, scaledDotProductAttention, tensor, zeros } from "../../index.ts";

const v = tensor([[1], [3], [8]]);

it("by hand: equal keys give the mean of the values", () => {
  const [q, k] = [ones([2, 4]), ones([3, 4])];
  expect(scaledDotProductAttention(q, k, v).toArray()).toEqual([[4], [4]]);
  expect(scaledDotProductAttention(q, k, v, { isCausal: true }).toArray()).toEqual([[1], [2]]);
});

it("a key that fits far better than the others gives its value", () => {
  const k = tensor([[0], [100], [0]]);
  expect(scaledDotProductAttention(ones([1, 1]), k, v).toArray()).toEqual([[3]]);
});

it("a mask hides: bools, or minus infinity", () => {
  const [q, k] = [ones([1, 4]), ones([3, 4])];
  const attnMask = tensor([[true, false, true]]);
  expect(scaledDotProductAttention(q, k, v, { attnMask }).toArray()).toEqual([[4.5]]);
  const added = tensor([[0, 0, -Infinity]]);
  expect(scaledDotProductAttention(q, k, v, { attnMask: added }).toArray()).toEqual([[2]]);
});

it("refuses keys of another size", () => {
  expect(() => scaledDotProductAttention(zeros([2, 3]), zeros([2, 4]), zeros([2, 4]))).toThrow(
    "scaledDotProductAttention: q [2, 3], k [2, 4], v [2, 4]",
  );
});
