import { Philox, randint, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  type AnyModule,
  BatchNorm1d,
  crossEntropy,
  Dropout,
  deadUnits,
  expectedLoss,
  Linear,
  layerStatistics,
  lossAtStart,
  lrRangeTest,
  mseLoss,
  overfitOneBatch,
  type Parameter,
  ReLU,
  Sequential,
  SGD,
  saveCheckpoint,
  Tanh,
} from "../index.ts";

const x = randn([12, 4], { rng: new Philox(1) });
const y = randint(0, 3, [12], { rng: new Philox(2) });

function network(seed = 3): Sequential {
  const rng = new Philox(seed);
  return new Sequential(
    new Linear(4, 16, { rng }),
    new BatchNorm1d(16),
    new ReLU(),
    new Dropout({ p: 0.1, rng: new Philox(seed + 1) }),
    new Linear(16, 3, { rng }),
  );
}
const lossOf = (model: Sequential) => () => crossEntropy(model.forward(x), y);
const sgd = (lr: number) => (parameters: Parameter[]) => new SGD(parameters, { lr });

/** y = w x with one weight. */
function single(weight: number): Linear {
  const model = new Linear(1, 1, { rng: new Philox(1), bias: false });
  model.weight.detach().fill_(weight);
  return model;
}

describe("the loss at the start", () => {
  it("should be ln 10 for ten classes, ln 2 for two outcomes, the mean square for numbers", () => {
    expect(expectedLoss("crossEntropy", 10)).toBe(Math.log(10));
    expect(expectedLoss("binaryCrossEntropy")).toBe(Math.LN2);
    expect(expectedLoss("mseLoss", 1.5)).toBe(1.5);
    expect(() => expectedLoss("crossEntropy", 1)).toThrow(/"crossEntropy" with 1/);
  });

  it("is near it for PyTorch's initialisation, too high for weights ten times as wide", () => {
    const model = network();
    const expected = expectedLoss("crossEntropy", 3);
    expect(lossAtStart(model, lossOf(model), expected)).toMatchObject({ ok: true, expected });
    (model.at(4) as Linear).weight.detach().mul_(10);
    const wide = lossAtStart(model, lossOf(model), expected);
    expect(wide.ok).toBe(false);
    expect(wide.message).toMatch(/too high/);
  });
});

describe("overfitting one batch", () => {
  it("(w − 2)² with rate ¼ halves the distance each step: 1, ¼, 1/16", () => {
    const model = single(1);
    const loss = () => mseLoss(model.forward(tensor([[1]])), tensor([[2]]));
    const found = overfitOneBatch(model, loss, { optimizer: sgd(0.25), target: 0.1 });
    expect(found).toEqual({
      losses: [1, 0.25, 0.0625],
      target: 0.1,
      reached: 2,
      message: "one batch is learnt by heart after 2 steps",
    });
  });

  it("a sound network learns its batch by heart; with a rate of 0 it does not", () => {
    const model = network();
    const adam = (p: Parameter[]) => new Adam(p, { lr: 0.02 });
    expect(overfitOneBatch(model, lossOf(model), { optimizer: adam, target: 0.1 }).reached).not.toBeNull();
    const still = overfitOneBatch(model, lossOf(model), { optimizer: sgd(0), steps: 5 });
    expect(still.reached).toBeNull();
    expect(still.losses.length).toBe(6);
  });

  it("stops where the loss is no number", () => {
    const model = single(1);
    const loss = () => mseLoss(model.forward(tensor([[NaN]])), tensor([[2]]));
    expect(overfitOneBatch(model, loss, { optimizer: sgd(1) })).toMatchObject({
      losses: [NaN],
      reached: null,
    });
  });
});

