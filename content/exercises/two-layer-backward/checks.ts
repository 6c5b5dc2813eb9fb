import { all, type Check, close, equal, holds, random } from "@blankfile/curriculum/check";
import type { Matrix, Parameters } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N, F, M and K all differ, so that a transposed array cannot slip through. */
function example(seed: number) {
  const { uniform } = random(seed);
  const matrix = (rows: number, cols: number): Matrix =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => uniform(-1, 1)));
  const parameters: Parameters = {
    W1: matrix(3, 4),
    b1: matrix(1, 4)[0]!,
    W2: matrix(4, 2),
    b2: matrix(1, 2)[0]!,
  };
  return { X: matrix(5, 3), Y: matrix(5, 2), parameters };
}

/** Compares all four arrays. */
function closeParameters(given: Parameters, expected: Parameters, tolerance = 1e-9) {
  return all(
    close(given.W1, expected.W1, tolerance),
    close(given.b1, expected.b1, tolerance),
    close(given.W2, expected.W2, tolerance),
    close(given.b2, expected.b2, tolerance),
  );
}

function numericGradient(module: Module, X: Matrix, Y: Matrix, parameters: Parameters): Parameters {
  const h = 1e-5;
  const wiggle = (target: number[]) =>
    target.map((kept, i) => {
      target[i] = kept + h;
      const above = module.lossAndGradients(X, Y, parameters).loss;
      target[i] = kept - h;
      const below = module.lossAndGradients(X, Y, parameters).loss;
      target[i] = kept;
      return (above - below) / (2 * h);
    });
  const { W1, b1, W2, b2 } = parameters;
  return { W1: W1.map(wiggle), b1: wiggle(b1), W2: W2.map(wiggle), b2: wiggle(b2) };
}

export const checks: Check<Module>[] = [
  {
    name: "the loss of one sample by hand: half the squared error",
    why: "The hidden unit is tanh 0 = 0, so the network answers b2 = 3, and ½ · (3 − 1)² = 2.",
    run: ({ lossAndGradients }) => {
      const parameters = { W1: [[0]], b1: [0], W2: [[1]], b2: [3] };
      return close(lossAndGradients([[1]], [[1]], parameters).loss, 2);
    },
  },
  {
    name: "the loss of two samples with two outputs by hand: divided by 2N, not by 2NK",
    why: "Both samples are answered with 1 and 2 where 0 and 0 are right, so the squares add up to 10, and N is 2. Many libraries divide by the number of entries instead; this L does not.",
    run: ({ lossAndGradients }) => {
      const parameters = { W1: [[0]], b1: [0], W2: [[1, 1]], b2: [1, 2] };
      const zeros = [
        [0, 0],
        [0, 0],
      ];
      return close(lossAndGradients([[1], [1]], zeros, parameters).loss, 2.5);
    },
  },
  {
    name: "one sample, one unit, by hand",
    probes: "chain-rule",
    why: "With W1 = 0 the hidden unit is tanh 0 = 0, whose slope is 1; the error is −1, and each gradient is a product along one path.",
    run: ({ lossAndGradients }) => {
      const { gradients } = lossAndGradients([[1]], [[1]], { W1: [[0]], b1: [0], W2: [[1]], b2: [0] });
      return closeParameters(gradients, { W1: [[-1]], b1: [-1], W2: [[0]], b2: [-1] });
    },
  },
  {
    name: "a saturated unit passes on a small gradient",
    probes: "activations",
    why: "tanh has the slope 1 − h², taken at the value h that the forward pass computed.",
    run: ({ lossAndGradients }) => {
      const h = Math.tanh(2);
      const { gradients } = lossAndGradients([[1]], [[0]], { W1: [[2]], b1: [0], W2: [[1]], b2: [0] });
      return close(gradients.W1, [[h * (1 - h * h)]]);
    },
  },
  {
    name: "each gradient has the shape of its parameter",
    probes: "matrices",
    why: "A gradient has one number for each parameter. If a product of matrices does not fit, one factor is to be transposed.",
    run: ({ lossAndGradients }) => {
      const { X, Y, parameters } = example(1);
      const { gradients } = lossAndGradients(X, Y, parameters);
      const shape = (p: Parameters) => [
        p.W1.length,
        p.W1[0]?.length,
        p.b1.length,
        p.W2.length,
        p.W2[0]?.length,
        p.b2.length,
      ];
      return equal(shape(gradients), shape(parameters));
    },
  },
  {
    name: "a batch of two is the mean of its samples",
    why: "L averages over the batch, so its gradient does too; and a bias that every row used hears from every row.",
    run: ({ lossAndGradients }) => {
      const { X, Y, parameters } = example(2);
      const both = lossAndGradients(X.slice(0, 2), Y.slice(0, 2), parameters).gradients;
      const [a, b] = [0, 1].map((n) => lossAndGradients([X[n]!], [Y[n]!], parameters).gradients) as [
        Parameters,
        Parameters,
      ];
      const mean = (u: number[], v: number[]) => u.map((x, i) => (x + v[i]!) / 2);
      return closeParameters(both, {
        W1: a.W1.map((row, i) => mean(row, b.W1[i]!)),
        b1: mean(a.b1, b.b1),
        W2: a.W2.map((row, i) => mean(row, b.W2[i]!)),
        b2: mean(a.b2, b.b2),
      });
    },
  },
  {
    name: "every gradient agrees with finite differences",
    probes: "jacobian",
    why: "The loss was moved by each parameter in turn, by 0.00001 up and down. Where your gradient differs, one operation on the way back is missing or at the wrong place.",
    run: (module) => {
      const { X, Y, parameters } = example(3);
      const { gradients } = module.lossAndGradients(X, Y, parameters);
      return closeParameters(gradients, numericGradient(module, X, Y, parameters), 1e-7);
    },
  },
  {
    name: "a perfect fit has no gradient",
    why: "Every gradient starts from the error Ŷ − Y. Where that is 0, so are all of them.",
    run: ({ lossAndGradients }) => {
      const parameters = { W1: [[1]], b1: [0], W2: [[2]], b2: [1] };
      const { loss, gradients } = lossAndGradients([[0.5]], [[2 * Math.tanh(0.5) + 1]], parameters);
      return all(close(loss, 0), closeParameters(gradients, { W1: [[0]], b1: [0], W2: [[0]], b2: [0] }));
    },
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of X, Y, W1 or another argument changes the caller's array. Make a new array with map.",
    run: ({ lossAndGradients }) => {
      const { X, Y, parameters } = example(4);
      const before = JSON.stringify({ X, Y, parameters });
      lossAndGradients(X, Y, parameters);
      const same = JSON.stringify({ X, Y, parameters }) === before;
      return holds(same, "X, Y or the parameters changed during the call", "all arguments unchanged");
    },
  },
];
