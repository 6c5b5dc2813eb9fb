import { expect, it } from "vitest";
import { arange, permute, transpose } from "../index.ts";

const x = arange(6).reshape([1, 2, 3]);

it("permute reorders dimensions, transpose swaps two", () => {
  expect(permute(x, [2, 0, 1]).toArray()).toEqual([[[0, 3]], [[1, 4]], [[2, 5]]]);
  expect(transpose(x, 1, -1).toArray()).toEqual([
    [
      [0, 3],
      [1, 4],
      [2, 5],
    ],
  ]);
  expect(permute(permute(x, [2, 0, 1]), [1, 2, 0]).toArray()).toEqual(x.toArray());
});

it("every dimension is needed once", () => {
  expect(() => permute(x, [0, 1])).toThrow(
    "permute: dims [0, 1] of a 3-D tensor, each dimension once is needed",
  );
  expect(() => permute(x, [0, 1, -2])).toThrow(RangeError);
  expect(() => transpose(x, 0, 3)).toThrow("transpose: dim 3 of a 3-D tensor, -3 to 2 is needed");
});
