import fc from "fast-check";
import { expect, it } from "vitest";
import { argsort, sort, tensor, topk } from "../../index.ts";

it("by hand", () => {
  const x = tensor([3, 1, 2]);
  expect(sort(x).values.toArray()).toEqual([1, 2, 3]);
  expect(sort(x).indices.toArray()).toEqual([1, 2, 0]);
  expect(argsort(x, { descending: true }).toArray()).toEqual([0, 2, 1]);
  expect(topk(x, 2).values.toArray()).toEqual([3, 2]);
  expect(topk(x, 1, { largest: false }).indices.toArray()).toEqual([1]);
});

it("equals keep their order in both directions, and NaN is largest", () => {
  const x = tensor([1, NaN, 0, 1]);
  expect(sort(x).indices.toArray()).toEqual([2, 0, 3, 1]);
  expect(sort(x, { descending: true }).indices.toArray()).toEqual([1, 0, 3, 2]);
});

it("the gradient goes back to where each value came from", () => {
  const x = tensor([3, 1, 2], { requiresGrad: true });
  sort(x).values.backward(tensor([10, 20, 30]));
  expect(x.grad!.toArray()).toEqual([30, 10, 20]);
});

it("is a permutation in order", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 20 }), (list) => {
      const wanted = Float64Array.from(list).sort();
      expect(sort(tensor(list, { dtype: "float64" })).values.toArray()).toEqual(
        // One zero is as good as the other, so they stay as they stood.
        Array.from(wanted, (value) => (value === 0 ? expect.closeTo(0) : value)),
      );
    }),
  );
});

it("refuses a k beyond the size", () => {
  expect(() => topk(tensor([1, 2]), 3)).toThrow("topk: k = 3 of 2 along dim 0 of [2], 0 to 2 is needed");
});
