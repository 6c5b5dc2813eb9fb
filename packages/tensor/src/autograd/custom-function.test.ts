import { expect, it } from "vitest";
import {
  customFunction,
  exp,
  grad,
  gradcheck,
  gradgradcheck,
  mul,
  noGrad,
  Philox,
  randn,
  round,
  sumTo,
  tensor,
} from "../index.ts";

it("the gradient is what backward says: rounding that passes it straight through", () => {
  const straightThrough = customFunction({
    name: "straightThrough",
    forward: (x: ReturnType<typeof tensor>) => round(x),
    backward: (g) => [g],
  });
  const x = tensor([0.6, 1.2], { requiresGrad: true });
  const y = straightThrough(x);
  y.backward(tensor([3, 4]));
  expect(y.toArray()).toEqual([1, 1]);
  expect(x.grad!.toArray()).toEqual([3, 4]);
});

it("two inputs, one backward for both, differentiable again", () => {
  let calls = 0;
  const product = customFunction({
    name: "product",
    forward: (a: ReturnType<typeof tensor>, b: ReturnType<typeof tensor>) => mul(a, b),
    backward: (g, { inputs: [a, b] }) => {
      calls += 1;
      return [sumTo(mul(g, b), a.shape), sumTo(mul(g, a), b.shape)];
    },
  });
  const rng = new Philox(1);
  const inputs = [
    randn([2, 3], { rng, dtype: "float64", requiresGrad: true }),
    randn([3], { rng, dtype: "float64", requiresGrad: true }),
  ];
  const fn = (...list: typeof inputs) => product(list[0]!, list[1]!);
  expect(gradcheck(fn, inputs) && gradgradcheck(fn, inputs)).toBe(true);
  calls = 0;
  fn(...inputs)
    .sum()
    .backward();
  expect(calls).toBe(1);
});

it("the output can be read in backward, and a change in place is noticed", () => {
  const own = customFunction({
    name: "ownExp",
    forward: (x: ReturnType<typeof tensor>) => exp(x),
    backward: (g, { output }) => [mul(g, output)],
  });
  const x = tensor([1, 2], { requiresGrad: true });
  const y = own(x);
  expect(grad(y.sum(), [x])[0]!.toArray()).toEqual(exp(x).toArray());
  const again = own(x);
  noGrad(() => again.fill_(0));
  expect(() => again.sum().backward()).toThrow("backward: a tensor that ownExp needs was changed in place");
});

it("refuses gradients of another number or shape; null is zero", () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const wrong = (gradients: (ReturnType<typeof tensor> | null)[]) =>
    customFunction({ name: "wrong", forward: (a: typeof x) => a, backward: () => gradients })(x).sum();
  expect(() => wrong([]).backward()).toThrow(
    "wrong: backward gave 0 gradients, one for each of 1 inputs is needed",
  );
  expect(() => wrong([tensor(1)]).backward()).toThrow("wrong: a gradient of [] and float32 for input 0, [2]");
  wrong([null]).backward();
  expect(x.grad!.toArray()).toEqual([0, 0]);
});
