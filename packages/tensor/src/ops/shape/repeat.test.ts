import { expect, it } from "vitest";
import { repeat, tensor } from "../../index.ts";

it("by hand", () => {
  expect(repeat(tensor([1, 2]), [3]).toArray()).toEqual([1, 2, 1, 2, 1, 2]);
  expect(repeat(tensor([1, 2]), [2, 1]).toArray()).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

it("shares no memory with x, even when nothing is repeated", () => {
  const x = tensor([1, 2]);
  repeat(x, [1]).fill_(0);
  expect(x.toArray()).toEqual([1, 2]);
});

it("refuses fewer counts than dimensions", () => {
  expect(() => repeat(tensor([[1]]), [2])).toThrow("repeat: counts [2] for [1, 1]");
});
