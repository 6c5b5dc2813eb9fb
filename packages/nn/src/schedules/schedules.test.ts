import { compile, Philox, randn, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Adam,
  ChainedScheduler,
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  CyclicLR,
  ExponentialLR,
  InverseSquareRootLR,
  LambdaLR,
  LinearLR,
  type LRScheduler,
  loadCheckpoint,
  MultiStepLR,
  OneCycleLR,
  Parameter,
  PolynomialLR,
  ReduceLROnPlateau,
  Sequential,
  SequentialLR,
  SGD,
  StepLR,
  saveCheckpoint,
  WarmupCosineLR,
  WarmupStableDecayLR,
} from "../index.ts";

const sgd = (...rates: number[]) =>
  new SGD(
    rates.map((lr) => ({ params: [new Parameter(zeros([1]))], lr })),
    { lr: 1, momentum: 0.9 },
  );
type Optimizer = ReturnType<typeof sgd>;

/** The first group's rates, of t = 0 and after each step. */
function rates(make: (optimizer: Optimizer) => LRScheduler, steps: number, base = 1): number[] {
  const optimizer = sgd(base);
  const schedule = make(optimizer);
  const found = [optimizer.lr];
  for (let t = 0; t < steps; t++) {
    schedule.step();
    found.push(optimizer.lr);
  }
  return found;
}

function near(found: number[], wanted: number[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [t, lr] of wanted.entries()) expect(found[t], `after ${t} steps`).toBeCloseTo(lr, 14);
}

describe("by hand, from the rate 1", () => {
  it.each<[string, (o: Optimizer) => LRScheduler, number[]]>([
    ["StepLR", (o) => new StepLR(o, { stepSize: 2, gamma: 0.5 }), [1, 1, 0.5, 0.5, 0.25]],
    ["MultiStepLR", (o) => new MultiStepLR(o, { milestones: [1, 3, 3] }), [1, 0.1, 0.1, 0.001]],
    ["ConstantLR", (o) => new ConstantLR(o, { factor: 0.5, totalIters: 2 }), [0.5, 0.5, 1, 1]],
    [
      "LinearLR",
      (o) => new LinearLR(o, { startFactor: 0.5, totalIters: 4 }),
      [0.5, 0.625, 0.75, 0.875, 1, 1],
    ],
    ["ExponentialLR", (o) => new ExponentialLR(o, { gamma: 0.5 }), [1, 0.5, 0.25]],
    ["PolynomialLR", (o) => new PolynomialLR(o, { totalIters: 2, power: 2 }), [1, 0.25, 0, 0]],
    ["LambdaLR", (o) => new LambdaLR(o, { lrLambda: (t) => 1 / (1 + t) }), [1, 1 / 2, 1 / 3]],
    ["CosineAnnealingLR", (o) => new CosineAnnealingLR(o, { TMax: 2, etaMin: 0.5 }), [1, 0.75, 0.5, 0.75, 1]],
    [
      "CosineAnnealingWarmRestarts",
      (o) => new CosineAnnealingWarmRestarts(o, { T0: 1, TMult: 2 }),
      [1, 1, 0.5, 1, (1 + Math.SQRT1_2) / 2],
    ],
    [
      "CyclicLR",
      (o) => new CyclicLR(o, { baseLr: 0.2, maxLr: 1, stepSizeUp: 2, stepSizeDown: 1, mode: "triangular2" }),
      [0.2, 0.6, 1, 0.2, 0.4, 0.6, 0.2],
    ],
    [
      "OneCycleLR",
      // Up until t = 0.4 · 5 − 1 = 1, from 2 / 4; down until t = 4, to 2 / 4 / 5.
      (o) =>
        new OneCycleLR(o, {
          maxLr: 2,
          totalSteps: 5,
          pctStart: 0.4,
          divFactor: 4,
          finalDivFactor: 5,
          annealStrategy: "linear",
        }),
      [0.5, 2, 2 - 1.9 / 3, 2 - 3.8 / 3, 0.1, 0.1],
    ],
    [
      "WarmupCosineLR",
      (o) => new WarmupCosineLR(o, { warmupSteps: 2, totalSteps: 4, etaMin: 0.5 }),
      [0, 0.5, 1, 0.75, 0.5, 0.5],
    ],
    [
      "WarmupStableDecayLR, 1 − √",
      (o) => new WarmupStableDecayLR(o, { warmupSteps: 1, totalSteps: 6, decaySteps: 4, decay: "1-sqrt" }),
      [0, 1, 1, 0.5, 1 - Math.SQRT1_2, 1 - Math.sqrt(0.75), 0, 0],
    ],
    [
      "WarmupStableDecayLR, cosine",
      (o) =>
        new WarmupStableDecayLR(o, {
          warmupSteps: 0,
          totalSteps: 3,
          decaySteps: 2,
          decay: "cosine",
          etaMin: 0.5,
        }),
      [1, 1, 0.75, 0.5],
    ],
    [
      "InverseSquareRootLR",
      (o) => new InverseSquareRootLR(o, { warmupSteps: 2 }),
      [0.5, 1, Math.sqrt(2 / 3)],
    ],
    [
      "InverseSquareRootLR of a width",
      (o) => new InverseSquareRootLR(o, { warmupSteps: 4, dModel: 16 }),
      [1 / 32, 2 / 32, 3 / 32, 1 / 8, 1 / 4 / Math.sqrt(5)],
    ],
    [
      "SequentialLR",
      (o) =>
        new SequentialLR(
          o,
          [new ConstantLR(o, { factor: 0.1, totalIters: 9 }), new ExponentialLR(o, { gamma: 0.5 })],
          {
            milestones: [2],
          },
        ),
      [0.1, 0.1, 1, 0.5],
    ],
    [
      "ChainedScheduler",
      (o) =>
        new ChainedScheduler([
          new ConstantLR(o, { factor: 0.1, totalIters: 2 }),
          new ExponentialLR(o, { gamma: 0.5 }),
        ]),
      [0.1, 0.05, 0.25, 0.125],
    ],
  ])("%s", (_, make, wanted) => near(rates(make, wanted.length - 1), wanted));
});

