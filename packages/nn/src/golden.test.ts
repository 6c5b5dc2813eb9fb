import { readFileSync } from "node:fs";
import { type NestedArray, Philox, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Linear,
  type Module,
  mseLoss,
  type Optimizer,
  Parameter,
  ReLU,
  SGD,
  Sigmoid,
  Tanh,
} from "./index.ts";

/** Values from PyTorch in float64, written by golden/generate.py. Sums of a few terms: 1e-12 would do, 1e-9 is the house's bound. */
function golden(group: string) {
  return JSON.parse(readFileSync(new URL(`../../../golden/nn/${group}.json`, import.meta.url), "utf8"))
    .values;
}
const f64 = (values: NestedArray, requiresGrad = false) => tensor(values, { dtype: "float64", requiresGrad });

function near(given: Tensor | null, expected: NestedArray): void {
  const want = f64(expected);
  expect(given!.shape).toEqual(want.shape);
  const worst = Math.max(...Array.from(given!.data, (x, i) => Math.abs(x - want.data[i]!)));
  expect(worst).toBeLessThan(1e-9);
}

describe("Linear", () => {
  const v = golden("linear");
  it("has PyTorch's values and gradients", () => {
    const layer = new Linear(3, 2, { rng: new Philox(0), dtype: "float64" });
    layer.loadStateDict({ weight: f64(v.weight), bias: f64(v.bias) });
    const x = f64(v.x, true);
    const y = layer.forward(x);
    y.backward(f64(v.upstream));
    near(y, v.y);
    near(layer.weight.grad, v.weightGrad);
    near(layer.bias!.grad, v.biasGrad);
    near(x.grad, v.xGrad);
  });
});

describe("activations", () => {
  const v = golden("activations");
  const modules: Record<string, Module> = { ReLU: new ReLU(), Tanh: new Tanh(), Sigmoid: new Sigmoid() };
  for (const [name, module] of Object.entries(modules)) {
    it(`${name} has PyTorch's values and gradients, far out and at 0 too`, () => {
      const x = f64(v.x, true);
      const y = module.forward(x);
      y.sum().backward();
      near(y, v[name].y);
      near(x.grad, v[name].grad);
    });
  }
});

describe("losses", () => {
  const v = golden("losses");
  for (const reduction of ["mean", "sum", "none"] as const) {
    it(`crossEntropy, ${reduction}`, () => {
      const logits = f64(v.logits, true);
      const loss = crossEntropy(logits, tensor(v.target, { dtype: "int32" }), { reduction });
      loss.sum().backward();
      near(loss, v[`crossEntropy ${reduction}`].loss);
      near(logits.grad, v[`crossEntropy ${reduction}`].grad);
    });
    it(`mseLoss, ${reduction}`, () => {
      const a = f64(v.a, true);
      const loss = mseLoss(a, f64(v.b), { reduction });
      loss.sum().backward();
      near(loss, v[`mseLoss ${reduction}`].loss);
      near(a.grad, v[`mseLoss ${reduction}`].grad);
    });
  }
});

describe("twenty steps of an optimiser", () => {
  const v = golden("optimizers");
  const makers: Record<string, (p: Parameter[]) => Optimizer> = {
    SGD: (p) => new SGD(p, { lr: 0.1 }),
    "SGD momentum": (p) => new SGD(p, { lr: 0.05, momentum: 0.9 }),
    "SGD dampening": (p) => new SGD(p, { lr: 0.05, momentum: 0.9, dampening: 0.3 }),
    "SGD nesterov": (p) => new SGD(p, { lr: 0.05, momentum: 0.9, nesterov: true }),
    "SGD weightDecay": (p) => new SGD(p, { lr: 0.1, momentum: 0.5, weightDecay: 0.1 }),
    Adam: (p) => new Adam(p, { lr: 0.1 }),
    "Adam betas": (p) => new Adam(p, { lr: 0.05, betas: [0.8, 0.95], eps: 1e-6 }),
    "Adam weightDecay": (p) => new Adam(p, { lr: 0.1, weightDecay: 0.1 }),
  };
  it("the list is PyTorch's", () => expect(Object.keys(makers)).toEqual(Object.keys(v.paths)));

  function start() {
    const theta = new Parameter(f64(v.theta));
    const phi = new Parameter(f64(v.phi));
    const step = (optimizer: Optimizer) => {
      optimizer.zeroGrad();
      const off = theta.sub(1);
      f64(v.c).mul(off).mul(off).sum().mul(0.5).add(phi.pow(4).sum().mul(0.25)).backward();
      optimizer.step();
    };
    return { theta, phi, step };
  }

  for (const [name, make] of Object.entries(makers)) {
    it(`${name} walks PyTorch's path`, () => {
      const { theta, phi, step } = start();
      const optimizer = make([theta, phi]);
      for (const [t, p] of v.paths[name]) {
        step(optimizer);
        near(theta, t);
        near(phi, p);
      }
    });

    it(`${name} resumed from its state goes on bit for bit`, () => {
      const whole = start();
      const one = make([whole.theta, whole.phi]);
      for (let i = 0; i < 10; i++) whole.step(one);
      const half = start();
      const before = make([half.theta, half.phi]);
      for (let i = 0; i < 5; i++) half.step(before);
      const after = make([half.theta, half.phi]);
      after.loadStateDict(before.stateDict());
      for (let i = 0; i < 5; i++) half.step(after);
      expect([...half.theta.data, ...half.phi.data]).toEqual([...whole.theta.data, ...whole.phi.data]);
    });
  }
});
