import { expect, it } from "vitest";
import { tensor, unique } from "../../index.ts";

it("by hand", () => {
  const { values, inverse, counts } = unique(
    tensor([
      [3, 1],
      [1, 2],
    ]),
  );
  expect(values.toArray()).toEqual([1, 2, 3]);
  expect(counts.toArray()).toEqual([2, 1, 1]);
  expect(inverse.toArray()).toEqual([
    [2, 0],
    [0, 1],
  ]);
});

it("the values at `inverse` are x again", () => {
  const x = tensor([5, -1, 5, 0, -1], { dtype: "int32" });
  const { values, inverse } = unique(x);
  expect(values.indexSelect(0, inverse).toArray()).toEqual(x.toArray());
});

it("no NaN equals another", () => {
  expect(unique(tensor([NaN, 1, NaN])).counts.toArray()).toEqual([1, 1, 1]);
});
