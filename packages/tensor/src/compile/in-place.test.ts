import { expect, it } from "vitest";
import { compile, matmul, noGrad, type Tensor, tensor } from "../index.ts";

/** Compiled and eager results of three calls, and what w holds after each. */
function expectSame(
  body: (w: Tensor, x: Tensor) => Tensor,
  numbers: number[][] = [
    [1, 2],
    [3, 4],
  ],
): void {
  const [own, wanted] = [tensor(numbers), tensor(numbers)];
  const f = compile((x: Tensor) => noGrad(() => body(own, x)));
  for (let i = 1; i <= 3; i++) {
    const x = tensor([
      [i, 1],
      [2, -i],
    ]);
    expect(f(x).toArray()).toEqual(body(wanted, x).toArray());
    expect(own.toArray()).toEqual(wanted.toArray());
  }
}

it("element by element, in its own memory", () => {
  const w = tensor([1, 2]);
  const f = compile((x: Tensor) => noGrad(() => void w.mul_(0.5).add_(x)));
  f(tensor([1, 1]));
  const { data } = w;
  f(tensor([1, 1]));
  expect(w.data).toBe(data);
  expect(w.toArray()).toEqual([1.75, 2]);
});

it("its own transpose", () => expectSame((w) => w.copy_(w.transpose(0, 1))));
it("rows by one another", () => expectSame((w) => w.sub_(w.slice([0, 1]))));
it("a reduction of itself", () => expectSame((w, x) => w.add_(w.sum({ dim: 1, keepdim: true })).add_(x)));
it("a product with itself", () => expectSame((w) => w.copy_(matmul(w, w).mul(0.25))));
it("read after the change as it was before", () =>
  expectSame((w, x) => {
    const before = w.mul(1);
    w.add_(x);
    return before.add(w);
  }));
it("returned as it was before", () =>
  expectSame((w, x) => {
    const before = w.clone();
    w.copy_(x);
    return before;
  }));
it("changed twice, and read in between", () =>
  expectSame((w, x) => {
    w.add_(x);
    const between = w.mul(2);
    w.sub_(between);
    return between;
  }));
it("part of it, through a copy", () =>
  expectSame((w, x) =>
    w.copy_(
      x
        .slice([0, 1])
        .expand([2, 2])
        .add(w.slice([1, 2])),
    ),
  ));
