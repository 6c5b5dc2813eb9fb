import { expect, it } from "vitest";
import { arange, einsum, tensor } from "../../index.ts";

const a = tensor([
  [1, 2],
  [3, 4],
]);
const v = tensor([10, 100]);

it("by hand", () => {
  expect(einsum("ij,j->i", a, v).toArray()).toEqual([210, 430]);
  expect(einsum("ij->ji", a).toArray()).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(einsum("ii", a).item()).toBe(5);
  expect(einsum("ii->i", a).toArray()).toEqual([1, 4]);
  expect(einsum("i,j->ij", v, v).toArray()).toEqual([
    [100, 1000],
    [1000, 10000],
  ]);
});

it("three operands at once: vᵀ A v", () => {
  expect(einsum("i,ij,j->", v, a, v).item()).toBe(100 + 2000 + 3000 + 40000);
});

it("the dots broadcast", () => {
  const x = arange(6).reshape([3, 1, 2]);
  expect(einsum("...ij,...jk->...ik", x, a).shape).toEqual([3, 1, 2]);
});

it("says what is wrong with an equation", () => {
  expect(() => einsum("ij,jk", a)).toThrow('einsum: 1 operands for "ij,jk", 2 are needed');
  expect(() => einsum("ijk->i", a)).toThrow('einsum: "ijk" for an operand of shape [2, 2]');
  expect(() => einsum("ij->ik", a)).toThrow('einsum: "k" in the result of "ij->ik"');
  expect(() => einsum("ij,jk->ik", a, arange(6).reshape([3, 2]))).toThrow(
    'einsum: "j" has the sizes 2 and 3',
  );
  expect(() => einsum("i+j", a)).toThrow('einsum: equation "i+j", letters for each operand');
});
