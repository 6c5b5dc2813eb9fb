import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, div, mul, neg, sub, tensor } from "../index.ts";

describe("arithmetic", () => {
  it("goes element by element", () => {
    const [a, b] = [tensor([1, 2]), tensor([4, 8])];
    expect(add(a, b).toArray()).toEqual([5, 10]);
    expect(sub(a, b).toArray()).toEqual([-3, -6]);
    expect(mul(a, b).toArray()).toEqual([4, 16]);
    expect(div(a, b).toArray()).toEqual([0.25, 0.25]);
    expect(neg(a).toArray()).toEqual([-1, -2]);
  });

  it("broadcasts a column with a row to a table", () => {
    expect(mul(tensor([[1], [2]]), tensor([1, 10, 100])).toArray()).toEqual([
      [1, 10, 100],
      [2, 20, 200],
    ]);
    expect(add(tensor([[1, 2]]), tensor(1)).toArray()).toEqual([[2, 3]]);
  });

  it("takes plain numbers on either side", () => {
    expect(sub(1, tensor([1, 2])).toArray()).toEqual([0, -1]);
    expect(tensor([1, 2]).div(4).toArray()).toEqual([0.25, 0.5]);
  });

  it("sums gradients back to the shape of a broadcast operand", () => {
    const column = tensor([[1], [2]], { requiresGrad: true });
    const row = tensor([1, 10, 100], { requiresGrad: true });
    mul(column, row).sum().backward();
    expect(column.grad?.toArray()).toEqual([[111], [111]]);
    expect(row.grad?.toArray()).toEqual([3, 3, 3]);
  });

  it("returns gradients in the dtype of each operand", () => {
    const narrow = tensor([1, 2], { requiresGrad: true });
    const wide = tensor([3, 4], { dtype: "float64", requiresGrad: true });
    mul(narrow, wide).sum().backward();
    expect([narrow.grad?.dtype, wide.grad?.dtype]).toEqual(["float32", "float64"]);
  });

  it("refuses shapes that do not broadcast, bools, and what is no number", () => {
    expect(() => add(tensor([1, 2]), tensor([1, 2, 3]))).toThrow("add: shapes [2] and [3] do not broadcast");
    expect(() => add(tensor([true]), tensor([false]))).toThrow(
      'add: dtype bool, numbers are needed; to("int32") counts, logicalAnd and logicalOr combine',
    );
    expect(() => add(tensor([1], { dtype: "int32" }), 3e9)).toThrow(
      'add: 3000000000 beside int32, a whole number from -2147483648 to 2147483647 is needed; to("float64") has room',
    );
    expect(() => mul(tensor([1]), "2" as unknown as number)).toThrow(
      "mul: a value of type string, a tensor is needed; tensor(…) makes one",
    );
  });

  it("commutes, and subtraction undoes addition of small integers", () => {
    const list = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(list, list, (p, q) => {
        const [a, b] = [tensor(p), tensor(q)];
        expect(add(a, b).toArray()).toEqual(add(b, a).toArray());
        expect(sub(add(a, b), b).toArray()).toEqual(a.toArray());
      }),
    );
  });
});
