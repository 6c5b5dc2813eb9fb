import { readFileSync } from "node:fs";
import { type NestedArray, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Adam, type Optimizer, Parameter, SGD } from "./index.ts";

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
