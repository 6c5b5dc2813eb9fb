import { expect, it } from "vitest";
import { eq, ge, gt, le, logicalAnd, logicalNot, logicalOr, lt, ne, tensor } from "../index.ts";

const x = tensor([1, 2, 3]);

it("comparisons give bools", () => {
  expect(eq(x, 2).dtype).toBe("bool");
  expect([eq, ne, lt, le, gt, ge].map((compare) => compare(x, 2).toArray())).toEqual([
    [false, true, false],
    [true, false, true],
    [true, false, false],
    [true, true, false],
    [false, false, true],
    [false, true, true],
  ]);
});

it("NaN differs from everything, itself included", () => {
  const nan = tensor(NaN);
  expect([eq, ne, lt, le, gt, ge].map((compare) => compare(nan, nan).item())).toEqual([0, 1, 0, 0, 0, 0]);
});

it("mixed dtypes meet before they are compared", () => {
  expect(eq(tensor([1, 0], { dtype: "int32" }), tensor([true, false])).toArray()).toEqual([true, true]);
  expect(lt(tensor([1], { dtype: "int32" }), 1.5).item()).toBe(1);
});

it("logic combines what is nonzero", () => {
  const [p, q] = [tensor([true, true, false]), tensor([0.5, 0, 0])];
  expect(logicalAnd(p, q).toArray()).toEqual([true, false, false]);
  expect(logicalOr(p, q).toArray()).toEqual([true, true, false]);
  expect(logicalNot(q).toArray()).toEqual([false, true, true]);
});
