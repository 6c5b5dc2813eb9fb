import { all, type Check, close, equal, gradientMatches, holds, random } from "@blankfile/curriculum/check";
import type { Gradients, Matrix, Parameters } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** D and H differ, so that a transposed array cannot slip through. */
function example(seed: number, D = 2, H = 3) {
  const draw = random(seed);
  const matrix = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, () => draw.uniforms(columns, -1, 1));
  const parameters: Parameters = { W: matrix(D, 4 * H), U: matrix(H, 4 * H), b: draw.uniforms(4 * H, -1, 1) };
  const vector = (n: number) => draw.uniforms(n, -1.5, 1.5);
  return { x: vector(D), h: vector(H), c: vector(H), parameters, dh: vector(H), dc: vector(H) };
}

type Example = ReturnType<typeof example>;

/** dh · h' + dc · c', whose slopes in h' and c' are dh and dc. */
function loss({ step }: Module, { x, h, c, parameters, dh, dc }: Example): number {
  const next = step(x, h, c, parameters);
  return next.h.reduce((sum, value, j) => sum + value * dh[j]! + next.c[j]! * dc[j]!, 0);
}

/** One unit whose gates depend on the bias alone. */
const biased = (b: number[]): Parameters => ({ W: [[0, 0, 0, 0]], U: [[0, 0, 0, 0]], b });
const shape = (g: Gradients) => [[g.x], [g.h], [g.c], g.W, g.U, [g.b]].map((A) => [A.length, A[0]?.length]);
const log3 = Math.log(3);

