import { all, type Check, close, equal, gradientMatches, random } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** N = 6, F = 4, M = 3: all different, so that a transposed array cannot slip through. */
function example(seed: number) {
  const draw = random(seed);
  const matrix = (rows: number, cols: number) =>
    Array.from({ length: rows }, () => draw.uniforms(cols, -1, 1));
  return {
    X: matrix(6, 4).map((row) => row.map(Math.abs)),
    W: matrix(3, 4),
    b: draw.uniforms(4, -0.2, 0.4),
    importance: draw.uniforms(4, 0.2, 1),
  };
}

const pair = [[1, -1]];
const [noBias, equalImportance] = [
  [0, 0],
  [1, 1],
];

export const checks: Check<Module>[] = [
  {
    name: "an opposite pair in one dimension passes on a single feature without loss",
    why: "W = (1, −1), x = (0.7, 0): h = 0.7, z = (0.7, −0.7), and the ReLU removes what is negative.",
    run: ({ lossAndGradients }) =>
      close(lossAndGradients([[0.7, 0]], pair, noBias!, equalImportance!).loss, 0),
  },
  {
    name: "the same pair with both features present, weighted: 0.2² · 3 + 0.2² · 2",
    why: "x = (0.7, 0.2): h = 0.5, x̂ = (0.5, 0). Both are off by 0.2, and the importances are 3 and 2.",
    run: ({ lossAndGradients }) => close(lossAndGradients([[0.7, 0.2]], pair, noBias!, [3, 2]).loss, 0.2),
  },
  {
    name: "one feature, one dimension, by hand: W = 2, b = 0, x = 1",
    probes: "backpropagation",
    why: "z = W²x = 4, L = (4 − 1)² = 9, dL/dz = 6, and dz/dW = 2Wx = 4: half of it from each use of W.",
    run: ({ lossAndGradients }) => {
      const { loss, dW, db } = lossAndGradients([[1]], [[2]], [0], [1]);
      return all(close(loss, 9), close(dW, [[24]]), close(db, [6]));
    },
  },
  {
    name: "a feature whose read-out is negative sends nothing back",
    why: "x = 1, W = 1, b = −3: z = −2, the ReLU is flat there. The loss is 1, and no small change of W or b lowers it.",
    run: ({ lossAndGradients }) => {
      const { loss, dW, db } = lossAndGradients([[1]], [[1]], [-3], [1]);
      return all(close(loss, 1), close(dW, [[0]]), close(db, [0]));
    },
  },
  {
    name: "where the read-out is exactly 0, the slope is 0 as stated",
    why: "x = 1, W = 1, b = −1: z = 0, which belongs to the flat side of the ReLU here. The loss is 1, the gradients are 0.",
    run: ({ lossAndGradients }) => {
      const { loss, dW, db } = lossAndGradients([[1]], [[1]], [-1], [1]);
      return all(close(loss, 1), close(dW, [[0]]), close(db, [0]));
    },
  },
  {
    name: "two samples of two features: the mean over the samples, not the sum, and not over all entries",
    why: "The samples are (1, 0) and (0, 0), W = 0 and both b are 0.5, so each of the four entries is off by 0.5: (0.5 + 0.5)/2. The slopes of the first b cancel, those of the second are 1 and 1, mean 1.",
    run: ({ lossAndGradients }) => {
      const X = [
        [1, 0],
        [0, 0],
      ];
      const { loss, db } = lossAndGradients(X, [[0, 0]], [0.5, 0.5], equalImportance!);
      return all(close(loss, 0.5), close(db, [0, 1]));
    },
  },
  {
    name: "the gradient in W agrees with finite differences",
    why: "The loss was moved by each entry of W. W makes h and reads it: two contributions.",
    run: ({ lossAndGradients }) => {
      const { X, W, b, importance } = example(1);
      return gradientMatches(
        (at: number[][]) => lossAndGradients(X, at, b, importance).loss,
        lossAndGradients(X, W, b, importance).dW,
        W,
      );
    },
  },
  {
    name: "the gradient in b agrees with finite differences",
    run: ({ lossAndGradients }) => {
      const { X, W, b, importance } = example(2);
      return gradientMatches(
        (at: number[]) => lossAndGradients(X, W, at, importance).loss,
        lossAndGradients(X, W, b, importance).db,
        b,
      );
    },
  },
  {
    name: "the arguments are left as they were",
    run: ({ lossAndGradients }) => {
      const given = example(3);
      const before = JSON.parse(JSON.stringify(given)) as typeof given;
      lossAndGradients(given.X, given.W, given.b, given.importance);
      return equal(given, before);
    },
  },
];
