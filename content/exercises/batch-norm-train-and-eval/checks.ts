import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Layer, Matrix, Settings } from "./starter.ts";

type Module = typeof import("./starter.ts");

const train: Settings = { epsilon: 0, momentum: 0.25, training: true };
const evaluate: Settings = { epsilon: 0, momentum: 0.25, training: false };

/** One feature, with γ = 1 and β = 0. */
const one = (mean = 0, variance = 1): Layer => ({
  gamma: [1],
  beta: [0],
  running: { mean: [mean], variance: [variance] },
});

/** N = 6 and D = 4 differ, so that rows and columns cannot be exchanged unseen. */
function example(seed: number) {
  const { normals, uniforms } = random(seed);
  const matrix = (): Matrix => Array.from({ length: 6 }, () => normals(4, 1, 2));
  const layer: Layer = {
    gamma: normals(4),
    beta: normals(4),
    running: { mean: normals(4), variance: uniforms(4, 0.5, 2) },
  };
  return { X: matrix(), G: matrix(), layer };
}

const column = (A: Matrix, j: number): number[] => A.map((row) => row[j]!);
const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Σ G ⊙ Y, whose gradient with respect to Y is G. */
const weighted = (Y: Matrix, G: Matrix): number => sum(G.map((g, n) => sum(g.map((w, j) => w * Y[n]![j]!))));

