import { all, type Check, close, equal, gradientMatches, holds, random } from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

function products(seed: number, n: number): { X: Matrix; y: number[] } {
  const draw = random(seed);
  const X = Array.from({ length: n }, () => draw.uniforms(2, -1, 1));
  return { X, y: X.map(([a, b]) => a! * b!) };
}

function fresh({ makeModel }: Module, seed: number, hidden: number): Model {
  const { uniform } = random(seed);
  return makeModel(2, hidden, () => uniform());
}

const values = ({ W, b, v, c }: Model): number[] => [W, b, v, c].flatMap(({ value }) => value);
const gradients = ({ W, b, v, c }: Model): number[] => [W, b, v, c].flatMap(({ gradient }) => gradient);

/** The loss of the network whose numbers are laid out as in `values`, written on its own. */
function lossAt(at: readonly number[], X: Matrix, y: number[]): number {
  const H = (at.length - 1) / 4;
  const squares = X.map(([first, second], n) => {
    let answer = at[4 * H]!;
    for (let j = 0; j < H; j++)
      answer += at[3 * H + j]! * Math.tanh(first! * at[j]! + second! * at[H + j]! + at[2 * H + j]!);
    return (answer - y[n]!) ** 2;
  });
  return squares.reduce((sum, square) => sum + square, 0) / (2 * X.length);
}

/** Gradient descent on lossAt with slopes by central differences. */
function plainDescent(
  start: number[],
  X: Matrix,
  y: number[],
  rate: number,
  batch: number,
  epochs: number,
): number[] {
  let at = [...start];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let first = 0; first < X.length; first += batch) {
      const [rows, targets] = [X.slice(first, first + batch), y.slice(first, first + batch)];
      const moved = (k: number, by: number) => at.map((value, i) => (i === k ? value + by : value));
      at = at.map(
        (value, k) =>
          value -
          (rate * (lossAt(moved(k, 1e-5), rows, targets) - lossAt(moved(k, -1e-5), rows, targets))) / 2e-5,
      );
    }
  }
  return at;
}

export const checks: Check<Module>[] = [
  {
    name: "the slopes of one call agree with finite differences",
    probes: "gradient-checking",
    why: "The gradient was right in the program you were given. If it is not now, the repair was made at the wrong place.",
    run: (module) => {
      const { X, y } = products(1, 7);
      const model = fresh(module, 1, 3);
      const at = values(model);
      const loss = module.lossAndBackward(model, X, y);
      return all(
        close(loss, lossAt(at, X, y)),
        gradientMatches((x: number[]) => lossAt(x, X, y), gradients(model), at),
      );
    },
  },
  {
    name: "two calls of lossAndBackward add up",
    probes: "backpropagation",
    why: "It is meant to collect: parts of a batch can then be worked off one after the other. Whoever takes the step decides when to begin anew.",
    run: (module) => {
      const { X, y } = products(2, 5);
      const model = fresh(module, 2, 3);
      module.lossAndBackward(model, X, y);
      const once = gradients(model);
      module.lossAndBackward(model, X, y);
      return close(
        gradients(model),
        once.map((slope) => 2 * slope),
      );
    },
  },
  {
    name: "one batch, one step",
    why: "Each value minus the rate times the slope. If nothing moves, the gradients are set to 0 between the backward pass and the step.",
    run: (module) => {
      const { X, y } = products(3, 6);
      const model = fresh(module, 3, 3);
      const expected = plainDescent(values(model), X, y, 0.5, 6, 1);
      module.train(model, X, y, { rate: 0.5, batch: 6, epochs: 1 });
      return close(values(model), expected, 1e-8);
    },
  },
  {
    name: "two batches are two steps, the second with its own gradient",
    probes: "minibatch-sgd",
    why: "The second step must be that of the second batch alone, taken from where the first step led. With the first batch's gradient still in it, it goes twice in the first direction.",
    run: (module) => {
      const { X, y } = products(4, 8);
      const model = fresh(module, 4, 3);
      const expected = plainDescent(values(model), X, y, 0.5, 4, 1);
      module.train(model, X, y, { rate: 0.5, batch: 4, epochs: 1 });
      return close(values(model), expected, 1e-8);
    },
  },
  {
    name: "three epochs of three batches, the last one smaller",
    probes: "training-loop",
    why: "Eight rows in batches of 3, 3 and 2; each batch's loss is a mean over its own rows.",
    run: (module) => {
      const { X, y } = products(5, 8);
      const model = fresh(module, 5, 2);
      const expected = plainDescent(values(model), X, y, 0.3, 3, 3);
      module.train(model, X, y, { rate: 0.3, batch: 3, epochs: 3 });
      return close(values(model), expected, 1e-8);
    },
  },
  {
    name: "every parameter begins anew, biases too",
    why: "The model held large slopes from an earlier call. Whatever of them is left moves the parameters.",
    run: (module) => {
      const { X, y } = products(6, 4);
      const model = fresh(module, 6, 2);
      const expected = plainDescent(values(model), X, y, 0.2, 2, 1);
      for (const { gradient } of [model.W, model.b, model.v, model.c]) gradient.fill(100);
      module.train(model, X, y, { rate: 0.2, batch: 2, epochs: 1 });
      return close(values(model), expected, 1e-8);
    },
  },
  {
    name: "the losses: one for each batch, before its step",
    why: "Two epochs of three batches give six numbers, the first of them the loss of the first batch at the start.",
    run: (module) => {
      const { X, y } = products(7, 6);
      const model = fresh(module, 7, 2);
      const at = values(model);
      const losses = module.train(model, X, y, { rate: 0.1, batch: 2, epochs: 2 });
      return all(equal(losses.length, 6), close(losses[0], lossAt(at, X.slice(0, 2), y.slice(0, 2))));
    },
  },
  {
    name: "one batch an epoch: the loss falls, as before",
    why: "This already worked and still has to.",
    run: (module) => {
      const { X, y } = products(8, 64);
      const model = fresh(module, 8, 8);
      const losses = module.train(model, X, y, { rate: 0.5, batch: 64, epochs: 60 });
      return holds(
        losses.at(-1)! < losses[0]! / 2,
        `from ${losses[0]} to ${losses.at(-1)}`,
        "less than half of the first loss",
      );
    },
  },
  {
    name: "eight batches an epoch: after 60 epochs the loss is lower than with one batch",
    probes: "reading-loss-curves",
    why: "This is the symptom. Eight times as many steps of the same rate bring this model further, as long as each step is that of its own batch.",
    run: (module) => {
      const { X, y } = products(8, 64);
      const [one, eight] = [64, 8].map((batch) => {
        const model = fresh(module, 8, 8);
        module.train(model, X, y, { rate: 0.5, batch, epochs: 60 });
        return lossAt(values(model), X, y);
      }) as [number, number];
      return holds(eight < one, `${eight} with eight batches, ${one} with one`, "lower with eight");
    },
  },
  {
    name: "the data are left as they were",
    why: "Rows are read in their order; nothing is to be shuffled or changed in place.",
    run: (module) => {
      const data = products(9, 5);
      const before = JSON.stringify(data);
      module.train(fresh(module, 9, 2), data.X, data.y, { rate: 0.1, batch: 2, epochs: 2 });
      return holds(JSON.stringify(data) === before, "X or y changed", "both unchanged");
    },
  },
];
