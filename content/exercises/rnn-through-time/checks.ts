import { all, type Check, close, equal, gradientMatches, holds, random } from "@blankfile/curriculum/check";
import type { Gradients, Matrix, Parameters } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** T, D and H all differ, so that a transposed array cannot slip through. */
function example(seed: number, T = 4, D = 2, H = 3) {
  const draw = random(seed);
  const matrix = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, () => draw.uniforms(columns, -1, 1));
  const parameters: Parameters = { Wx: matrix(D, H), Wh: matrix(H, H), b: draw.uniforms(H, -1, 1) };
  return { xs: matrix(T, D), h0: draw.uniforms(H, -1, 1), parameters, direct: matrix(T, H) };
}

type Example = ReturnType<typeof example>;

/** Σ direct ⊙ states: a loss whose direct slopes in the states are `direct`. */
function loss({ forward }: Module, { xs, h0, parameters, direct }: Example): number {
  return forward(xs, h0, parameters).reduce(
    (sum, row, t) => sum + row.reduce((s, h, j) => s + h * direct[t]![j]!, 0),
    0,
  );
}

const scalar = (wx: number, wh: number, b: number): Parameters => ({ Wx: [[wx]], Wh: [[wh]], b: [b] });
const shape = (g: Gradients) => [g.Wx, g.Wh, [g.b], [g.h0], g.xs].map((A) => [A.length, A[0]?.length]);