it("OneCycleLR moves the momentum against the rate, and β₁ where there are betas", () => {
  const [plain, adam] = [sgd(0.1), new Adam([new Parameter(zeros([1]))])];
  const options = { maxLr: 1, totalSteps: 5, pctStart: 0.6 };
  const schedules = [new OneCycleLR(plain, options), new OneCycleLR(adam, options)];
  for (const wanted of [0.95, 0.9, 0.85, 0.9, 0.95]) {
    expect(plain.paramGroups[0]!.momentum).toBeCloseTo(wanted, 14);
    expect(adam.paramGroups[0]!.betas[0]).toBeCloseTo(wanted, 14);
    expect(adam.paramGroups[0]!.betas[1]).toBe(0.999);
    for (const schedule of schedules) schedule.step();
  }
});

it("groups keep their rates apart", () => {
  const optimizer = sgd(1, 0.2);
  const schedule = new ExponentialLR(optimizer, { gamma: 0.5 });
  schedule.step();
  expect(schedule.getLastLr()).toEqual([0.5, 0.1]);
  expect(schedule.baseLrs).toEqual([1, 0.2]);
});

it("the rate after many steps is the formula's, without rounding upon rounding", () => {
  expect(rates((o) => new ExponentialLR(o, { gamma: 0.99 }), 1000).at(-1)).toBe(0.99 ** 1000);
});

describe("inside compile", () => {
  /** Weights after each of eight steps under a whole cycle. */
  function training(kind: "SGD" | "Adam", compiled: boolean): number[][] {
    const w = new Parameter(randn([5], { rng: new Philox(1) }));
    const optimizer = kind === "SGD" ? new SGD([w], { lr: 0.1, momentum: 0.9 }) : new Adam([w]);
    const schedule = new OneCycleLR(optimizer, { maxLr: 0.3, totalSteps: 8 });
    const body = (x: Tensor) => {
      optimizer.zeroGrad();
      const error = w.mul(x).sub(1);
      error.mul(error).sum().backward();
      optimizer.step();
    };
    const step = compiled ? compile(body) : body;
    const rng = new Philox(2);
    return Array.from({ length: 8 }, () => {
      step(randn([5], { rng }));
      schedule.step();
      return Array.from(w.data);
    });
  }

  it.each(["SGD", "Adam"] as const)("%s under OneCycleLR gives eager's weights, bit for bit", (kind) => {
    const eager = training(kind, false);
    expect(training(kind, true)).toEqual(eager);
    expect(new Set(eager.map(String)).size).toBe(8);
  });
});

it("a checkpoint keeps a schedule of schedules: the rates after it are those of the run that went on", () => {
  const make = () => {
    const model = new Sequential();
    const optimizer = sgd(0.3, 0.1);
    const warm = new LinearLR(optimizer, { startFactor: 0.1, totalIters: 3 });
    const cosine = new CosineAnnealingLR(optimizer, { TMax: 9 });
    return { model, optimizer, schedule: new SequentialLR(optimizer, [warm, cosine], { milestones: [3] }) };
  };
  const [first, second] = [make(), make()];
  for (let t = 0; t < 5; t++) first.schedule.step();
  loadCheckpoint(saveCheckpoint(first), second);
  for (let t = 0; t < 4; t++) {
    expect(second.schedule.getLastLr()).toEqual(first.schedule.getLastLr());
    for (const { schedule } of [first, second]) schedule.step();
  }
});