describe("the learning-rate range test", () => {
  it("grows by equal factors, ends where the loss runs away, and suggests a rate that learns", () => {
    const model = single(1);
    const batch = randn([32, 1], { rng: new Philox(4) });
    const loss = () => mseLoss(model.forward(batch), batch.mul(3));
    const found = lrRangeTest(model, loss, {
      optimizer: (p, lr) => new SGD(p, { lr }),
      startLr: 1e-4,
      endLr: 100,
      steps: 60,
    });
    expect(found.lrs[1]! / found.lrs[0]!).toBeCloseTo(10 ** (6 / 59), 6);
    // The loss is (w − 3)² · mean x², so SGD diverges above 1 / mean x².
    const limit = 1 / batch.square().mean().item();
    expect(found.divergedAt!).toBeGreaterThan(limit);
    expect(found.suggestion!).toBeLessThan(limit);
    expect(found.suggestion!).toBeGreaterThan(limit / 1000);
    expect(found.losses.length).toBe(found.lrs.length);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("smooths with the bias taken out: after 2 and 4 with β = ½ the mean is (½ · 2 + 4) / 1.5", () => {
    const model = single(0);
    const values = [2, 4, 4];
    const loss = () =>
      model
        .forward(tensor([[0]]))
        .sum()
        .add(values.shift()!);
    const found = lrRangeTest(model, loss, {
      optimizer: (p, lr) => new SGD(p, { lr }),
      steps: 3,
      smoothing: 0.5,
    });
    expect(found.smoothed[0]).toBe(2);
    expect(found.smoothed[1]).toBeCloseTo(5 / 1.5, 12);
    expect(found.suggestion).toBeNull();
  });

  it("refuses ranges that are none", () => {
    const model = single(0);
    const options = { optimizer: (p: Parameter[], lr: number) => new SGD(p, { lr }) };
    expect(() => lrRangeTest(model, () => x, { ...options, startLr: 1, endLr: 1 })).toThrow(/from 1 to 1/);
    expect(() => lrRangeTest(model, () => x, { ...options, steps: 2 })).toThrow(/steps 2/);
  });
});

describe("statistics of layers", () => {
  it("of y = 2x on 1 and 3: activations 2 and 6, gradients ½ each, an update of a tenth of 2", () => {
    const model = single(2);
    const loss = () => model.forward(tensor([[1], [3]])).mean();
    const { layers, parameters } = layerStatistics(model, loss, { optimizer: sgd(0.1), bins: 2 });
    expect(layers).toEqual([
      {
        path: "",
        type: "Linear",
        activation: { mean: 4, std: 2, min: 2, max: 6, histogram: { edges: [2, 4, 6], counts: [1, 1] } },
        gradient: { mean: 0.5, std: 0, min: 0.5, max: 0.5, histogram: { edges: [0.5, 0.5], counts: [2] } },
      },
    ]);
    expect(parameters[0]!.gradient!.mean).toBe(2);
    expect(parameters[0]!.updateRatio).toBeCloseTo(0.1, 6); // 0.1 · 2 of 2
  });

  it("show how tanh layers with narrow weights lose their signal, layer by layer", () => {
    const rng = new Philox(5);
    const layers = Array.from({ length: 4 }, () => new Linear(16, 16, { rng, bias: false }));
    for (const layer of layers) layer.weight.detach().mul_(0.2);
    const model = new Sequential(...layers.flatMap((layer) => [layer, new Tanh()]));
    const input = randn([50, 16], { rng });
    const found = layerStatistics(model, () => model.forward(input).square().mean());
    const stds = found.layers.filter(({ type }) => type === "Tanh").map(({ activation }) => activation.std);
    for (let i = 1; i < stds.length; i++) expect(stds[i]!).toBeLessThan(0.5 * stds[i - 1]!);
    expect(found.parameters.every(({ updateRatio }) => updateRatio === null)).toBe(true);
  });
});

describe("dead units", () => {
  it("a ReLU unit with a bias of −100 is dead, one with +100 is not; the tanh of the latter is saturated", () => {
    const [first, second] = [
      new Linear(1, 2, { rng: new Philox(1) }),
      new Linear(2, 1, { rng: new Philox(1) }),
    ];
    const model = new Sequential(first, new ReLU(), second, new Tanh());
    first.bias!.detach().copy_(tensor([-100, 100]));
    second.weight.detach().fill_(1);
    const samples = tensor([[1], [-1]]);
    expect(deadUnits(model, () => model.forward(samples))).toEqual([
      { path: "1", type: "ReLU", units: 2, dead: [0], share: 0.5 },
      { path: "3", type: "Tanh", units: 1, dead: [0], share: 1 },
    ]);
    second.weight.detach().fill_(0.01);
    expect(deadUnits(model, () => model.forward(samples))[1]!.dead).toEqual([]);
  });

  it("a unit that lives on one sample of one batch of several is alive; channels are units of images", () => {
    const model = new Sequential(new ReLU());
    const images = tensor([
      [
        [
          [0, -1],
          [-2, 0],
        ],
        [
          [0, 0],
          [0, 3],
        ],
      ],
    ]);
    const run = () => {
      model.forward(images);
      return model.forward(images.neg());
    };
    expect(deadUnits(model, () => model.forward(images))[0]!.dead).toEqual([0]);
    expect(deadUnits(model, run)[0]!.dead).toEqual([]);
  });
});

it("all of them leave parameters, running means, masks to come, gradients and modes as they were", () => {
  const model = network();
  const optimizer = new SGD(model.parameters(), { lr: 0.1 });
  const loss = lossOf(model);
  const runs: ((m: AnyModule, l: () => Tensor) => unknown)[] = [
    (m, l) => lossAtStart(m, l, 1),
    (m, l) => overfitOneBatch(m, l, { optimizer: sgd(0.1), steps: 3 }),
    (m, l) => lrRangeTest(m, l, { optimizer: (p, lr) => new SGD(p, { lr }), steps: 5 }),
    (m, l) => layerStatistics(m, l, { optimizer: sgd(0.1) }),
    (m, l) => deadUnits(m, l),
  ];
  const before = saveCheckpoint({ model, optimizer });
  for (const run of runs) {
    expect(JSON.stringify(run(model, loss))).toBeTruthy();
    expect(saveCheckpoint({ model, optimizer })).toEqual(before);
    expect(model.parameters().every(({ grad }) => grad === null)).toBe(true);
    expect(model.modules().every(({ training }) => training)).toBe(true);
    expect(model.modules().some((part) => Object.hasOwn(part, "forward"))).toBe(false);
  }
});
