import { expect, it } from "vitest";
import { checkpoint, grad, gradcheck, gradgradcheck, Philox, randn, type Tensor } from "../index.ts";

const rng = new Philox(5);
const x = randn([2, 3], { rng, dtype: "float64", requiresGrad: true });
const w = randn([3, 3], { rng, dtype: "float64", requiresGrad: true });
const layer = (a: Tensor, b: Tensor): Tensor => a.matmul(b).tanh();

it("values and gradients are those without it, bit for bit", () => {
  const plain = layer(layer(x, w), w).pow(2).sum();
  const kept = checkpoint(layer, checkpoint(layer, x, w), w)
    .pow(2)
    .sum();
  expect(kept.item()).toBe(plain.item());
  const [a, b] = [grad(plain, [x, w]), grad(kept, [x, w])];
  expect(b.map(String)).toEqual(a.map(String));
  expect(b.map((g) => g.toArray())).toEqual(a.map((g) => g.toArray()));
});

it("first and second derivatives equal differences", () => {
  const fn = (a: Tensor, b: Tensor): Tensor => checkpoint(layer, a.mul(2), b);
  expect(gradcheck(fn as never, [x, w])).toBe(true);
  expect(gradgradcheck(fn as never, [x, w])).toBe(true);
});

it("runs forward once more, and only for the gradient", () => {
  let runs = 0;
  const y = checkpoint((a: Tensor) => {
    runs += 1;
    return a.exp();
  }, x);
  expect(runs).toBe(1);
  y.sum().backward();
  expect(runs).toBe(2);
  x.grad = null;
});

it("refuses a parameter that is no argument", () => {
  const y = checkpoint((a: Tensor) => a.matmul(w), x);
  expect(() => y.sum().backward()).toThrow(
    "checkpoint: fn uses a tensor of shape [3, 3] that needs a gradient",
  );
});

it("with inputs that need no gradient, a parameter inside gets its own", () => {
  const y = checkpoint((a: Tensor) => a.matmul(w), x.detach());
  expect(grad(y.sum(), [w])[0]!.shape).toEqual([3, 3]);
});
