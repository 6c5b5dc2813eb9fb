import { expect, it } from "vitest";
import { searchsorted, tensor } from "../../index.ts";

const sorted = tensor([1, 3, 3, 5]);

it("by hand", () => {
  expect(searchsorted(sorted, tensor([0, 3, 4, 9])).toArray()).toEqual([0, 1, 3, 4]);
  expect(searchsorted(sorted, 3, { right: true }).item()).toBe(3);
});

it("refuses what is not ascending, and rows that do not match", () => {
  expect(() => searchsorted(tensor([2, 1]), 0)).toThrow("searchsorted: 2 before 1 at element 1");
  expect(() => searchsorted(tensor([[1, 2]]), tensor([1, 2]))).toThrow(
    "searchsorted: sorted [1, 2], values [2]; one sequence, or one for each row of values, is needed",
  );
});
