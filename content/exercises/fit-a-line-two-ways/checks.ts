import {
  all,
  type Check,
  close,
  gradientMatches,
  holds,
  random,
  throwsError,
} from "@blankfile/curriculum/check";
import type { Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Five deliveries: minutes against kilometres. Their best line is 5.3 + 2.9 x. */
const distances: Matrix = [[1], [2], [3], [4], [5]];
const minutes = [8, 12, 13, 17, 20];

/** N samples of F features, the answers a weighted sum of them plus noise. */
function example(seed: number, N: number, F: number, noise = 0.5) {
  const draw = random(seed);
  const w = draw.normals(F + 1);
  const X = Array.from({ length: N }, () => draw.normals(F));
  const y = X.map((row) => row.reduce((sum, x, j) => sum + x * w[j + 1]!, w[0]!) + noise * draw.normal());
  return { X, y, w };
}

export const checks: Check<Module>[] = [
  {
    name: "predictions by hand: 10 + 2·3 − 1·4 = 12, and 10 alone for a row of zeros",
    probes: "inner-products",
    why: "The first weight is the intercept; it belongs to no feature and is added to every prediction.",
    run: ({ predict }) =>
      close(
        predict(
          [
            [3, 4],
            [0, 0],
          ],
          [10, 2, -1],
        ),
        [12, 10],
      ),
  },
  {
    name: "the loss by hand: residuals −2 and 4 cost (4 + 16) / 4 = 5",
    why: "The squares are added and divided by 2N, with N = 2 here.",
    run: ({ lossAndGradient }) => close(lossAndGradient([[1], [1]], [2, -4], [0, 0]).loss, 5),
  },
  {
    name: "the gradient by hand: five deliveries at w = 0",
    probes: "partial-derivatives",
    why: "Every residual is −y. The slope in the intercept is their mean, −14; the one in w₁ is the mean of −x·y, −239/5.",
    run: ({ lossAndGradient }) => close(lossAndGradient(distances, minutes, [0, 0]).gradient, [-14, -47.8]),
  },
  {
    name: "the gradient agrees with finite differences of your loss",
    probes: "partial-derivatives",
    why: "Each weight was moved alone, a little up and a little down. A wrong constant factor shows here: look at the ½ and at the N.",
    run: ({ lossAndGradient }) => {
      const { X, y, w } = example(1, 7, 3);
      const at = w.map((value) => value + 0.7);
      const { gradient } = lossAndGradient(X, y, at);
      return gradientMatches((v: number[]) => lossAndGradient(X, y, v).loss, gradient, at);
    },
  },
  {
    name: "the best line through five deliveries is 5.3 + 2.9 x",
    probes: "least-squares",
    why: "Both the intercept and the slope are solved for together. A line through the origin, or one that starts at the mean of y, is another line.",
    run: ({ fitExact }) => close(fitExact(distances, minutes), [5.3, 2.9]),
  },
  {
    name: "without noise the weights that made the data come back",
    why: "Where some w predicts every sample exactly, the least loss is 0 and w is the only one that reaches it.",
    run: ({ fitExact }) => {
      const { X, y, w } = example(2, 12, 4, 0);
      return close(fitExact(X, y), w, 1e-8);
    },
  },
  {
    name: "at the best weights the residuals are perpendicular to every feature and add up to 0",
    probes: "least-squares",
    why: "That is what the normal equations say. The sum is 0 because the column of ones is a feature too.",
    run: ({ fitExact, predict }) => {
      const { X, y } = example(3, 20, 3, 2);
      const residual = predict(X, fitExact(X, y)).map((value, n) => value - y[n]!);
      const products = [0, 1, 2].map((j) => residual.reduce((sum, r, n) => sum + r * X[n]![j]!, 0));
      return close([residual.reduce((sum, r) => sum + r, 0), ...products], [0, 0, 0, 0], 1e-8);
    },
  },
  {
    name: "no other weights nearby have a smaller loss",
    why: "The loss is a bowl: wherever you go from its lowest point, it rises.",
    run: ({ fitExact, lossAndGradient }) => {
      const { X, y } = example(4, 15, 2, 1);
      const w = fitExact(X, y);
      const least = lossAndGradient(X, y, w).loss;
      const draw = random(5);
      const better = Array.from({ length: 50 }, () => w.map((value) => value + draw.normal(0, 0.1))).filter(
        (other) => lossAndGradient(X, y, other).loss < least,
      );
      return holds(better.length === 0, `${better.length} of 50 others are better`, "none");
    },
  },
  {
    name: "one step by hand: from 0 with the rate 0.1 to (1.4, 4.78)",
    why: "The step goes against the gradient (−14, −47.8), and both weights move from the same place.",
    run: ({ fitByDescent }) => close(fitByDescent(distances, minutes, 0.1, 1), [1.4, 4.78]),
  },
  {
    name: "no step at all leaves the weights at 0",
    why: "The descent starts from w = 0, with one weight more than there are features.",
    run: ({ fitByDescent }) => close(fitByDescent([[1, 2]], [3], 0.1, 0), [0, 0, 0]),
  },
  {
    name: "two thousand steps end where the normal equations do",
    probes: "gradient-descent-intro",
    why: "Both look for the same minimum. If the descent ends elsewhere, its gradient is wrong; if it grows without bound, it goes uphill.",
    run: ({ fitByDescent, fitExact }) => {
      const { X, y } = example(6, 30, 2, 1);
      return close(fitByDescent(X, y, 0.3, 2000), fitExact(X, y), 1e-8);
    },
  },
  {
    name: "two columns that say the same are refused by the normal equations",
    probes: "rank-nullity",
    why: "Kilometres and metres: what one weight gains the other can lose, so no weights are best. Adding something to the diagonal would hide it.",
    run: ({ fitExact }) => {
      const [kilometres, y] = [
        [1, 2, 3, 4],
        [2, 3, 5, 6],
      ];
      return all(
        close(
          fitExact(
            kilometres!.map((km) => [km]),
            y!,
          ),
          [0.5, 1.4],
        ),
        throwsError(() =>
          fitExact(
            kilometres!.map((km) => [km, 1000 * km]),
            y!,
          ),
        ),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "unshift puts the 1 into the caller's row. Make a new row: [1, ...row].",
    run: ({ predict, lossAndGradient, fitExact, fitByDescent }) => {
      const { X, y, w } = example(7, 6, 2);
      const before = JSON.stringify({ X, y, w });
      predict(X, w);
      lossAndGradient(X, y, w);
      fitExact(X, y);
      fitByDescent(X, y, 0.1, 2);
      const after = JSON.stringify({ X, y, w });
      return holds(after === before, "X, y or w changed during the calls", "all arguments unchanged");
    },
  },
];
