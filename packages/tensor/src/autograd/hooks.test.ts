import { expect, it } from "vitest";
import { tensor } from "../index.ts";

it("a hook sees the complete gradient, of a leaf and of what is in between", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const y = x.mul(3);
  const seen: unknown[] = [];
  x.registerHook((g) => {
    seen.push(["x", g.toArray()]);
  });
  y.registerHook((g) => {
    seen.push(["y", g.toArray()]);
  });
  y.add(y).sum().add(x.sum()).backward();
  expect(seen).toEqual([
    ["y", [2, 2]],
    ["x", [7, 7]],
  ]);
});

it("what it returns takes the gradient's place, hooks in their order, until it is taken off", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const y = x.mul(3);
  const remove = y.registerHook((g) => g.mul(10));
  y.registerHook((g) => g.add(1));
  y.sum().backward(undefined, { retainGraph: true });
  expect(x.grad!.toArray()).toEqual([33, 33]);
  x.grad = null;
  remove();
  y.sum().backward();
  expect(x.grad!.toArray()).toEqual([6, 6]);
});

it("refuses a tensor without gradient, and a gradient of another shape", () => {
  expect(() => tensor([1]).registerHook(() => {})).toThrow("registerHook: a tensor that needs no gradient");
  const x = tensor([1, 2], { requiresGrad: true });
  x.registerHook((g) => g.sum());
  expect(() => x.sum().backward()).toThrow(
    "backward: a hook gave a gradient of [] and float32, [2] and float32",
  );
});
