import { gradcheck, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "../index.ts";
import { crossEntropy, mseLoss, nllLoss, type Reduction } from "../index.ts";

/** The contract that every loss of the index keeps. A new one needs a line here, or the first test fails. */
const f64 = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: new Philox(seed), dtype: "float64", requiresGrad: true });
const classes = tensor([2, 0, 1, 1], { dtype: "int32" });

const losses: Record<string, (x: Tensor, reduction: Reduction) => Tensor> = {
  crossEntropy: (x, reduction) => crossEntropy(x, classes, { reduction }),
  mseLoss: (x, reduction) => mseLoss(x, f64(5, 4, 3).detach(), { reduction }),
  nllLoss: (x, reduction) => nllLoss(x, classes, { reduction }),
};

it("every loss of the index is here", () => {
  const named = Object.keys(nn).filter((name) => /Loss$|Entropy(WithLogits)?$|^klDiv$/.test(name));
  expect(Object.keys(losses).sort()).toEqual(named.sort());
});

for (const [name, loss] of Object.entries(losses)) {
  describe(name, () => {
    it.each(["mean", "sum", "none"] as const)("%s: has the gradients of central differences", (reduction) => {
      expect(gradcheck((x: Tensor) => loss(x, reduction), [f64(6, 4, 3)])).toBe(true);
    });

    it("the sum is the sum of the losses one by one", () => {
      const x = f64(6, 4, 3);
      expect(loss(x, "sum").item()).toBeCloseTo(loss(x, "none").sum().item(), 12);
    });
  });
}
