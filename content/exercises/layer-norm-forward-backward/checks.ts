import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N = 4 and D = 5 differ, so that rows and columns cannot be exchanged unseen. */
function example(seed: number) {
  const { normals } = random(seed);
  const matrix = (): Matrix => Array.from({ length: 4 }, () => normals(5, 1, 2));
  return { X: matrix(), G: matrix(), gamma: normals(5), beta: normals(5) };
}

const ones = (length: number): number[] => new Array<number>(length).fill(1);
const zeros = (length: number): number[] => new Array<number>(length).fill(0);
const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Σ G ⊙ Y, whose gradient with respect to Y is G. */
const weighted = (Y: Matrix, G: Matrix): number => sum(G.map((g, n) => sum(g.map((w, j) => w * Y[n]![j]!))));

/** ∂x̂_j/∂x_i = (δ_ij − 1/D − x̂_i x̂_j / D) / s, as a whole matrix, times the gradient at x̂. */
function byJacobian(x: readonly number[], h: readonly number[], epsilon: number): number[] {
  const D = x.length;
  const mu = sum(x) / D;
  const s = Math.sqrt(sum(x.map((z) => (z - mu) ** 2)) / D + epsilon);
  const xHat = x.map((z) => (z - mu) / s);
  return x.map((_, i) => sum(h.map((w, j) => (w * ((i === j ? 1 : 0) - (1 + xHat[i]! * xHat[j]!) / D)) / s)));
}

