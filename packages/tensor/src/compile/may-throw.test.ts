import { expect, it } from "vitest";
import { cholesky, compile, noGrad, type Tensor, tensor } from "../index.ts";

it("an error late in a run leaves parameters, gradients and counts as they were", () => {
  const w = tensor([1, 2], { requiresGrad: true });
  const fresh = tensor([0, 0]);
  const body = (x: Tensor, a: Tensor): Tensor => {
    w.grad = null;
    w.mul(x).sum().backward();
    noGrad(() => {
      w.sub_(w.grad!);
      fresh.copy_(x.mul(2));
    });
    return cholesky(a.add(w.detach().mul(0).sum()));
  };
  const step = compile(body);
  const good = tensor([[4]]);
  step(tensor([1, 1]), good);
  expect([w, fresh].map((x) => x.toArray())).toEqual([
    [0, 1],
    [2, 2],
  ]);
  expect(() => step(tensor([5, 5]), tensor([[-1]]))).toThrow(/^cholesky: the leading minor of order 1/);
  expect([w, fresh, w.grad!].map((x) => x.toArray())).toEqual([
    [0, 1],
    [2, 2],
    [1, 1],
  ]);
  expect([w.storage.version, fresh.storage.version]).toEqual([1, 1]);
  expect(step(tensor([5, 5]), good).toArray()).toEqual([[2]]);
  expect([w, fresh, w.grad!].map((x) => x.toArray())).toEqual([
    [-5, -4],
    [10, 10],
    [5, 5],
  ]);
});

it("so does a whole number that overflows", () => {
  const count = tensor([1], { dtype: "int32" });
  const total = tensor([1]);
  const step = compile((x: Tensor) => {
    total.add_(1);
    return [count.mul_(x), total];
  });
  step(tensor([100_000], { dtype: "int32" }));
  expect(() => step(tensor([100_000], { dtype: "int32" }))).toThrow(/^mul: 10000000000 at element 0/);
  expect([count.item(), total.item()]).toEqual([100_000, 2]);
});
