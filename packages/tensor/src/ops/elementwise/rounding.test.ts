import { expect, it } from "vitest";
import { ceil, floor, round, tensor, trunc } from "../../index.ts";

const x = tensor([-1.5, -0.5, 0.5, 1.5, 2.5, 2.75]);

it("by hand", () => {
  expect(floor(x).toArray()).toEqual([-2, -1, 0, 1, 2, 2]);
  expect(ceil(x).toArray()).toEqual([-1, -0, 1, 2, 3, 3]);
  expect(trunc(x).toArray()).toEqual([-1, -0, 0, 1, 2, 2]);
});

it("halves go to the even neighbour", () => {
  expect(round(x).toArray()).toEqual([-2, 0, 0, 2, 2, 3]);
});

it("integers stay integers", () => {
  const whole = tensor([3, -4], { dtype: "int32" });
  expect([floor, ceil, round, trunc].map((f) => f(whole).dtype)).toEqual([
    "int32",
    "int32",
    "int32",
    "int32",
  ]);
});