it("a state takes a schedule made over other rates to those of the run that it is from", () => {
  const first = new StepLR(sgd(0.5), { stepSize: 1 });
  first.step();
  const second = new StepLR(sgd(7), { stepSize: 1 });
  second.loadStateDict(first.stateDict());
  expect(second.getLastLr()).toEqual([0.05]);
  expect(second.lastEpoch).toBe(1);
});

describe("refuses by name", () => {
  const o = () => sgd(0.1);
  it.each<[string, () => unknown, RegExp]>([
    [
      "a run of no steps",
      () => new OneCycleLR(o(), { maxLr: 1, totalSteps: 0 }),
      /^OneCycleLR: totalSteps 0/,
    ],
    ["no length of the run", () => new OneCycleLR(o(), { maxLr: 1 }), /^OneCycleLR: no totalSteps/],
    ["a highest rate below 0", () => new OneCycleLR(o(), { maxLr: -1, totalSteps: 5 }), /maxLr -1/],
    ["half a step", () => new StepLR(o(), { stepSize: 1.5 }), /^StepLR: stepSize 1.5/],
    ["a factor of NaN", () => new ExponentialLR(o(), { gamma: NaN }), /^ExponentialLR: gamma NaN/],
    [
      "rates for other groups",
      () => new CyclicLR(o(), { baseLr: [0, 0], maxLr: 1 }),
      /^CyclicLR: baseLr \[0,0\]/,
    ],
    ["functions for other groups", () => new LambdaLR(o(), { lrLambda: [] }), /^LambdaLR: 0 functions/],
    [
      "a warm-up as long as the run",
      () => new WarmupCosineLR(o(), { warmupSteps: 3, totalSteps: 3 }),
      /totalSteps 3/,
    ],
    [
      "a decay of another shape",
      () =>
        new WarmupStableDecayLR(o(), { warmupSteps: 1, totalSteps: 3, decaySteps: 1, decay: "no" as never }),
      /decay no/,
    ],
    ["schedules without milestones", () => new SequentialLR(o(), [], { milestones: [] }), /^SequentialLR/],
    [
      "schedules of two optimisers",
      () => new ChainedScheduler([new ConstantLR(o()), new ConstantLR(o())]),
      /^ChainedScheduler: schedule 1 moves another optimiser/,
    ],
    ["no optimiser", () => new StepLR({} as never, { stepSize: 1 }), /^StepLR: no optimiser/],
    ["a metric of NaN", () => new ReduceLROnPlateau(o()).step(NaN), /^ReduceLROnPlateau: metric NaN/],
    [
      "a factor that is no fall",
      () => new ReduceLROnPlateau(o(), { factor: 1 }),
      /^ReduceLROnPlateau: factor 1/,
    ],
    [
      "momentum to move where there is none",
      () => new OneCycleLR(new SGD([new Parameter(zeros([1]))], { lr: 1 }), { maxLr: 1, totalSteps: 5 }),
      /^OneCycleLR: an optimiser without momentum/,
    ],
    [
      "another schedule's state",
      () => new StepLR(o(), { stepSize: 1 }).loadStateDict({ last_epoch: tensor(1) }),
      /^StepLR.loadStateDict: last_epoch \[\], base_lrs \[1\]/,
    ],
  ])("%s", (_, call, message) => expect(call).toThrow(message));

  it("a step beyond the cycle, and stays where it was", () => {
    const schedule = new OneCycleLR(o(), { maxLr: 1, totalSteps: 2 });
    schedule.step();
    schedule.step();
    const last = schedule.getLastLr();
    expect(() => schedule.step()).toThrow(/^OneCycleLR: step 3 of a run of 2 steps/);
    expect(schedule.getLastLr()).toEqual(last);
    expect(schedule.lastEpoch).toBe(2);
  });
});

describe("ReduceLROnPlateau", () => {
  it("patience 1: the second bad metric in a row costs a tenth of the rate", () => {
    const optimizer = sgd(1);
    const schedule = new ReduceLROnPlateau(optimizer, { patience: 1, factor: 0.1 });
    const after = [5, 4, 4, 3, 3, 3, 3].map((metric) => {
      schedule.step(metric);
      return optimizer.lr;
    });
    near(after, [1, 1, 1, 1, 1, 0.1, 0.1]);
  });

  it("a checkpoint keeps how many bad metrics there were, and the rate", () => {
    const make = () => {
      const optimizer = sgd(1);
      return {
        model: new Sequential(),
        optimizer,
        schedule: new ReduceLROnPlateau(optimizer, { patience: 1 }),
      };
    };
    const [first, second] = [make(), make()];
    for (const metric of [1, 2, 2, 2]) first.schedule.step(metric);
    loadCheckpoint(saveCheckpoint(first), second);
    expect(second.optimizer.lr).toBe(first.optimizer.lr);
    second.schedule.step(2);
    expect(second.optimizer.lr).toBeCloseTo(0.01, 15);
  });
});
