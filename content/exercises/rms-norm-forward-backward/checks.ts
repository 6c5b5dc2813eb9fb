import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N = 4 and D = 5 differ, so that rows and columns cannot be exchanged unseen. */
function example(seed: number) {
  const { normals } = random(seed);
  const matrix = (): Matrix => Array.from({ length: 4 }, () => normals(5, 1, 2));
  return { X: matrix(), G: matrix(), gamma: normals(5) };
}

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Σ G ⊙ Y, whose gradient with respect to Y is G. */
const weighted = (Y: Matrix, G: Matrix): number => sum(G.map((g, n) => sum(g.map((w, j) => w * Y[n]![j]!))));

export const checks: Check<Module>[] = [
  {
    name: "a row by hand: 1 and 7 become 1/5 and 7/5, then times the gains 10 and 5",
    why: "The squares 1 and 49 have the mean 25. The row is divided by the root of their mean, 5, not of their sum, and nothing is subtracted first.",
    run: ({ rmsNorm }) =>
      all(
        close(rmsNorm([[1, 7]], [1, 1], 0), [[1 / 5, 7 / 5]]),
        close(rmsNorm([[1, 7]], [10, 5], 0), [[2, 7]]),
      ),
  },
  {
    name: "ε by hand: 0, 0, 0, 4 with ε = 5 become 0, 0, 0, 4/3",
    why: "The mean of the squares is 4, and the divisor √(4 + 5) = 3: ε stands below the root.",
    run: ({ rmsNorm }) => close(rmsNorm([[0, 0, 0, 4]], [1, 1, 1, 1], 5), [[0, 0, 0, 4 / 3]]),
  },
  {
    name: "a constant row keeps its sign and becomes ones",
    probes: "layer-normalization",
    why: "Layer normalisation would subtract the mean and make zeros of any constant row. RMSNorm does not centre.",
    run: ({ rmsNorm }) =>
      close(
        rmsNorm(
          [
            [3, 3, 3],
            [-2, -2, -2],
          ],
          [1, 1, 1],
          0,
        ),
        [
          [1, 1, 1],
          [-1, -1, -1],
        ],
      ),
  },
  {
    name: "a row of zeros stays one where ε is above 0",
    why: "0 over √ε is 0.",
    run: ({ rmsNorm }) => close(rmsNorm([[0, 0]], [2, 3], 1e-5), [[0, 0]]),
  },
  {
    name: "without ε the squares of a row have the mean 1, and scaling the row changes nothing",
    why: "That is what the division is for. Each row has a divisor of its own: no row may depend on another one.",
    run: ({ rmsNorm }) => {
      const { X } = example(1);
      const ones = X[0]!.map(() => 1);
      const Y = rmsNorm(X, ones, 0);
      return all(
        close(
          Y.map((y) => sum(y.map((v) => v * v)) / y.length),
          [1, 1, 1, 1],
        ),
        close(
          rmsNorm(
            X.map((x, n) => x.map((v) => v * 10 ** n)),
            ones,
            0,
          ),
          Y,
        ),
      );
    },
  },
  {
    name: "random examples agree with the formula",
    why: "Four rows, five columns, gains of both signs, ε = 0.1.",
    run: ({ rmsNorm }) =>
      all(
        ...[2, 3, 4].map((seed) => {
          const { X, gamma } = example(seed);
          const expected = X.map((x) =>
            x.map((v, j) => (v * gamma[j]!) / Math.sqrt(sum(x.map((w) => w ** 2)) / 5 + 0.1)),
          );
          return close(rmsNorm(X, gamma, 0.1), expected);
        }),
      ),
  },
  {
    name: "gradients by hand: the row 1, 7 and G = (1, 0)",
    probes: "chain-rule",
    why: "x̂ = (1/5, 7/5), mean(g x̂) = 1/10, so ∂L/∂x = ((1, 0) − x̂/10) / 5. Without the term through r it would be (1/5, 0).",
    run: ({ rmsNormBackward }) => {
      const given = rmsNormBackward([[1, 0]], [[1, 7]], [1, 1], 0);
      return all(close(given.X, [[0.196, -0.028]]), close(given.gamma, [1 / 5, 0]));
    },
  },
  {
    name: "gains by hand: the same row with γ = (10, 5) and G = (1, 1)",
    probes: "chain-rule",
    why: "h = γ g = (10, 5) reaches x̂; mean(h x̂) = (2 + 7)/2 = 4.5. The gains enter before the mean is taken, and ∂L/∂γ is g x̂, without γ.",
    run: ({ rmsNormBackward }) => {
      const given = rmsNormBackward([[1, 1]], [[1, 7]], [10, 5], 0);
      return all(close(given.X, [[1.82, -0.26]]), close(given.gamma, [1 / 5, 7 / 5]));
    },
  },
  {
    name: "the gains' gradient is added up over the rows",
    why: "All rows share γ, so each of them sends something back: a sum over N, not a mean and not the last row's.",
    run: ({ rmsNormBackward }) => {
      const X = [
        [1, 7],
        [7, -1],
        [5, 5],
      ];
      const G = X.map(() => [1, 1]);
      return close(rmsNormBackward(G, X, [3, 4], 0).gamma, [13 / 5, 11 / 5]);
    },
  },
  {
    name: "without ε the gradient of a row is at right angles to the row",
    probes: "inner-products",
    why: "A longer row gives the same output, so along x nothing changes. If yours has a part along x, the term through r is missing or has another size.",
    run: ({ rmsNormBackward }) => {
      const { X, G, gamma } = example(5);
      const given = rmsNormBackward(G, X, gamma, 0);
      return close(
        X.map((x, n) => sum(x.map((v, j) => v * given.X[n]![j]!))),
        [0, 0, 0, 0],
      );
    },
  },
  {
    name: "both gradients agree with finite differences of your output, with a small ε and a large one",
    probes: "backpropagation",
    why: "Each entry of X and γ was moved alone, up and down. If only the large ε disagrees, r was taken without it on the way back.",
    run: ({ rmsNorm, rmsNormBackward }) =>
      all(
        ...[1e-5, 2].flatMap((epsilon) => {
          const { X, G, gamma } = example(6);
          const given = rmsNormBackward(G, X, gamma, epsilon);
          return [
            gradientMatches((at: Matrix) => weighted(rmsNorm(at, gamma, epsilon), G), given.X, X),
            gradientMatches((at: number[]) => weighted(rmsNorm(X, at, epsilon), G), given.gamma, gamma),
          ];
        }),
      ),
  },
  {
    name: "lengths that do not fit are refused",
    why: "A missing number is undefined in JavaScript, and the row becomes NaN without a word.",
    run: ({ rmsNorm, rmsNormBackward }) => {
      const X = [
        [1, 2],
        [3, 4],
      ];
      return all(
        refuses(() => rmsNorm(X, [1], 0)),
        refuses(() => rmsNorm(X, [1, 1, 1], 0)),
        refuses(() => rmsNorm([[1, 2], [3]], [1, 1], 0)),
        refuses(() => rmsNormBackward([[1, 2]], X, [1, 1], 0)),
        refuses(() => rmsNormBackward([[1, 2], [3]], X, [1, 1], 0)),
        refuses(() => rmsNormBackward(X, [[1, 2], [3]], [1, 1], 0)),
        refuses(() => rmsNormBackward(X, X, [1], 0)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of X, G or γ changes the caller's array.",
    run: ({ rmsNorm, rmsNormBackward }) => {
      const { X, G, gamma } = example(7);
      rmsNorm(X, gamma, 0.1);
      rmsNormBackward(G, X, gamma, 0.1);
      return equal({ X, G, gamma }, example(7));
    },
  },
];
