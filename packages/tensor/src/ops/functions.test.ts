import fc from "fast-check";
import { expect, it } from "vitest";
import { abs, cos, relu, sigmoid, sign, sin, tanh, tensor } from "../index.ts";

it("at values known by heart", () => {
  const x = tensor([-2, 0, 3]);
  expect(abs(x).toArray()).toEqual([2, 0, 3]);
  expect(sign(x).toArray()).toEqual([-1, 0, 1]);
  expect(relu(x).toArray()).toEqual([0, 0, 3]);
  expect([sin, cos, tanh, sigmoid].map((f) => f(tensor(0)).item())).toEqual([0, 1, 0, 0.5]);
});

it("relu and |x| take the derivative 0 at 0", () => {
  const x = tensor([-1, 0, 2], { requiresGrad: true });
  relu(x).sum().backward();
  expect(x.grad!.toArray()).toEqual([0, 0, 1]);
  x.grad = null;
  abs(x).sum().backward();
  expect(x.grad!.toArray()).toEqual([-1, 0, 1]);
});

it("sigmoid stays in [0, 1] without overflow, and integers become float32", () => {
  expect(sigmoid(tensor([-1000, 1000])).toArray()).toEqual([0, 1]);
  expect(sigmoid(tensor([0], { dtype: "int32" })).dtype).toBe("float32");
  expect(relu(tensor([-3, 3], { dtype: "int32" })).dtype).toBe("int32");
});

it("sin² + cos² = 1, and tanh x = 2σ(2x) − 1", () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (value) => {
      const x = tensor(value, { dtype: "float64" });
      expect(sin(x).pow(2).add(cos(x).pow(2)).item()).toBeCloseTo(1, 14);
      expect(tanh(x).item()).toBeCloseTo(sigmoid(x.mul(2)).mul(2).sub(1).item(), 14);
    }),
  );
});