export const checks: Check<Module>[] = [
  {
    name: "training by hand: the column 1, 3 becomes −1, 1; with γ = 2 and β = 10 it becomes 8, 12",
    probes: "variance",
    why: "The mean is 2 and the variance (1 + 1)/2 = 1. For normalising, the squares are divided by N.",
    run: ({ batchNorm }) =>
      all(
        close(batchNorm([[1], [3]], one(), train).Y, [[-1], [1]]),
        close(batchNorm([[1], [3]], { ...one(), gamma: [2], beta: [10] }, train).Y, [[8], [12]]),
      ),
  },
  {
    name: "ε by hand: the column 0, 0, 0, 4 with ε = 1 becomes −1/2, −1/2, −1/2, 3/2",
    why: "The variance is (1 + 1 + 1 + 9)/4 = 3, and the divisor √(3 + 1) = 2: ε stands below the root.",
    run: ({ batchNorm }) =>
      close(batchNorm([[0], [0], [0], [4]], one(), { ...train, epsilon: 1 }).Y, [
        [-0.5],
        [-0.5],
        [-0.5],
        [1.5],
      ]),
  },
  {
    name: "in training every column has mean 0 and variance 1, whatever the running numbers are",
    probes: "input-normalization",
    why: "Mean and variance are those of one feature over the batch: along a row they would make layer normalisation. In training the running numbers are only kept, not used.",
    run: ({ batchNorm }) => {
      const { X, layer } = example(1);
      const plain = { ...layer, gamma: [1, 1, 1, 1], beta: [0, 0, 0, 0] };
      const { Y } = batchNorm(X, plain, train);
      return all(
        ...[0, 1, 2, 3].map((j) =>
          close([sum(column(Y, j)), sum(column(Y, j).map((y) => y * y)) / 6], [0, 1]),
        ),
      );
    },
  },
  {
    name: "the running mean by hand: 0 and a batch 1, 3 with m = 1/4 give 1/2",
    why: "(1 − ¼) · 0 + ¼ · 2. In this convention m is the share of the new batch; the other way round it would be 3/2.",
    run: ({ batchNorm }) => close(batchNorm([[1], [3]], one(), train).running.mean, [0.5]),
  },
  {
    name: "the running variance by hand: 1 and a batch 1, 3 with m = 1/4 give 5/4",
    probes: "estimators",
    why: "Kept is the unbiased variance, (1 + 1)/(2 − 1) = 2: ¾ · 1 + ¼ · 2. With the variance that normalises, 1, it would stay at 1.",
    run: ({ batchNorm }) => close(batchNorm([[1], [3]], one(), train).running.variance, [1.25]),
  },
  {
    name: "evaluation by hand: 14 at a running mean of 10 and variance of 4 becomes 2, alone in its batch",
    why: "(14 − 10)/√4. One sample is enough, since nothing is computed from the batch; and the running numbers come back as they were.",
    run: ({ batchNorm }) => {
      const { Y, running } = batchNorm([[14]], one(10, 4), evaluate);
      return all(close(Y, [[2]]), equal(running, { mean: [10], variance: [4] }));
    },
  },
  {
    name: "in evaluation a sample does not see the others",
    why: "Its output must not change with the company it is in: the batch's mean and variance belong to training.",
    run: ({ batchNorm }) => {
      const { X, layer } = example(2);
      const together = batchNorm(X, layer, { ...evaluate, epsilon: 1e-5 }).Y;
      const alone = X.map((x) => batchNorm([x], layer, { ...evaluate, epsilon: 1e-5 }).Y[0]!);
      return close(together, alone);
    },
  },
  {
    name: "after the same batch many times, the running numbers are its mean and unbiased variance",
    probes: "series",
    why: "What is left of the start shrinks by 1 − m each time. The running numbers of one call are those that the next one starts from.",
    run: ({ batchNorm }) => {
      const { X, layer } = example(3);
      let { running } = layer;
      for (let i = 0; i < 150; i++) running = batchNorm(X, { ...layer, running }, train).running;
      const mean = [0, 1, 2, 3].map((j) => sum(column(X, j)) / 6);
      const variance = mean.map((mu, j) => sum(column(X, j).map((x) => (x - mu) ** 2)) / 5);
      return all(close(running.mean, mean), close(running.variance, variance));
    },
  },
  {
    name: "the gradient in training by hand: x = (−1, 1), ε = 3, g = (1, 0)",
    probes: "chain-rule",
    why: "s = √(1 + 3) = 2 and x̂ = (−1/2, 1/2). The mean of g is 1/2, that of g ⊙ x̂ is −1/4: (1 − 1/2 − 1/8)/2 and (0 − 1/2 + 1/8)/2. Without the term through the variance it would be 1/4 and −1/4.",
    run: ({ batchNormBackward }) =>
      close(batchNormBackward([[1], [0]], [[-1], [1]], one(), { ...train, epsilon: 3 }).X, [
        [3 / 16],
        [-3 / 16],
      ]),
  },
  {
    name: "the gradients of γ and β by hand, summed over the batch",
    probes: "partial-derivatives",
    why: "γ and β serve every sample: −1 · 1 + 1 · 10 and 1 + 10.",
    run: ({ batchNormBackward }) => {
      const { gamma, beta } = batchNormBackward([[1], [10]], [[1], [3]], one(), train);
      return close([gamma, beta], [[9], [11]]);
    },
  },
  {
    name: "in training all three gradients agree with finite differences of your batchNorm",
    probes: "jacobian",
    why: "Each number was moved alone. An x moves the mean and the variance of its column, and with them the outputs of all samples.",
    run: ({ batchNorm, batchNormBackward }) => {
      const { X, G, layer } = example(4);
      const settings = { ...train, epsilon: 0.1 };
      const found = batchNormBackward(G, X, layer, settings);
      const loss = (at: Matrix, changed: Partial<Layer> = {}) =>
        weighted(batchNorm(at, { ...layer, ...changed }, settings).Y, G);
      return all(
        gradientMatches((at: Matrix) => loss(at), found.X, X),
        gradientMatches((gamma: number[]) => loss(X, { gamma }), found.gamma, layer.gamma),
        gradientMatches((beta: number[]) => loss(X, { beta }), found.beta, layer.beta),
      );
    },
  },
  {
    name: "in training the gradient down a column sums to 0",
    why: "Adding the same number to a feature of all samples changes no output, so the loss has no slope in that direction.",
    run: ({ batchNormBackward }) => {
      const { X, G, layer } = example(5);
      const found = batchNormBackward(G, X, layer, train).X;
      return close(
        [0, 1, 2, 3].map((j) => sum(column(found, j))),
        [0, 0, 0, 0],
      );
    },
  },
  {
    name: "in evaluation the layer is affine: g = 6 with γ = 3 and the running variance 4 gives 9",
    probes: "chain-rule",
    why: "The running numbers do not depend on x, so nothing flows through them: γ g / √4. The terms of training would take the mean off again.",
    run: ({ batchNormBackward }) =>
      close(batchNormBackward([[6], [6]], [[1], [5]], { ...one(10, 4), gamma: [3] }, evaluate).X, [[9], [9]]),
  },
  {
    name: "in evaluation all three gradients agree with finite differences of your batchNorm",
    probes: "jacobian",
    why: "Each number was moved alone. The gradient of γ uses the x̂ of evaluation too.",
    run: ({ batchNorm, batchNormBackward }) => {
      const { X, G, layer } = example(6);
      const settings = { ...evaluate, epsilon: 0.1 };
      const found = batchNormBackward(G, X, layer, settings);
      const loss = (at: Matrix, changed: Partial<Layer> = {}) =>
        weighted(batchNorm(at, { ...layer, ...changed }, settings).Y, G);
      return all(
        gradientMatches((at: Matrix) => loss(at), found.X, X),
        gradientMatches((gamma: number[]) => loss(X, { gamma }), found.gamma, layer.gamma),
        gradientMatches((beta: number[]) => loss(X, { beta }), found.beta, layer.beta),
      );
    },
  },
  {
    name: "a single sample in training, no samples, and lengths that do not fit are refused",
    why: "One sample is its own mean: its output would be β whatever it is, and N − 1 is 0. The other cases end in NaN far from the mistake.",
    run: ({ batchNorm, batchNormBackward }) => {
      const two = [[1], [3]];
      return all(
        refuses(() => batchNorm([[1]], one(), train)),
        refuses(() => batchNormBackward([[1]], [[1]], one(), train)),
        refuses(() => batchNorm([], one(), evaluate)),
        refuses(() => batchNorm([[1], [3, 4]], one(), train)),
        refuses(() => batchNorm(two, { ...one(), beta: [0, 0] }, train)),
        refuses(() => batchNorm(two, { ...one(), running: { mean: [0], variance: [] } }, train)),
        refuses(() => batchNormBackward([[1]], two, one(), train)),
        refuses(() => batchNormBackward([[1], [1, 2]], two, one(), evaluate)),
      );
    },
  },
  {
    name: "the arguments are left as they were, the running numbers too",
    why: "The new running numbers are returned. Written into the layer, they would also change for whoever only wanted to look.",
    run: ({ batchNorm, batchNormBackward }) => {
      const given = example(7);
      const before = JSON.stringify(given);
      for (const settings of [train, evaluate]) {
        batchNorm(given.X, given.layer, settings);
        batchNormBackward(given.G, given.X, given.layer, settings);
      }
      return holds(
        JSON.stringify(given) === before,
        "X, G or the layer changed during a call",
        "all arguments unchanged",
      );
    },
  },
];
