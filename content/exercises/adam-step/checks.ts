import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { AdamSettings, AdamState } from "./starter.ts";

type Module = typeof import("./starter.ts");

const usual: AdamSettings = { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** Betas with which one can reckon. */
const simple: AdamSettings = { rate: 1, beta1: 1 / 2, beta2: 3 / 4, epsilon: 0 };

/** The parameters after each of the gradients, and the last state. */
function walk(
  { startState, adamStep }: Module,
  theta: number[],
  gradients: number[][],
  settings: AdamSettings,
) {
  let now = { theta, state: startState(theta.length) };
  const path: number[][] = [];
  for (const gradient of gradients) {
    now = adamStep(now.theta, gradient, now.state, settings);
    path.push(now.theta);
  }
  return { path, state: now.state };
}

/** m̂ and v̂ as weighted means of all gradients so far, without any running mean. */
function byWeights(theta: number[], gradients: number[][], { rate, beta1, beta2, epsilon }: AdamSettings) {
  const mean = (beta: number, values: number[]) => {
    const weights = values.map((_, i) => beta ** (values.length - 1 - i));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return values.reduce((sum, x, i) => sum + x * weights[i]!, 0) / total;
  };
  let now = theta;
  return gradients.map((_, t) => {
    now = now.map((value, j) => {
      const seen = gradients.slice(0, t + 1).map((g) => g[j]!);
      return (
        value -
        (rate * mean(beta1, seen)) /
          (Math.sqrt(
            mean(
              beta2,
              seen.map((g) => g * g),
            ),
          ) +
            epsilon)
      );
    });
    return now;
  });
}

const draws = (seed: number, steps: number, n: number): number[][] => {
  const { normals } = random(seed);
  return Array.from({ length: steps }, () => normals(n));
};

export const checks: Check<Module>[] = [
  {
    name: "the state at the start: no steps, and zeros for each parameter, in arrays of their own",
    why: "m and v start at 0, with one number for each parameter. If both are the same array, writing one writes the other.",
    run: ({ startState }) => {
      const state = startState(3);
      return all(
        equal(state, { step: 0, m: [0, 0, 0], v: [0, 0, 0] }),
        holds(state.m !== state.v, "one array", "two arrays"),
      );
    },
  },
  {
    name: "the state after one step by hand: g = 4 with β₁ = 1/2 and β₂ = 3/4 leaves m = 2, v = 4",
    why: "m = ½ · 0 + ½ · 4 and v = ¾ · 0 + ¼ · 16. The state holds the means without their correction; the correction is made anew at each step.",
    run: ({ startState, adamStep }) => {
      const { state } = adamStep([0], [4], startState(1), simple);
      return all(equal(state.step, 1), close([state.m, state.v], [[2], [4]]));
    },
  },
  {
    name: "the first step by hand: every number moves by the rate, against the sign of its gradient",
    why: "m̂ = g and v̂ = g², so g/√(g²) is 1 or −1. Without the correction the first step with the usual betas is (1 − 0.9)/√(1 − 0.999) ≈ 3.2 times as long.",
    run: ({ startState, adamStep }) =>
      close(
        adamStep([10, 10, 10], [4, -0.003, 5000], startState(3), { ...usual, epsilon: 0 }).theta,
        [9.9, 10.1, 9.9],
      ),
  },
  {
    name: "the second step by hand: gradients 4, then 0",
    probes: "rmsprop",
    why: "m = 1 and v = 3; with 1 − β₁² = 3/4 and 1 − β₂² = 7/16 they become m̂ = 4/3 and v̂ = 48/7. The parameter moves on by (4/3)/√(48/7) = √(7/27), though its gradient is 0.",
    run: (module) => {
      const { path, state } = walk(module, [0], [[4], [0]], simple);
      return all(
        close([state.step, state.m[0]!, state.v[0]!], [2, 1, 3]),
        close(path, [[-1], [-1 - Math.sqrt(7 / 27)]]),
      );
    },
  },
  {
    name: "ε by hand: g = 3 with ε = 1 moves by 3/4 of the rate",
    probes: "rmsprop",
    why: "√v̂ + ε = √9 + 1 = 4. ε is added to the root, not below it, and to the root of the corrected v̂.",
    run: ({ startState, adamStep }) =>
      all(
        close(adamStep([0], [3], startState(1), { ...simple, epsilon: 1 }).theta, [-3 / 4]),
        close(adamStep([0], [3], startState(1), { ...usual, rate: 1, epsilon: 1 }).theta, [-3 / 4]),
      ),
  },
  {
    name: "a gradient that stays the same moves its parameter by the rate at every step",
    why: "The corrected means of equal numbers are that number, at every t. A power of β that does not grow with t, or one step behind, shows here.",
    run: (module) => {
      const gradients = Array.from({ length: 20 }, () => [7, -0.01]);
      const expected = gradients.map((_, t) => [-0.1 * (t + 1), 0.1 * (t + 1)]);
      return close(walk(module, [0, 0], gradients, { ...usual, epsilon: 0 }).path, expected);
    },
  },
  {
    name: "gradients a thousand times as large make the same path, with ε = 0",
    why: "m̂ and √v̂ grow by the same factor. v has to be a mean of squares, and its root has to be taken.",
    run: (module) => {
      const gradients = draws(1, 10, 3);
      const large = gradients.map((g) => g.map((x) => 1000 * x));
      const settings = { ...usual, epsilon: 0 };
      return close(
        walk(module, [1, 2, 3], large, settings).path,
        walk(module, [1, 2, 3], gradients, settings).path,
      );
    },
  },
  {
    name: "without gradients nothing moves",
    why: "0 / (√0 + ε) is 0. NaN means that something was divided by 0: by 1 − β⁰, say, or by a root without ε.",
    run: (module) =>
      close(
        walk(
          module,
          [5, -5],
          [
            [0, 0],
            [0, 0],
          ],
          usual,
        ).path,
        [
          [5, -5],
          [5, -5],
        ],
      ),
  },
  {
    name: "forty random steps agree with weighted means of all the gradients",
    probes: "sgd-momentum",
    why: "m̂_t is the mean of g_1 … g_t with weights β₁^(t − i), v̂_t that of the squares with β₂^(t − i). v is the mean of g², not the square of a mean.",
    run: (module) => {
      const gradients = draws(2, 40, 3);
      const settings = { rate: 0.03, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
      return close(
        walk(module, [1, 0, -1], gradients, settings).path,
        byWeights([1, 0, -1], gradients, settings),
      );
    },
  },
  {
    name: "two sets of parameters that take turns do not count each other's steps",
    why: "The count belongs to the state. A counter outside the function counts the steps of everybody.",
    run: (module) => {
      const gradients = draws(3, 8, 2);
      const alone = walk(module, [0, 0], gradients, usual).path;
      let [a, b] = [0, 1].map(() => ({ theta: [0, 0], state: module.startState(2) })) as [
        ReturnType<Module["adamStep"]>,
        ReturnType<Module["adamStep"]>,
      ];
      const paths = gradients.map((g) => {
        a = module.adamStep(a.theta, g, a.state, usual);
        b = module.adamStep(b.theta, g, b.state, usual);
        return [a.theta, b.theta];
      });
      return close(
        paths,
        alone.map((theta) => [theta, theta]),
      );
    },
  },
  {
    name: "a state that was written down and read again goes on as before",
    why: "Whatever a step needs of the past has to stand in the state, the count included.",
    run: (module) => {
      const gradients = draws(4, 9, 2);
      const whole = walk(module, [0, 0], gradients, usual).path;
      const first = walk(module, [0, 0], gradients.slice(0, 5), usual);
      let now = { theta: first.path[4]!, state: JSON.parse(JSON.stringify(first.state)) as AdamState };
      for (const g of gradients.slice(5)) now = module.adamStep(now.theta, g, now.state, usual);
      return close(now.theta, whole[8]!);
    },
  },
  {
    name: "lengths that do not fit are refused",
    why: "A gradient that is missing is undefined in JavaScript, and its parameter would be NaN from then on.",
    run: ({ startState, adamStep }) =>
      all(
        refuses(() => adamStep([1, 2], [1], startState(2), usual)),
        refuses(() => adamStep([1, 2], [1, 2, 3], startState(2), usual)),
        refuses(() => adamStep([1, 2], [1, 2], startState(1), usual)),
        refuses(() => adamStep([1, 2], [1, 2], { ...startState(2), v: [0, 0, 0] }, usual)),
      ),
  },
  {
    name: "the arguments are left as they were, the old state too",
    why: "Whoever kept the old state, to go back to it, would find it changed. Make new arrays with map.",
    run: ({ startState, adamStep }) => {
      const [theta, gradient, settings] = [[1, 2], [3, 4], { ...usual }];
      const { state } = adamStep(theta, gradient, startState(2), settings);
      const before = JSON.stringify({ theta, gradient, state, settings });
      adamStep(theta, gradient, state, settings);
      const after = JSON.stringify({ theta, gradient, state, settings });
      return holds(after === before, after, before);
    },
  },
];
