import { all, type Check, close, gradientMatches, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

function example(seed: number, n: number, F: number): { X: Matrix; y: number[]; model: Model } {
  const draw = random(seed);
  const model = { intercept: draw.normal(), weights: draw.normals(F) };
  const X = Array.from({ length: n }, () => draw.normals(F));
  const y = X.map((x) => (draw.normal() + x[0]! > 0 ? 1 : 0));
  return { X, y, model };
}

const asModel = ([intercept, ...weights]: number[]): Model => ({ intercept: intercept!, weights });
const flat = ({ intercept, weights }: Model): number[] => [intercept, ...weights];

const log3 = Math.log(3);

export const checks: Check<Module>[] = [
  {
    name: "probabilities by hand: logits log 3, 0, −log 3",
    probes: "exp-log",
    why: "e^(log 3) = 3, so the odds are 3 to 1, 1 to 1, 1 to 3. The intercept is added to every row.",
    run: ({ probabilities }) =>
      close(probabilities({ intercept: log3, weights: [log3] }, [[0], [-1], [-2]]), [3 / 4, 1 / 2, 1 / 4]),
  },
  {
    name: "probabilities of logits of ±1000 are 1 and 0",
    probes: "exp-log",
    why: "e^1000 is Infinity. 1 / (1 + Infinity) is 0; Infinity / (1 + Infinity) is NaN.",
    run: ({ probabilities }) =>
      close(probabilities({ intercept: 0, weights: [1] }, [[1000], [-1000]]), [1, 0]),
  },
  {
    name: "the mean loss by hand: log 2 for a model of zeros, then (log 4/3 + log 4) / 2",
    probes: "cross-entropy",
    why: "A probability of 1/2 costs log 2, whatever the label. At p = 3/4 label 1 costs log 4/3 and label 0 log 4.",
    run: ({ meanLoss }) =>
      all(
        close(meanLoss({ intercept: 0, weights: [0] }, [[5], [7]], [0, 1]), Math.log(2)),
        close(
          meanLoss({ intercept: log3, weights: [0] }, [[5], [7]], [1, 0]),
          (Math.log(4 / 3) + Math.log(4)) / 2,
        ),
      ),
  },
  {
    name: "a sure mistake costs its logit: 1000, not Infinity",
    probes: "cross-entropy",
    why: "Take log(1 + e^z) apart before e^z overflows, or the loss is Infinity or NaN: 0 · Infinity.",
    run: ({ meanLoss }) => {
      const model = { intercept: 0, weights: [1] };
      return all(
        close(meanLoss(model, [[1000]], [0]), 1000),
        close(meanLoss(model, [[-1000]], [1]), 1000),
        close(meanLoss(model, [[1000], [-1000]], [1, 0]), 0),
      );
    },
  },
  {
    name: "the gradient by hand: two rows, all zeros",
    probes: "chain-rule",
    why: "p − y is 1/2 and −1/2. The intercept receives their mean, 0; the weight (½ · 2 − ½ · 6) / 2 = −1.",
    run: ({ gradient }) =>
      close(flat(gradient({ intercept: 0, weights: [0] }, [[2], [6]], [0, 1], 5)), [0, -1]),
  },
  {
    name: "the penalty pulls at the weights and leaves the intercept alone",
    why: "λ w is added, not divided by N. At p = 1 for label 1 nothing but the penalty is left.",
    run: ({ gradient }) =>
      close(
        flat(
          gradient(
            { intercept: 100, weights: [3, -2] },
            [
              [0, 0],
              [0, 0],
            ],
            [1, 1],
            0.5,
          ),
        ),
        [0, 1.5, -1],
      ),
  },
  {
    name: "the gradient agrees with finite differences of your loss plus the penalty",
    probes: "partial-derivatives",
    why: "Each number of the model was moved a little, at λ = 0.3.",
    run: ({ meanLoss, gradient }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const { X, y, model } = example(seed, 7, seed + 1);
          const loss = (at: number[]) => {
            const m = asModel(at);
            return meanLoss(m, X, y) + 0.15 * m.weights.reduce((sum, w) => sum + w * w, 0);
          };
          return gradientMatches(loss, flat(gradient(model, X, y, 0.3)), flat(model));
        }),
      ),
  },
  {
    name: "one step by hand, and none at all",
    probes: "gradient-descent",
    why: "From zeros, with rate 2: minus 2 times the gradient above, (0, 2). No steps leave zeros. A single row x = 2 with label 1 has p − y = −1/2.",
    run: ({ train }) =>
      all(
        close(flat(train([[2], [6]], [0, 1], { rate: 2, steps: 1, lambda: 5 })), [0, 2]),
        close(flat(train([[2], [6]], [0, 1], { rate: 2, steps: 0, lambda: 5 })), [0, 0]),
        close(flat(train([[2]], [1], { rate: 1, steps: 1, lambda: 0 })), [0.5, 1]),
      ),
  },
  {
    name: "forty steps end where a reference ends",
    why: "All numbers move at once: a weight that moves before the next slope is computed changes it.",
    run: ({ train }) => {
      const { X, y } = example(4, 20, 3);
      let at = [0, 0, 0, 0];
      for (let step = 0; step < 40; step++) {
        const errors = X.map((x, n) => {
          const z = x.reduce((sum, value, j) => sum + value * at[j + 1]!, at[0]!);
          return 1 / (1 + Math.exp(-z)) - y[n]!;
        });
        const slope = (j: number) =>
          errors.reduce((sum, e, n) => sum + e * (j === 0 ? 1 : X[n]![j - 1]!), 0) / 20;
        at = at.map((value, j) => value - 0.5 * (slope(j) + (j === 0 ? 0 : 0.1 * value)));
      }
      return close(flat(train(X, y, { rate: 0.5, steps: 40, lambda: 0.1 })), at);
    },
  },
  {
    name: "after many steps the slopes are gone",
    probes: "convex-functions",
    why: "The loss is convex; with a rate that is small enough descent comes to its lowest point.",
    run: ({ train, gradient }) => {
      const { X, y } = example(5, 30, 2);
      const model = train(X, y, { rate: 1, steps: 600, lambda: 0.1 });
      return close(flat(gradient(model, X, y, 0.1)), [0, 0, 0], 1e-8);
    },
  },
  {
    name: "the accuracy by hand: a probability of exactly one half counts as 1",
    why: "The logits are 1, 0, −1 and 0, so the answers 1, 1, 0, 1: right in all rows but the third.",
    run: ({ accuracy }) =>
      close(accuracy({ intercept: 0, weights: [1] }, [[1], [0], [-1], [0]], [1, 1, 1, 1]), 3 / 4),
  },
  {
    name: "no rows, lists of two lengths and other labels are refused",
    why: "A mean over nothing is NaN; labels of −1 and 1 need another formula.",
    run: ({ meanLoss, gradient, train, accuracy }) => {
      const model = { intercept: 0, weights: [1] };
      const calls = [
        (X: Matrix, y: number[]) => meanLoss(model, X, y),
        (X: Matrix, y: number[]) => gradient(model, X, y, 1),
        (X: Matrix, y: number[]) => train(X, y, { rate: 1, steps: 1, lambda: 1 }),
        (X: Matrix, y: number[]) => accuracy(model, X, y),
      ];
      return all(
        ...calls.flatMap((f) => [
          refuses(() => f([], [])),
          refuses(() => f([[1], [2]], [1])),
          refuses(() => f([[1], [2]], [1, -1])),
        ]),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Return a new model; the one that was given stays.",
    run: ({ probabilities, meanLoss, gradient, train, accuracy }) => {
      const { X, y, model } = example(6, 5, 2);
      const before = JSON.stringify({ X, y, model });
      probabilities(model, X);
      meanLoss(model, X, y);
      gradient(model, X, y, 1);
      train(X, y, { rate: 1, steps: 3, lambda: 1 });
      accuracy(model, X, y);
      return holds(JSON.stringify({ X, y, model }) === before, "an argument changed", "all unchanged");
    },
  },
];
