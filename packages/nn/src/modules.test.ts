import { noGrad, Philox, randn, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as nn from "./index.ts";
import {
  crossEntropy,
  loadSafetensors,
  Module,
  mseLoss,
  nllLoss,
  type Parameter,
  saveSafetensors,
} from "./index.ts";

/** The contract that every module and every loss of the index keeps. A new one needs a line here, or the first test fails. */
const rng = (seed: number) => new Philox(seed);
const f64 = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: rng(seed), dtype: "float64", requiresGrad: true });

const makers: Record<
  string,
  { make: (seed: number, dtype?: "float32" | "float64") => Module; features: number }
> = {
  Linear: {
    make: (seed, dtype = "float64") => new nn.Linear(3, 2, { rng: rng(seed), dtype }),
    features: 3,
  },
  ReLU: { make: () => new nn.ReLU(), features: 3 },
  Sequential: {
    make: (seed, dtype = "float64") => {
      const draws = rng(seed);
      return new nn.Sequential(
        new nn.Linear(3, 4, { rng: draws, dtype }),
        new nn.Tanh(),
        new nn.Sequential(new nn.Linear(4, 2, { rng: draws, dtype, bias: false }), new nn.Sigmoid()),
      );
    },
    features: 3,
  },
  Sigmoid: { make: () => new nn.Sigmoid(), features: 3 },
  Tanh: { make: () => new nn.Tanh(), features: 3 },
};

const classes = tensor([2, 0, 1, 1], { dtype: "int32" });
const losses: Record<string, (x: Tensor, reduction: nn.Reduction) => Tensor> = {
  crossEntropy: (x, reduction) => crossEntropy(x, classes, { reduction }),
  mseLoss: (x, reduction) => mseLoss(x, f64(5, 4, 3).detach(), { reduction }),
  nllLoss: (x, reduction) => nllLoss(x, classes, { reduction }),
};

it("every module and every loss of the index is here", () => {
  const exported = Object.entries(nn);
  const isModule = (value: unknown) => typeof value === "function" && value.prototype instanceof Module;
  const modules = exported.filter(([, value]) => isModule(value)).map(([name]) => name);
  expect(Object.keys(makers).sort()).toEqual(modules.sort());
  const named = exported.map(([name]) => name).filter((name) => /Loss$|Entropy$/.test(name));
  expect(Object.keys(losses).sort()).toEqual(named.sort());
});

/** Compares each leaf's gradient with (L(x + h) − L(x − h)) / 2h. h³ε⁻¹ sets the bound: about 1e-10 here, and 1e-7 leaves room. */
function checkGradients(leaves: Tensor[], loss: () => Tensor): void {
  const h = 1e-5;
  loss().backward();
  for (const leaf of leaves) {
    const { grad } = leaf;
    for (let i = 0; i < leaf.numel(); i++) {
      const x = leaf.data[i]!;
      const at = (value: number) => {
        leaf.data[i] = value;
        return noGrad(() => loss().item());
      };
      const slope = (at(x + h) - at(x - h)) / (2 * h);
      leaf.data[i] = x;
      expect(Math.abs(grad!.data[i]! - slope)).toBeLessThan(1e-7);
    }
  }
}

for (const [name, { make, features }] of Object.entries(makers)) {
  describe(name, () => {
    it("has the gradients of central differences, in its input and in every parameter", () => {
      const module = make(1);
      const x = f64(2, 4, features);
      const weights = f64(3, ...module.forward(x).shape).detach();
      checkGradients([x, ...module.parameters()], () => module.forward(x).mul(weights).sum());
    });

    it("leaves its input as it was", () => {
      const x = f64(2, 4, features);
      const before = [...x.data];
      make(1).forward(x);
      expect([...x.data]).toEqual(before);
    });

    it("maps each sample by itself: a batch gives what its samples give", () => {
      const module = make(1);
      const x = f64(2, 3, features);
      const rows = [0, 1, 2].flatMap((n) => [
        ...module.forward(x.indexSelect(0, tensor([n], { dtype: "int32" }))).data,
      ]);
      expect([...module.forward(x).data]).toEqual(rows);
    });

    it("takes an empty batch, forward and back", () => {
      const module = make(1);
      const x = zeros([0, features], { dtype: "float64", requiresGrad: true });
      const y = module.forward(x);
      expect(y.shape[0]).toBe(0);
      y.sum().backward();
      expect(x.grad!.shape).toEqual([0, features]);
      for (const parameter of module.parameters())
        expect(parameter.grad!.data.every((g) => g === 0)).toBe(true);
    });

    it("keeps float32", () => {
      expect(make(1, "float32").forward(zeros([2, features])).dtype).toBe("float32");
    });

    it("starts equal from equal seeds, and different from others where it has parameters", () => {
      const values = (module: Module) => module.parameters().map((p: Parameter) => [...p.data]);
      expect(values(make(1))).toEqual(values(make(1)));
      if (make(1).parameters().length > 0) expect(values(make(1))).not.toEqual(values(make(2)));
    });

    it("comes back from a safetensors file with the same outputs", () => {
      const [saved, other] = [make(1), make(2)];
      other.loadStateDict(loadSafetensors(saveSafetensors(saved.stateDict())).tensors);
      const x = f64(4, 2, features);
      expect([...other.forward(x).data]).toEqual([...saved.forward(x).data]);
    });

    it("hands train and eval on to all its parts", () => {
      const module = make(1);
      expect(
        module
          .eval()
          .modules()
          .map((part) => part.training),
      ).not.toContain(true);
      expect(
        module
          .train()
          .modules()
          .map((part) => part.training),
      ).not.toContain(false);
    });
  });
}

for (const [name, loss] of Object.entries(losses)) {
  describe(name, () => {
    for (const reduction of ["mean", "sum", "none"] as const) {
      it(`${reduction}: has the gradients of central differences`, () => {
        const x = f64(6, 4, 3);
        const weights = f64(7, 4, 1).detach();
        checkGradients([x], () => {
          const value = loss(x, reduction);
          return reduction === "none"
            ? value.mul(weights.reshape([4, ...value.shape.slice(1).map(() => 1)])).sum()
            : value;
        });
      });
    }
  });
}
