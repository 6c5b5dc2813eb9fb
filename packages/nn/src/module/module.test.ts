import { Philox, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  crossEntropy,
  Linear,
  Module,
  ModuleList,
  mseLoss,
  nllLoss,
  Parameter,
  ReLU,
  Sequential,
  SGD,
} from "../index.ts";

const rng = () => new Philox(1);
const model = () =>
  new Sequential(new Linear(4, 3, { rng: rng() }), new ReLU(), new Linear(3, 2, { rng: rng(), bias: false }));

describe("a module", () => {
  it("names its parameters as PyTorch does, in the order of its fields", () => {
    expect(Object.keys(model().stateDict())).toEqual(["0.weight", "0.bias", "2.weight"]);
  });

  it("lists a parameter once where two of its parts share it, and names it twice", () => {
    const shared = new Linear(2, 2, { rng: rng() });
    const twice = new Sequential(shared, new ReLU(), shared);
    expect(twice.parameters()).toEqual([shared.weight, shared.bias]);
    expect(Object.keys(twice.stateDict())).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
  });

  it("knows its parts, and switches them between training and evaluation", () => {
    const m = model();
    expect(m.modules().length).toBe(4);
    m.eval();
    expect(m.modules().some((part) => part.training)).toBe(false);
  });

  it("takes a state of the same architecture, and its own values with it", () => {
    const [a, b] = [
      model(),
      new Sequential(
        new Linear(4, 3, { rng: new Philox(7) }),
        new ReLU(),
        new Linear(3, 2, { rng: new Philox(8), bias: false }),
      ),
    ];
    const x = tensor([[1, -2, 3, 0.5]]);
    expect(a.forward(x).toArray()).not.toEqual(b.forward(x).toArray());
    b.loadStateDict(a.stateDict());
    expect(a.forward(x).toArray()).toEqual(b.forward(x).toArray());
  });

  it("refuses another architecture, lists all that is wrong, and changes nothing", () => {
    const m = model();
    const before = JSON.stringify(Object.values(m.stateDict()).map((t) => t.toArray()));
    expect(() =>
      m.loadStateDict({ "0.weight": zeros([3, 5]), "2.weight": zeros([2, 3]), "9.bias": zeros([1]) }),
    ).toThrow(/missing 0.bias; unexpected 9.bias; shapes differ: 0.weight \[3, 5\] for \[3, 4\]/);
    expect(JSON.stringify(Object.values(m.stateDict()).map((t) => t.toArray()))).toBe(before);
  });
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "an input of another width",
      () => model().forward(zeros([2, 5])),
      /Linear: input \[2, 5\], its last size must be 4/,
    ],
    ["a layer without inputs", () => new Linear(0, 3, { rng: rng() }), /inFeatures 0/],
    [
      "targets of another length",
      () => crossEntropy(zeros([2, 3]), tensor([0], { dtype: "int32" })),
      /\[2, 3\] and target \[1\]/,
    ],
    [
      "a class that is none",
      () => crossEntropy(zeros([1, 3]), tensor([3], { dtype: "int32" })),
      /target\[0\] is 3, a class from 0 to 2/,
    ],
    [
      "targets that are no indices",
      () => nllLoss(zeros([1, 3]), zeros([1])),
      /dtype float32, class indices in int32/,
    ],
    ["shapes that would broadcast", () => mseLoss(zeros([2, 1]), zeros([1, 2])), /equal shapes are needed/],
    ["a negative rate", () => new SGD(model().parameters(), { lr: -1 }), /SGD: lr -1/],
    [
      "nesterov without momentum",
      () => new SGD(model().parameters(), { lr: 1, nesterov: true }),
      /momentum 0/,
    ],
    ["a beta of one", () => new Adam(model().parameters(), { betas: [1, 0.9] }), /beta 1/],
    ["no parameters", () => new Adam([]), /Adam: no parameters/],
    [
      "a state of another model",
      () => new Adam(model().parameters()).loadStateDict({ "0.exp_avg": zeros([9]) }),
      /Adam.loadStateDict: 0.exp_avg \[9\] of float32 for 3 parameters, step, exp_avg, exp_avg_sq of the parameters' shapes/,
    ],
    [
      "a state of another optimiser",
      () => new SGD(model().parameters(), { lr: 1 }).loadStateDict({ "0.exp_avg": zeros([3, 4]) }),
      /SGD.loadStateDict: 0.exp_avg \[3, 4\]/,
    ],
    [
      "half of a state",
      () => new Adam(model().parameters()).loadStateDict({ "1.step": zeros([]) }),
      /parameter 1 without exp_avg, exp_avg_sq/,
    ],
    [
      "a NaN for a share",
      () => new SGD(model().parameters(), { lr: 1, dampening: Number.NaN }),
      /dampening NaN/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});

describe("Linear's start", () => {
  it("lies within ±1/√inFeatures and fills that range", () => {
    const { weight } = new Linear(100, 50, { rng: rng() });
    const bound = 0.1;
    expect(Math.max(...weight.data.map(Math.abs))).toBeLessThanOrEqual(bound);
    expect(Math.max(...weight.data)).toBeGreaterThan(0.99 * bound);
    expect(Math.min(...weight.data)).toBeLessThan(-0.99 * bound);
  });
});

describe("Adam", () => {
  it("moves a parameter by the rate at its own first step, also after the others' fifth", () => {
    const [early, late] = [new Parameter(tensor([3])), new Parameter(tensor([5]))];
    const optimizer = new Adam([early, late], { lr: 0.5 });
    for (let step = 0; step < 5; step++) {
      optimizer.zeroGrad();
      early.sum().backward();
      optimizer.step();
    }
    expect(late.item()).toBe(5);
    late.mul(1000).sum().backward();
    optimizer.step();
    expect(late.item()).toBeCloseTo(4.5, 6);
  });
});

it("a state of anything but tensors is refused by name", () => {
  const state = { ...model().stateDict(), "0.bias": [1, 2, 3] } as never;
  expect(() => model().loadStateDict(state)).toThrow("loadStateDict: 0.bias of type object, tensors by name");
});

describe("modules that nobody would find", () => {
  class Holder extends Module {
    readonly layers: unknown;
    constructor(layers: unknown) {
      super();
      this.layers = layers;
    }
    forward(x: Tensor): Tensor {
      return x;
    }
  }
  const linear = () => new Linear(2, 2, { rng: rng() });

  it("are refused in arrays, objects, maps and sets, with what would hold them", () => {
    for (const [layers, kind, holder] of [
      [[linear()], "array", "ModuleList"],
      [{ a: linear() }, "object", "ModuleDict"],
      [new Map([["a", linear()]]), "Map", "ModuleDict"],
      [new Set([linear()]), "Set", "ModuleList"],
    ] as const)
      expect(() => new Holder(layers).parameters()).toThrow(
        `Holder: layers is a plain ${kind} of modules or parameters, which nobody would find; a ${holder} is needed`,
      );
    expect(new Holder({ a: 1, rng: rng() }).parameters()).toEqual([]);
  });

  it("have a class without a name", () => {
    const holder = new (class extends Holder {})([linear()]);
    expect(() => holder.parameters()).toThrow(/^Module: layers/);
  });

  it("stand beside one another where an array is needed, or the other way round", () => {
    expect(() => new Sequential([linear()] as never)).toThrow(
      "Sequential: an array, modules one after the other are needed: new Sequential(...layers)",
    );
    expect(() => new ModuleList(linear() as never)).toThrow(
      "ModuleList: modules of type object, an array of them is needed: new ModuleList([a, b])",
    );
  });
});
