import { expect, it } from "vitest";
import { reciprocal, rsqrt, square, tensor } from "../../index.ts";

it("by hand, with derivatives −1/x², −1/(2x√x) and 2x", () => {
  const derivative = (f: typeof square): [number, number] => {
    const x = tensor(4, { requiresGrad: true });
    const y = f(x);
    y.backward();
    return [y.item(), x.grad!.item()];
  };
  expect(derivative(reciprocal)).toEqual([0.25, -0.0625]);
  expect(derivative(rsqrt)).toEqual([0.5, -0.0625]);
  expect(derivative(square)).toEqual([16, 8]);
});

it("of 0 is infinite, and a squared integer stays one", () => {
  expect([reciprocal(tensor(0)).item(), rsqrt(tensor(0)).item()]).toEqual([Infinity, Infinity]);
  expect(square(tensor([3], { dtype: "int32" })).dtype).toBe("int32");
});
