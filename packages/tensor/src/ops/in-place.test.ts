import { describe, expect, it } from "vitest";
import * as library from "../index.ts";
import { noGrad, type Tensor, tensor } from "../index.ts";

const y = tensor([1, 2]);

const samples: Record<string, [change: (x: Tensor) => Tensor, result: number[]]> = {
  copy_: [(x) => library.copy_(x, y), [1, 2]],
  fill_: [(x) => library.fill_(x, 7), [7, 7]],
  zero_: [(x) => library.zero_(x), [0, 0]],
  add_: [(x) => library.add_(x, y, { alpha: 10 }), [20, 40]],
  sub_: [(x) => library.sub_(x, y, { alpha: 2 }), [8, 16]],
  mul_: [(x) => library.mul_(x, y), [10, 40]],
  div_: [(x) => library.div_(x, y), [10, 10]],
};

it("every in-place operation of the index has a sample", () => {
  expect(Object.keys(samples).sort()).toEqual(
    Object.keys(library)
      .filter((name) => name.endsWith("_"))
      .sort(),
  );
});

describe.each(Object.entries(samples))("%s", (name, [change, result]) => {
  it("changes the tensor, returns it, and raises its version", () => {
    const x = tensor([10, 20]);
    const { data } = x;
    expect(change(x)).toBe(x);
    expect([x.toArray(), x.data, x.storage.version]).toEqual([result, data, 1]);
  });

  it("on a tensor that needs a gradient works only inside noGrad", () => {
    const x = tensor([10, 20], { requiresGrad: true });
    expect(() => change(x)).toThrow(
      `${name}: a tensor that needs a gradient, but in-place changes are not differentiable; use noGrad(() => …) or the form without underscore`,
    );
    expect(x.toArray()).toEqual([10, 20]);
    noGrad(() => change(x));
    expect([x.toArray(), x.requiresGrad, x.isLeaf]).toEqual([result, true, true]);
  });
});

describe("in place", () => {
  it("the result keeps the dtype, and is refused where it would not fit", () => {
    expect(tensor([1, 2]).add_(tensor([0.5, 0.5], { dtype: "float64" })).dtype).toBe("float32");
    const whole = tensor([1, 2], { dtype: "int32" });
    expect(() => whole.mul_(0.5)).toThrow(
      'mul_: a result of dtype float32 into int32, one that fits is needed; to("int32") converts',
    );
    expect(() => whole.copy_(y)).toThrow(TypeError);
    expect(whole.toArray()).toEqual([1, 2]);
  });

  it("the other operand broadcasts to the tensor, never the reverse", () => {
    expect(
      tensor([
        [1, 2],
        [3, 4],
      ])
        .add_(y)
        .toArray(),
    ).toEqual([
      [2, 4],
      [4, 6],
    ]);
    expect(() =>
      tensor([1, 2]).add_(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toThrow("add_: shape [2, 2] into [2], one that broadcasts to it is needed");
  });

  it("a source that needs a gradient is refused too", () => {
    const parameter = tensor([1, 2], { requiresGrad: true });
    expect(() => tensor([0, 0]).add_(parameter)).toThrow(TypeError);
  });

  it("tensors without elements stay so", () => {
    expect(library.zeros([0]).zero_().shape).toEqual([0]);
  });
});
