import { expect, it } from "vitest";
import { flip, roll, tensor } from "../../index.ts";

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

it("by hand", () => {
  expect(flip(x, 1).toArray()).toEqual([
    [3, 2, 1],
    [6, 5, 4],
  ]);
  expect(flip(x, [0, 1]).toArray()).toEqual([
    [6, 5, 4],
    [3, 2, 1],
  ]);
  expect(roll(x, 1, 1).toArray()).toEqual([
    [3, 1, 2],
    [6, 4, 5],
  ]);
  expect(roll(x, -1).toArray()).toEqual([
    [2, 3, 4],
    [5, 6, 1],
  ]);
});

it("roll refuses fractions, and a shift without its dim", () => {
  expect(() => roll(x, 0.5)).toThrow("roll: shifts [0.5], whole numbers are needed");
  expect(() => roll(x, [1, 2])).toThrow("roll: shifts [1, 2] for dims none");
});