export const checks: Check<Module>[] = [
  {
    name: "all gates half open, by hand",
    why: "With z = 0, i = f = o = 1/2 and g = 0: the cell halves, from 4 to 2, and the state is half of tanh 2.",
    run: ({ step }) => {
      const { h, c } = step([7], [9], [4], biased([0, 0, 0, 0]));
      return all(close(c, [2]), close(h, [Math.tanh(2) / 2]));
    },
  },
  {
    name: "the gates' order i, f, g, o, by hand",
    probes: "activations",
    why: "b = (log 3, −log 3, 1, 0) makes i = 3/4, f = 1/4, g = tanh 1, o = 1/2: c' = 4/4 + (3/4) tanh 1. Some libraries put the blocks in another order.",
    run: ({ step }) => {
      const cell = 1 + 0.75 * Math.tanh(1);
      const { h, c } = step([0], [0], [4], biased([log3, -log3, 1, 0]));
      return all(close(c, [cell]), close(h, [Math.tanh(cell) / 2]));
    },
  },
  {
    name: "the blocks lie side by side: two units",
    probes: "matrices",
    why: "b has i for both units first, then f for both. With i = (3/4, 1/4), f = (1/4, 3/4) and g = tanh 1, the cells 4 and 8 become 1 + (3/4) tanh 1 and 6 + (1/4) tanh 1.",
    run: ({ step }) => {
      const zeros = new Array<number>(8).fill(0);
      const parameters = { W: [zeros], U: [zeros, zeros], b: [log3, -log3, -log3, log3, 1, 1, 0, 0] };
      return close(step([0], [0, 0], [4, 8], parameters).c, [
        1 + 0.75 * Math.tanh(1),
        6 + 0.25 * Math.tanh(1),
      ]);
    },
  },
  {
    name: "input, state and bias all come in: z = x W + h U + b",
    probes: "matrices",
    why: "Only g is fed: z_g = 2 · 3 + 5 · (−1) − 0.5 = 0.5, all other gates are 1/2.",
    run: ({ step }) => {
      const parameters = { W: [[0, 0, 3, 0]], U: [[0, 0, -1, 0]], b: [0, 0, -0.5, 0] };
      return close(step([2], [5], [0], parameters).c, [Math.tanh(0.5) / 2]);
    },
  },
  {
    name: "an open forget gate and a shut input gate keep the cell for 100 steps",
    probes: "vanishing-gradients",
    why: "With f = 1 and i = 0 up to rounding the cell passes on unchanged, and so does its slope: this is what the LSTM is for.",
    run: ({ step, stepBackward }) => {
      const parameters = biased([-50, 50, 0, 0]);
      let c = [1.7];
      for (let t = 0; t < 100; t++) c = step([0], [0], c, parameters).c;
      let dc = [1];
      for (let t = 0; t < 100; t++) dc = stepBackward([0], [0], c, parameters, [0], dc).c;
      return all(close(c, [1.7]), close(dc, [1]));
    },
  },
  {
    name: "backward by hand: the slope of the cell alone",
    probes: "chain-rule",
    why: "Gates half open, g = 0, c = 4, dc = 8: c receives 8 · f = 4; z_f receives 8 · 4 · ¼ = 8; z_g receives 8 · i = 4; z_i receives nothing, as g is 0; z_o nothing, as the state was not used.",
    run: ({ stepBackward }) => {
      const { c, b } = stepBackward([0], [0], [4], biased([0, 0, 0, 0]), [0], [8]);
      return all(close(c, [4]), close(b, [0, 8, 4, 0]));
    },
  },
  {
    name: "backward by hand: the slope of the state alone goes to o and, by way of tanh, to the cell",
    probes: "chain-rule",
    why: "c' = 2. z_o receives 4 · tanh 2 · ¼; c' receives 4 · ½ · (1 − tanh² 2), of which c gets half. If z_f is 0, the way from h' to the cell is missing.",
    run: ({ stepBackward }) => {
      const t = Math.tanh(2);
      const cell = 2 * (1 - t * t);
      const { c, b } = stepBackward([0], [0], [4], biased([0, 0, 0, 0]), [4], [0]);
      return all(close(c, [cell / 2]), close(b, [0, cell, cell / 2, t]));
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Adding to dc in place changes the caller's slopes.",
    run: ({ step, stepBackward }) => {
      const e = example(7);
      const before = JSON.stringify(e);
      step(e.x, e.h, e.c, e.parameters);
      stepBackward(e.x, e.h, e.c, e.parameters, e.dh, e.dc);
      return holds(JSON.stringify(e) === before, "an argument changed", "all unchanged");
    },
  },
  {
    name: "the two slopes of the cell are added",
    probes: "partial-derivatives",
    why: "The backward pass is linear in (dh, dc): both together give the sum of each alone.",
    run: ({ stepBackward }) => {
      const { x, h, c, parameters, dh, dc } = example(1);
      const zero = dh.map(() => 0);
      const both = stepBackward(x, h, c, parameters, dh, dc);
      const one = stepBackward(x, h, c, parameters, dh, zero);
      const two = stepBackward(x, h, c, parameters, zero, dc);
      const sum = (a: number[], b: number[]) => a.map((value, k) => value + b[k]!);
      return all(
        close(both.b, sum(one.b, two.b)),
        close(both.c, sum(one.c, two.c)),
        close(both.x, sum(one.x, two.x)),
      );
    },
  },
  {
    name: "each gradient has the shape of its array",
    why: "W is D × 4H and U is H × 4H; so are their gradients.",
    run: ({ stepBackward }) => {
      const { x, h, c, parameters, dh, dc } = example(2);
      return equal(shape(stepBackward(x, h, c, parameters, dh, dc)), shape({ x, h, c, ...parameters }));
    },
  },
  {
    name: "every gradient agrees with finite differences of your step",
    probes: "backpropagation",
    why: "Each number of x, h, c, W, U and b was moved a little. If c is wrong and b is right, the forget gate is missing on the way to c; if only x or h is wrong, look at how the row of 4H slopes meets W and U.",
    run: (module) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const e = example(seed);
          const g = module.stepBackward(e.x, e.h, e.c, e.parameters, e.dh, e.dc);
          const withParameter = (part: Partial<Parameters>) =>
            loss(module, { ...e, parameters: { ...e.parameters, ...part } });
          return all(
            gradientMatches((b) => withParameter({ b }), g.b, e.parameters.b),
            gradientMatches((W) => withParameter({ W }), g.W, e.parameters.W),
            gradientMatches((U) => withParameter({ U }), g.U, e.parameters.U),
            gradientMatches((x) => loss(module, { ...e, x }), g.x, e.x),
            gradientMatches((h) => loss(module, { ...e, h }), g.h, e.h),
            gradientMatches((c) => loss(module, { ...e, c }), g.c, e.c),
          );
        }),
      ),
  },
  {
    name: "two steps joined agree with finite differences",
    probes: "bptt",
    why: "The second step's slopes in h and c are the first one's dh and dc. If one step is right and two are not, `dc` already holds the way through h', or its place in the result is wrong.",
    run: ({ step, stepBackward }) => {
      const { x, h, c, parameters, dh, dc } = example(6);
      const last = [0.3, -0.8];
      const total = (start: number[]) => {
        const one = step(start, h, c, parameters);
        const two = step(last, one.h, one.c, parameters);
        return two.h.reduce((sum, value, j) => sum + value * dh[j]! + two.c[j]! * dc[j]!, 0);
      };
      const one = step(x, h, c, parameters);
      const back = stepBackward(last, one.h, one.c, parameters, dh, dc);
      return gradientMatches(total, stepBackward(x, h, c, parameters, back.h, back.c).x, x);
    },
  },
];
