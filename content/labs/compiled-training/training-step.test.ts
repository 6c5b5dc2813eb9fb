import { Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { type Numbers, restingMoments, type StepChoice, TrainingStep } from "./training-step.ts";

const choice: StepChoice = { width: 2, batch: 2, activation: "tanh", optimiser: "sgd", clip: false };
const x = new Tensor(Float32Array.of(1, 0, 0, 1), [2, 2], "float32");
const y = new Tensor(Float32Array.of(1, 0, 1, 0), [2, 2], "float32");

/** Everything 0: both classes have probability 1/2, and only b₃ has a gradient, (p − y) meant over the batch: (−1/2, 1/2). */
const zeros: Numbers = restingMoments({ width: 2, optimiser: "adam" }).slice(0, 6);

function after(changes: Partial<StepChoice>, compiled: boolean, rate = 1): Float32Array[] {
  const step = new TrainingStep({ ...choice, ...changes });
  step.load([...zeros, ...restingMoments(step.choice)]);
  expect(step.take(x, y, { rate, t: 1, compiled })).toBeCloseTo(Math.log(2), 6);
  return step.read();
}

describe.each([true, false])("one step from zero weights, compiled: %s", (compiled) => {
  it("SGD moves b₃ by half the rate", () => {
    const numbers = after({}, compiled);
    expect([...numbers[5]!]).toEqual([0.5, -0.5]);
    expect(numbers.slice(0, 5).every((array) => array.every((n) => n === 0))).toBe(true);
  });

  it("a gradient shorter than 1 is not clipped", () => {
    expect([...after({ clip: true }, compiled)[5]!]).toEqual([0.5, -0.5]);
  });

  it("Adam's first step is the rate itself, against the sign of the gradient", () => {
    const numbers = after({ optimiser: "adam" }, compiled, 0.1);
    expect(numbers[5]![0]).toBeCloseTo(0.1, 5);
    expect(numbers[5]![1]).toBeCloseTo(-0.1, 5);
    expect(numbers[11]![0]).toBeCloseTo(-0.05, 6);
    expect(numbers[17]![0]).toBeCloseTo(0.00025, 8);
  });
});

it("a gradient longer than 1 is shortened to 1", () => {
  // Sure of the wrong class.
  const step = new TrainingStep({ ...choice, clip: true });
  const numbers = [...zeros];
  numbers[5] = Float32Array.of(-20, 20);
  step.load(numbers);
  step.take(x, y, { rate: 1, t: 1, compiled: true });
  // (p − y) = (−1, 1), length √2: clipped to (−1/√2, 1/√2).
  expect(step.read()[5]![0]! + 20).toBeCloseTo(Math.SQRT1_2, 5);
});
