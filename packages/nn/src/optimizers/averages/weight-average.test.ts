import { compile, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { ExponentialMovingAverage, Parameter, SGD, StochasticWeightAverage } from "../../index.ts";
import { expectClose } from "../walk.fixture.ts";

const f64 = (values: number[]) => new Parameter(tensor(values, { dtype: "float64" }));
const at = (theta: Parameter, value: number) => theta.data.fill(value);

it("the exponential average goes 1 − d of the way with each update", () => {
  const theta = f64([0]);
  const average = new ExponentialMovingAverage([theta], { decay: 0.75 });
  at(theta, 8);
  average.update();
  expectClose(average.averages[0]!.data, [2]);
  average.update();
  expectClose(average.averages[0]!.data, [3.5]);
});

it("with warm-up it keeps 2/11, 3/12, 4/13 …, until d is less", () => {
  const theta = f64([0]);
  const average = new ExponentialMovingAverage([theta], { decay: 0.2, warmup: true });
  at(theta, 1);
  average.update();
  expectClose(average.averages[0]!.data, [9 / 11]);
  average.update();
  expectClose(average.averages[0]!.data, [1 - (2 / 11) * 0.2]);
});

it("the stochastic average is the mean of what it saw", () => {
  const theta = f64([100]);
  const average = new StochasticWeightAverage([theta]);
  for (const value of [1, 2, 6]) {
    at(theta, value);
    average.update();
  }
  expectClose(average.averages[0]!.data, [3]);
  expect(average.nAveraged.item()).toBe(3);
});

describe("in the parameters' place", () => {
  function prepared() {
    const theta = f64([5]);
    const average = new ExponentialMovingAverage([theta]);
    at(theta, 7);
    return { theta, average };
  }

  it("during() runs with the averages and puts the parameters back, after errors too", () => {
    const { theta, average } = prepared();
    expect(average.during(() => theta.item())).toBe(5);
    expect(theta.item()).toBe(7);
    const failing = () => {
      throw new Error("evaluation failed");
    };
    expect(() => average.during(failing)).toThrow("evaluation failed");
    expect([theta.item(), average.averages[0]!.item()]).toEqual([7, 5]);
  });

  it("a body that returns a promise is refused by name", () => {
    const { theta, average } = prepared();
    expect(() => average.during(async () => 1)).toThrow("ExponentialMovingAverage.during: a promise");
    expect(theta.item()).toBe(7);
  });

  it("a compiled evaluation sees them", () => {
    const { theta, average } = prepared();
    const evaluate = compile(() => theta.mul(2));
    expect(evaluate().item()).toBe(14);
    expect(average.during(() => evaluate().item())).toBe(10);
    expect(evaluate().item()).toBe(14);
  });
});

const kinds = {
  ExponentialMovingAverage: (p: Parameter[]) => new ExponentialMovingAverage(p, { decay: 0.9, warmup: true }),
  "without warm-up": (p: Parameter[]) => new ExponentialMovingAverage(p, { decay: 0.9 }),
  StochasticWeightAverage: (p: Parameter[]) => new StochasticWeightAverage(p),
};

describe.each(Object.entries(kinds))("%s", (_, make) => {
  function training(compiled: boolean) {
    const rng = new Philox(1);
    const theta = new Parameter(randn([5], { rng }));
    const optimizer = new SGD([theta], { lr: 0.1 });
    const average = make([theta]);
    const body = (x: Tensor) => {
      optimizer.zeroGrad();
      theta.sub(x).pow(2).sum().backward();
      optimizer.step();
      average.update();
    };
    const step = compiled ? compile(body) : body;
    return { theta, average, step: () => step(randn([5], { rng })) };
  }

  it("updates inside compile equal eager's bit for bit", () => {
    const [eager, compiled] = [training(false), training(true)];
    for (const run of [eager, compiled]) for (let i = 0; i < 12; i++) run.step();
    expect([...compiled.average.averages[0]!.data]).toEqual([...eager.average.averages[0]!.data]);
  });

  it("resumed from a state it goes on bit for bit", () => {
    const [whole, half] = [training(false), training(false)];
    for (let i = 0; i < 8; i++) whole.step();
    for (let i = 0; i < 4; i++) half.step();
    const after = make([half.theta]);
    after.loadStateDict(half.average.stateDict());
    for (let i = 0; i < 4; i++) {
      half.step();
      after.update();
    }
    expect([...after.averages[0]!.data]).toEqual([...whole.average.averages[0]!.data]);
  });
});

it("refuses by name: no parameters, a decay beyond 1, a state of other shapes", () => {
  expect(() => new StochasticWeightAverage([])).toThrow("StochasticWeightAverage: no parameters");
  const theta = f64([1]);
  expect(() => new ExponentialMovingAverage([theta], { decay: 2 })).toThrow(
    "ExponentialMovingAverage: decay 2",
  );
  const average = new StochasticWeightAverage([theta]);
  const other = new StochasticWeightAverage([f64([1, 2])]);
  expect(() => average.loadStateDict(other.stateDict())).toThrow(
    "StochasticWeightAverage.loadStateDict: averages.0 float64 [2], float64 [1] is needed",
  );
});
