import { expect, it } from "vitest";
import { arange, cat, chunk, split, tensor } from "../../index.ts";

it("by hand", () => {
  const x = arange(5);
  expect(split(x, 2).map((part) => part.toArray())).toEqual([[0, 1], [2, 3], [4]]);
  expect(split(x, [1, 0, 4]).map((part) => part.toArray())).toEqual([[0], [], [1, 2, 3, 4]]);
  expect(chunk(x, 3).map((part) => part.numel())).toEqual([2, 2, 1]);
  expect(chunk(x, 4).map((part) => part.numel())).toEqual([2, 2, 1]);
});

it("cat undoes it", () => {
  const x = arange(12).reshape([2, 6]);
  expect(cat(split(x, 4, { dim: 1 }), { dim: 1 }).toArray()).toEqual(x.toArray());
});

it("refuses sizes that do not add up", () => {
  expect(() => split(arange(5), [2, 2])).toThrow("split: sizes [2, 2] for dim 0 of size 5");
  expect(() => split(arange(5), 0)).toThrow("split: parts of size 0, a whole number from 1 is needed");
  expect(() => chunk(tensor(1), 2)).toThrow("chunk: a 0-D tensor, dimensions are needed");
});
