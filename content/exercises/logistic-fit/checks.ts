import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  type Outcome,
  random,
} from "@blankfile/curriculum/check";
import type { Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N samples of F features; labels drawn with the probabilities of a model. */
function example(seed: number, N: number, F: number) {
  const draw = random(seed);
  const w = draw.normals(F + 1);
  const X: Matrix = Array.from({ length: N }, () => draw.normals(F));
  const y = X.map((row) => {
    const z = row.reduce((sum, x, j) => sum + x * w[j + 1]!, w[0]!);
    return draw.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  });
  return { X, y, w };
}

/** The slopes of L by a formula of the check's own, for logits of moderate size. */
function slopes(X: Matrix, y: number[], w: number[], lambda: number): number[] {
  const gradient = w.map((value, j) => (j === 0 ? 0 : lambda * value));
  X.forEach((row, n) => {
    const x = [1, ...row];
    const z = x.reduce((sum, value, j) => sum + value * w[j]!, 0);
    for (const [j, value] of x.entries())
      gradient[j]! += ((1 / (1 + Math.exp(-z)) - y[n]!) * value) / y.length;
  });
  return gradient;
}

function flat(X: Matrix, y: number[], w: number[], lambda: number): Outcome {
  const left = Math.max(...slopes(X, y, w, lambda).map(Math.abs));
  return holds(left <= 1e-6, `a slope of ${left} is left`, "at most 1e-6");
}

function positive(loss: number, expected: number): Outcome {
  return holds(Math.abs(loss / expected - 1) < 1e-9, loss, expected);
}

export const checks: Check<Module>[] = [
  {
    name: "the sigmoid by hand: odds of 1, 3 and 1/3",
    probes: "exp-log",
    why: "The logit is the logarithm of the odds p / (1 − p): log 3 means 3 to 1, a probability of 3/4.",
    run: ({ sigmoid }) =>
      close(
        [0, Math.log(3), -Math.log(3)].map((z) => sigmoid(z)),
        [1 / 2, 3 / 4, 1 / 4],
      ),
  },
  {
    name: "the sigmoid of 1000 is 1, of −1000 it is 0",
    probes: "exp-log",
    why: "Math.exp(1000) is Infinity, and Infinity / Infinity is NaN. Choose the formula by the sign of z.",
    run: ({ sigmoid }) => close([sigmoid(1000), sigmoid(-1000)], [1, 0]),
  },
  {
    name: "the loss by hand: logit log 3 costs log 4/3 or log 4",
    probes: "cross-entropy",
    why: "The probability of label 1 is 3/4. Label 1 costs −log 3/4, label 0 costs −log 1/4. The labels are 0 and 1, not −1 and 1.",
    run: ({ logisticLoss }) =>
      close(
        [1, 0].map((y) => logisticLoss(Math.log(3), y)),
        [Math.log(4 / 3), Math.log(4)],
      ),
  },
  {
    name: "a sure mistake costs its logit: 1000, not Infinity and not 34.5",
    why: "The probability has been rounded to 0 before the logarithm sees it. Keeping it above 10⁻¹⁵ hides the mistake: the loss no longer grows.",
    run: ({ logisticLoss }) =>
      close(
        [logisticLoss(1000, 0), logisticLoss(-1000, 1), logisticLoss(1000, 1), logisticLoss(-1000, 0)],
        [1000, 1000, 0, 0],
      ),
  },
  {
    name: "a sure right answer costs a little, e^(−40), and not nothing",
    why: "1 + e^(−40) is rounded to 1, whose logarithm is 0. Math.log1p(x) is log(1 + x) without the detour.",
    run: ({ logisticLoss }) =>
      all(positive(logisticLoss(40, 1), Math.exp(-40)), positive(logisticLoss(-40, 0), Math.exp(-40))),
  },
  {
    name: "the gradient of one sample by hand: features 2 and 4, label 1, w = 0",
    probes: "chain-rule",
    why: "p is ½, so the slope in z is p − y = −½; it is multiplied by 1, 2 and 4. With a further factor p (1 − p) it would be the squared error's.",
    run: ({ lossAndGradient }) => {
      const { loss, gradient } = lossAndGradient([[2, 4]], [1], [0, 0, 0], 0);
      return all(close(loss, Math.log(2)), close(gradient, [-1 / 2, -1, -2]));
    },
  },
  {
    name: "the penalty leaves the intercept alone, and is not divided by N",
    why: "With λ = 2 and w = (log 3, 1) it adds 1 to the loss and 2 to the slope of w₁. The intercept says how frequent label 1 is; there is no reason to pull it to 0.",
    run: ({ lossAndGradient }) => {
      const X = [[0], [0]];
      const w = [Math.log(3), 1];
      const { loss, gradient } = lossAndGradient(X, [1, 0], w, 2);
      const data = (Math.log(4 / 3) + Math.log(4)) / 2;
      return all(close(loss, data + 1), close(gradient, [1 / 4, 2]));
    },
  },
  {
    name: "the gradient agrees with finite differences of your loss",
    probes: "partial-derivatives",
    why: "Each weight was moved alone, a little up and a little down, with λ = 0.3.",
    run: ({ lossAndGradient }) => {
      const { X, y, w } = example(1, 9, 3);
      const { gradient } = lossAndGradient(X, y, w, 0.3);
      return gradientMatches((v: number[]) => lossAndGradient(X, y, v, 0.3).loss, gradient, w);
    },
  },
  {
    name: "weights of 1000 give a finite loss and gradient",
    why: "Early in training, or with a step too long, logits of this size do happen. One NaN then spoils all weights.",
    run: ({ lossAndGradient }) => {
      const { loss, gradient } = lossAndGradient([[1], [-1]], [0, 1], [0, 1000], 0);
      return all(close(loss, 1000), close(gradient, [0, 1]));
    },
  },
  {
    name: "features that say nothing: the intercept is the log-odds of the labels, log 3 for three of four",
    probes: "maximum-likelihood",
    why: "The mean of p − y must be 0, so p is the share of label 1. A penalty on the intercept would pull it away.",
    run: ({ fit }) => close(fit([[0], [0], [0], [0]], [1, 1, 0, 1], 1), [Math.log(3), 0], 1e-4),
  },
  {
    name: "two points that a line separates: the penalty says how steep the model becomes",
    why: "For x = ±1 the slope in w₁ is λ·w₁ − (1 − σ(w₁)). With λ = 0.1 it is 0 where w₁ is 1.6335.",
    run: ({ fit }) => {
      let [low, high] = [0, 10];
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (0.1 * middle < 1 / (1 + Math.exp(middle))) low = middle;
        else high = middle;
      }
      return close(fit([[1], [-1]], [1, 0], 0.1), [0, low], 1e-4);
    },
  },
  {
    name: "fitted weights have no slope larger than 10⁻⁶ left",
    probes: "gradient-descent-intro",
    why: "The slopes were computed afresh by the check. Too few steps leave some; a wrong gradient ends at a wrong place.",
    run: ({ fit }) => {
      const results = [2, 3, 4].map((seed) => {
        const { X, y } = example(seed, 40, 3);
        return flat(X, y, fit(X, y, 0.05), 0.05);
      });
      return all(...results);
    },
  },
  {
    name: "nor where the features are far from 0, which makes descent slow",
    probes: "gradient-descent-intro",
    why: "Intercept and slope pull against each other here, and a descent needs several thousand steps. Go on until the slopes say that you are there, instead of counting to a number.",
    run: ({ fit }) => {
      const X = [[3], [4], [5], [6]];
      const y = [0, 1, 0, 1];
      return flat(X, y, fit(X, y, 0.05), 0.05);
    },
  },
  {
    name: "the arguments are left as they were",
    why: "unshift puts the 1 into the caller's row. Make a new row: [1, ...row].",
    run: ({ lossAndGradient, fit }) => {
      const { X, y, w } = example(5, 6, 2);
      const before = JSON.stringify({ X, y, w });
      lossAndGradient(X, y, w, 0.1);
      fit(X, y, 0.5);
      return equal(JSON.stringify({ X, y, w }), before);
    },
  },
];