export const checks: Check<Module>[] = [
  {
    name: "two steps forward by hand: one input, one unit",
    probes: "rnn",
    why: "h1 = tanh(0.5 · 2 + 0 · 3 − 1) = 0 and h2 = tanh(0.5 · 4 + h1 · 3 − 1) = tanh 1. The result begins with h1; h0 is no part of it.",
    run: ({ forward }) => close(forward([[2], [4]], [0], scalar(0.5, 3, -1)), [[0], [Math.tanh(1)]]),
  },
  {
    name: "the first step starts from h0, each later one from the state before",
    why: "With Wx = 0 and Wh = 1 the states are h0 under one, two, three tanh.",
    run: ({ forward }) => {
      const one = Math.tanh(2);
      const two = Math.tanh(one);
      return close(forward([[9], [9], [9]], [2], scalar(0, 1, 0)), [[one], [two], [Math.tanh(two)]]);
    },
  },
  {
    name: "rows times matrices: two inputs, two units, by hand",
    probes: "matrices",
    why: "x = (1, 2) with Wx = [[1, 0], [0, 1/2]] gives (1, 1); h0 = (1, 0) with Wh = [[0, 1], [0, 0]] gives (0, 1), from row to column. Transposed, h0 would act on the wrong unit.",
    run: ({ forward }) => {
      const parameters = {
        Wx: [
          [1, 0],
          [0, 0.5],
        ],
        Wh: [
          [0, 1],
          [0, 0],
        ],
        b: [0, 0],
      };
      return close(forward([[1, 2]], [1, 0], parameters), [[Math.tanh(1), Math.tanh(2)]]);
    },
  },
  {
    name: "one step back by hand",
    probes: "chain-rule",
    why: "The argument of tanh is 0, its slope 1. So δ = 5, and Wx receives x δ = 10, Wh receives h0 δ = 15, b receives 5, h0 receives Wh δ = 20, x receives Wx δ = −30. What is left to carry after the first step is the slope in h0.",
    run: ({ backward }) => {
      const g = backward([[2]], [3], scalar(-6, 4, 0), [[5]]);
      return close([g.Wx, g.Wh, [g.b], [g.h0], g.xs], [[[10]], [[15]], [[5]], [[20]], [[-30]]]);
    },
  },
  {
    name: "each gradient has the shape of its array",
    why: "The gradient in xs has one row for each step, those in the weights have none of that: the steps are added up.",
    run: ({ backward }) => {
      const { xs, h0, parameters, direct } = example(1);
      const given = backward(xs, h0, parameters, direct);
      return equal(shape(given), shape({ ...parameters, h0, xs }));
    },
  },
  {
    name: "a loss of the last state alone reaches the first input",
    why: "With Wx = 1, Wh = 1/2, b = 0 and zeros everywhere, all slopes of tanh are 1: the slope halves with each step back. If the first rows are 0, nothing is carried from step to step.",
    run: ({ backward }) => {
      const { xs, h0 } = backward([[0], [0], [0], [0]], [0], scalar(1, 0.5, 0), [[0], [0], [0], [1]]);
      return all(close(xs, [[0.125], [0.25], [0.5], [1]]), close(h0, [0.0625]));
    },
  },
  {
    name: "each state has two sources of slope: the loss and the next state",
    probes: "partial-derivatives",
    why: "As before, with a direct slope of 1 at every step: 1, then 1 + 1/2, then 1 + 3/4. If you get 1, 1/2, 1/4 or 1, 1, 1, one of the two sources is missing.",
    run: ({ backward }) =>
      close(backward([[0], [0], [0]], [0], scalar(1, 0.5, 0), [[1], [1], [1]]).xs, [[1.75], [1.5], [1]]),
  },
  {
    name: "the bias hears from every step",
    why: "The same b is used three times: 1.75 + 1.5 + 1.",
    run: ({ backward }) =>
      close(backward([[0], [0], [0]], [0], scalar(1, 0.5, 0), [[1], [1], [1]]).b, [4.25]),
  },
  {
    name: "the arguments are left as they were",
    why: "Adding the carried slope in place changes the caller's `direct`.",
    run: ({ forward, backward }) => {
      const e = example(5);
      const before = JSON.stringify(e);
      forward(e.xs, e.h0, e.parameters);
      backward(e.xs, e.h0, e.parameters, e.direct);
      return holds(JSON.stringify(e) === before, "an argument changed", "all unchanged");
    },
  },
  {
    name: "every gradient agrees with finite differences",
    probes: "backpropagation",
    why: "Each number of Wx, Wh, b, h0 and xs was moved a little. If only Wh is off, look at the state it is multiplied with: it is the one before, and h0 at the first step. If Wx and Wh are those of one step, they were overwritten where they should be added up.",
    run: (module) =>
      all(
        ...[2, 3].map((seed) => {
          const e = example(seed);
          const g = module.backward(e.xs, e.h0, e.parameters, e.direct);
          const withParameter = (part: Partial<Parameters>) =>
            loss(module, { ...e, parameters: { ...e.parameters, ...part } });
          return all(
            gradientMatches((Wx) => withParameter({ Wx }), g.Wx, e.parameters.Wx),
            gradientMatches((Wh) => withParameter({ Wh }), g.Wh, e.parameters.Wh),
            gradientMatches((b) => withParameter({ b }), g.b, e.parameters.b),
            gradientMatches((h0) => loss(module, { ...e, h0 }), g.h0, e.h0),
            gradientMatches((xs) => loss(module, { ...e, xs }), g.xs, e.xs),
          );
        }),
      ),
  },
  {
    name: "a sequence in two halves: the second half's slope in its first state is handed to the first half",
    why: "h2 is the last state of the first half and the start of the second. Added to the direct slope of h2, the slope in that start makes the two halves agree with the whole.",
    run: ({ forward, backward }) => {
      const { xs, h0, parameters, direct } = example(4);
      const whole = backward(xs, h0, parameters, direct);
      const middle = forward(xs.slice(0, 2), h0, parameters)[1]!;
      const right = backward(xs.slice(2), middle, parameters, direct.slice(2));
      const joined = direct[1]!.map((slope, j) => slope + right.h0[j]!);
      const left = backward(xs.slice(0, 2), h0, parameters, [direct[0]!, joined]);
      const sum = (A: Matrix, B: Matrix) => A.map((row, i) => row.map((x, j) => x + B[i]![j]!));
      return all(
        close(sum(left.Wx, right.Wx), whole.Wx),
        close(sum(left.Wh, right.Wh), whole.Wh),
        close(sum([left.b], [right.b]), [whole.b]),
        close([...left.xs, ...right.xs], whole.xs),
        close(left.h0, whole.h0),
      );
    },
  },
  {
    name: "over 30 steps the slope dies out or grows with the recurrent weight",
    probes: "vanishing-gradients",
    why: "At states of 0 each step multiplies by Wh: 0.9³⁰ ≈ 0.042 and 1.1³⁰ ≈ 17.4. Nothing is clipped here.",
    run: ({ backward }) => {
      const xs = Array.from({ length: 30 }, () => [0]);
      const direct = xs.map((_, t) => [t === 29 ? 1 : 0]);
      return all(...[0.9, 1.1].map((w) => close(backward(xs, [0], scalar(1, w, 0), direct).h0, [w ** 30])));
    },
  },
];
