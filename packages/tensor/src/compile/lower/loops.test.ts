import { expect, it } from "vitest";
import { compile, grad, le, tensor, where } from "../../index.ts";

it("a truth that is known beforehand is a mask in the loop, not the bits of 1", () => {
  const x = tensor(2, { requiresGrad: true });
  const step = compile((y: ReturnType<typeof tensor>) => {
    const [one] = grad(x.mul(1).sum(), [x]);
    return where(le(one!, one!), y, y.neg());
  });
  expect(step(tensor([1, 2, 3])).toArray()).toEqual([1, 2, 3]);
});
