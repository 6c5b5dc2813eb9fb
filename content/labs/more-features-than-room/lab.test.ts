import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  begin,
  type Chosen,
  column,
  lossAndGradient,
  type Model,
  represented,
  sample,
  train,
} from "./toy-model.ts";

const defaults: Chosen = { features: 5, density: 0.06, decay: 0.9, relu: true, rate: 0.02 };

const seeds = [1, 2, 3, 4, 5];

function run(change: Partial<Chosen>, seed = 1): Model {
  const chosen = { ...defaults, ...change };
  const random = new Philox(seed);
  let model = begin(chosen, random);
  for (let frame = 0; frame < 120; frame++) model = train(model, chosen, random, 20);
  return model;
}

describe("the toy model", () => {
  it("an opposite pair passes on one feature exactly, and two at once as their difference", () => {
    const model = { ...begin({ ...defaults, features: 2 }, new Philox(1)), parameters: [1, -1, 0, 0, 0, 0] };
    const chosen = { ...defaults, features: 2, decay: 1 };
    expect(lossAndGradient(model, [0.7, 0], chosen).loss).toBe(0);
    // x = (0.7, 0.2) comes out as (0.5, 0): 0.2² + 0.2²
    expect(lossAndGradient(model, [0.7, 0.2], chosen).loss).toBeCloseTo(0.08, 12);
  });

  it("the gradient agrees with finite differences, with and without ReLU", () => {
    for (const relu of [true, false]) {
      const chosen = { ...defaults, relu };
      const random = new Philox(4);
      const model = begin(chosen, random);
      const X = sample(20, 5, 0.5, random);
      const { gradient } = lossAndGradient(model, X, chosen);
      gradient.forEach((slope, i) => {
        const at = (h: number) =>
          lossAndGradient(
            { ...model, parameters: model.parameters.with(i, model.parameters[i]! + h) },
            X,
            chosen,
          ).loss;
        expect(slope).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 6);
      });
    }
  });
});

describe("training", () => {
  it("dense features: two are kept, the most important ones", () => {
    const model = run({ density: 1, decay: 0.7 });
    expect(represented(model)).toBe(2);
    expect(Math.hypot(...column(model, 0))).toBeGreaterThan(Math.hypot(...column(model, 4)));
    for (const seed of seeds) expect(represented(run({ density: 1 }, seed))).toBe(2);
  });

  it("sparse features: all five are kept in two dimensions", () => {
    for (const seed of seeds) expect(represented(run({}, seed))).toBe(5);
  });

  it("without ReLU two, sparse or dense", () => {
    for (const density of [0.06, 1])
      for (const seed of seeds) expect(represented(run({ relu: false, density }, seed))).toBe(2);
  });
});