export const checks: Check<Module>[] = [
  {
    name: "a row of two by hand: 1 and 3 become −1 and 1, then 2 · −1 + 10 and 3 · 1 + 20",
    probes: "variance",
    why: "The mean is 2, and the variance is (1 + 1) / 2 = 1: the squares are divided by D, not by D − 1.",
    run: ({ layerNorm }) =>
      all(
        close(layerNorm([[1, 3]], [1, 1], [0, 0], 0), [[-1, 1]]),
        close(layerNorm([[1, 3]], [2, 3], [10, 20], 0), [[8, 23]]),
      ),
  },
  {
    name: "ε by hand: 0, 0, 0, 4 with ε = 1 become −1/2, −1/2, −1/2, 3/2",
    why: "The variance is (1 + 1 + 1 + 9) / 4 = 3, and the divisor √(3 + 1) = 2: ε stands below the root.",
    run: ({ layerNorm }) =>
      close(layerNorm([[0, 0, 0, 4]], ones(4), zeros(4), 1), [[-1 / 2, -1 / 2, -1 / 2, 3 / 2]]),
  },
  {
    name: "every row has mean 0 and variance 1, whatever the other rows hold",
    why: "Mean and variance are those of one row. Taken down a column, over the batch, they would make batch normalisation.",
    run: ({ layerNorm }) => {
      const { X, gamma, beta } = example(1);
      const Y = layerNorm(X, ones(5), zeros(5), 0);
      const whole = layerNorm(X, gamma, beta, 1e-5);
      return all(
        ...Y.map((y) => all(close(sum(y), 0), close(sum(y.map((z) => z * z)) / 5, 1))),
        ...X.map((x, n) => close(layerNorm([x], gamma, beta, 1e-5), [whole[n]!])),
      );
    },
  },
  {
    name: "a row of equal numbers becomes β",
    why: "Every deviation is 0, and ε keeps the division from being 0 / 0.",
    run: ({ layerNorm }) => close(layerNorm([[7, 7, 7]], [1, 2, 3], [4, 5, 6], 1e-5), [[4, 5, 6]]),
  },
  {
    name: "10⁸ + 1 and 10⁸ + 3 become −1 and 1",
    probes: "floating-point",
    why: "The mean of the squares minus the square of the mean is a difference of two numbers near 10¹⁶, where doubles lie 2 apart. Square the deviations instead.",
    run: ({ layerNorm }) => close(layerNorm([[1e8 + 1, 1e8 + 3]], [1, 1], [0, 0], 0), [[-1, 1]]),
  },
  {
    name: "with ε = 0, a row that is shifted and stretched gives the same result",
    why: "(a x + c) has the mean a μ + c and the deviation a σ, so x̂ does not change for a > 0.",
    run: ({ layerNorm }) => {
      const { X, gamma, beta } = example(2);
      const moved = X.map((x) => x.map((z) => 3 * z - 20));
      return close(layerNorm(moved, gamma, beta, 0), layerNorm(X, gamma, beta, 0));
    },
  },
  {
    name: "the gradient of one row by hand: x = (−1, 1), ε = 3, g = (1, 0)",
    probes: "chain-rule",
    why: "s = √(1 + 3) = 2 and x̂ = (−1/2, 1/2). The mean of g is 1/2, that of g ⊙ x̂ is −1/4: (1 − 1/2 − 1/8, 0 − 1/2 + 1/8) / 2. (1/2, 0) comes out without the terms through mean and variance, (1/4, −1/4) without the second; a forgotten 2 in ∂σ²/∂x makes 1/16 of the 1/8.",
    run: ({ layerNormBackward }) =>
      close(layerNormBackward([[1, 0]], [[-1, 1]], [1, 1], 3).X, [[3 / 16, -3 / 16]]),
  },
  {
    name: "γ lies on the way back: what it multiplies is g, before any mean is taken",
    probes: "chain-rule",
    why: "The gradient that reaches x̂_j is γ_j g_j. Doubled, γ doubles it; and where g_j is 0, γ_j does not matter. Multiplied afterwards, it would reach the wrong numbers.",
    run: ({ layerNormBackward }) => {
      const gradient = (gamma: number[]) => layerNormBackward([[1, 0]], [[-1, 1]], gamma, 3).X;
      return all(
        close(
          gradient([2, 2]),
          gradient([1, 1]).map((row) => row.map((g) => 2 * g)),
        ),
        close(gradient([2, 5]), gradient([2, 2])),
        close(gradient([0, 5]), [[0, 0]]),
      );
    },
  },
  {
    name: "the gradients of γ and β by hand, summed over two rows",
    why: "γ_j and β_j serve every row, so every row adds to their gradients: g_j x̂_j and g_j. Both rows have x̂ = (−1, 1).",
    run: ({ layerNormBackward }) => {
      const { gamma, beta } = layerNormBackward(
        [
          [1, 2],
          [10, 20],
        ],
        [
          [1, 3],
          [-5, 5],
        ],
        [1, 1],
        0,
      );
      return all(close(gamma, [-11, 22]), close(beta, [11, 22]));
    },
  },
  {
    name: "the gradient of X agrees with finite differences of your layerNorm",
    probes: "jacobian",
    why: "Each x was moved alone, up and down. Mean and variance move with it, so it acts on every number of its row.",
    run: ({ layerNorm, layerNormBackward }) => {
      const { X, G, gamma, beta } = example(3);
      return gradientMatches(
        (at: Matrix) => weighted(layerNorm(at, gamma, beta, 0.1), G),
        layerNormBackward(G, X, gamma, 0.1).X,
        X,
      );
    },
  },
  {
    name: "the gradients of γ and β agree with finite differences of your layerNorm",
    probes: "partial-derivatives",
    why: "The loss is linear in γ and β. What multiplies γ_j is x̂_j, not x_j.",
    run: ({ layerNorm, layerNormBackward }) => {
      const { X, G, gamma, beta } = example(4);
      const found = layerNormBackward(G, X, gamma, 0.1);
      return all(
        gradientMatches((at: number[]) => weighted(layerNorm(X, at, beta, 0.1), G), found.gamma, gamma),
        gradientMatches((at: number[]) => weighted(layerNorm(X, gamma, at, 0.1), G), found.beta, beta),
      );
    },
  },
  {
    name: "the gradient of X agrees with the whole Jacobian, times γ ⊙ g",
    probes: "jacobian",
    why: "∂x̂_j/∂x_i = (δ_ij − 1/D − x̂_i x̂_j / D) / s. The second term comes from the mean, the third from the variance.",
    run: ({ layerNormBackward }) => {
      const { X, G, gamma } = example(5);
      return close(
        layerNormBackward(G, X, gamma, 1e-5).X,
        X.map((x, n) =>
          byJacobian(
            x,
            G[n]!.map((g, j) => g * gamma[j]!),
            1e-5,
          ),
        ),
      );
    },
  },
  {
    name: "with ε = 0, a row's gradient sums to 0 and is perpendicular to x − μ",
    probes: "inner-products",
    why: "Shifting or stretching a row does not change the result, so the loss has no slope in these two directions.",
    run: ({ layerNormBackward }) => {
      const { X, G, gamma } = example(6);
      const gradient = layerNormBackward(G, X, gamma, 0).X;
      return all(
        ...gradient.map((d, n) => {
          const mu = sum(X[n]!) / 5;
          return all(close(sum(d), 0), close(sum(d.map((z, j) => z * (X[n]![j]! - mu))), 0));
        }),
      );
    },
  },
  {
    name: "lengths that do not fit are refused",
    why: "A number that is missing is undefined in JavaScript, and the result would be NaN far from the mistake.",
    run: ({ layerNorm, layerNormBackward }) =>
      all(
        refuses(() => layerNorm([[1, 2]], [1], [0, 0], 1)),
        refuses(() => layerNorm([[1, 2]], [1, 1], [0, 0, 0], 1)),
        refuses(() => layerNorm([[1, 2], [3]], [1, 1], [0, 0], 1)),
        refuses(() => layerNormBackward([[1]], [[1, 2]], [1, 1], 1)),
        refuses(() => layerNormBackward([[1, 2]], [[1, 2], [3]], [1, 1], 1)),
        refuses(() => layerNormBackward([[1, 2]], [[1, 2]], [1, 1, 1], 1)),
        refuses(() =>
          layerNormBackward(
            [[1, 2]],
            [
              [1, 2],
              [3, 4],
            ],
            [1, 1],
            1,
          ),
        ),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of X or G changes the caller's array. Make a new array with map.",
    run: ({ layerNorm, layerNormBackward }) => {
      const given = example(7);
      const before = JSON.stringify(given);
      layerNorm(given.X, given.gamma, given.beta, 1e-5);
      layerNormBackward(given.G, given.X, given.gamma, 1e-5);
      return equal(JSON.stringify(given) === before ? "unchanged" : "changed", "unchanged");
    },
  },
];
