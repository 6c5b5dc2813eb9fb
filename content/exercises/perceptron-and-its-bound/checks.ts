import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";
import type { Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

const column = (values: number[]) => values.map((value) => [value]);

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

const flat = ({ weights, bias }: Model) => [...weights, bias];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** N points in the plane with whole coordinates that a line parts, at least `gap` away from it; and that line. */
function separable(seed: number, N: number, gap: number) {
  const draw = random(seed);
  const line: Model = { weights: [draw.integer(7) + 1, draw.integer(7) - 9], bias: draw.integer(9) - 4 };
  const X: number[][] = [];
  const y: number[] = [];
  while (X.length < N) {
    const x = [draw.integer(21) - 10, draw.integer(21) - 10];
    const score = line.weights[0]! * x[0]! + line.weights[1]! * x[1]! + line.bias;
    if (Math.abs(score) / Math.hypot(...flat(line)) < gap) continue;
    X.push(x);
    y.push(Math.sign(score));
  }
  return { X, y, line };
}

export const checks: Check<Module>[] = [
  {
    name: "predictions by hand: 2 · 3 − 5 = 1 says 1; a score of 0 and a negative one say −1",
    probes: "inner-products",
    why: "Math.sign(0) is 0, which is no label. The bias belongs to the score.",
    run: ({ predict }) => {
      const model = { weights: [2, 0], bias: -5 };
      return equal(
        [
          [3, 9],
          [2.5, 9],
          [1, 9],
        ].map((x) => predict(model, x)),
        [1, -1, -1],
      );
    },
  },
  {
    name: "one row is one mistake and one clean pass: the row 3 with the label −1",
    why: "At the start the score is 0, and 0 is a mistake: nothing would ever be learnt otherwise. The update gives w = −3, b = −1. The second pass is clean and counts.",
    run: ({ train }) =>
      equal(train([[3]], [-1], 10), {
        model: { weights: [-3], bias: -1 },
        mistakes: [1],
        passes: 2,
        separated: true,
      }),
  },
  {
    name: "rows by hand: 2 and 1 with the labels 1 and −1, thirteen mistakes in nine passes",
    why: "(w, b) goes (2, 1), (1, 0) in the first pass, (0, −1) in the second, then (2, 0), (1, −1), (0, −2) and so on to (2, −3). Each mistake counts at once: the next row of the pass sees the new weights.",
    run: ({ train }) =>
      equal(train(column([2, 1]), [1, -1], 50), {
        model: { weights: [2], bias: -3 },
        mistakes: [5, 8],
        passes: 9,
        separated: true,
      }),
  },
  {
    name: "and with three corners against one: every row is right at the end",
    why: "separated is a promise: predict must agree with every label.",
    run: ({ train, predict }) => {
      const y = [-1, -1, -1, 1];
      const { model, separated } = train(corners, y, 100);
      return all(
        equal(
          corners.map((x) => predict(model, x)),
          y,
        ),
        equal(separated, true),
      );
    },
  },
  {
    name: "exclusive or never ends by itself: after 25 passes it is not separated",
    why: "No line parts the corners. Without a limit the loop runs for ever; passes is 25, not 26.",
    run: ({ train }) => {
      const { passes, separated, mistakes } = train(corners, [-1, 1, 1, -1], 25);
      return all(
        equal([passes, separated], [25, false]),
        holds(sum(mistakes) >= 25, sum(mistakes), "at least one mistake a pass"),
      );
    },
  },
  {
    name: "the limit can come before the clean pass: a model that is right, but not yet known to be",
    why: "The row 3 is learnt in the first pass; with a limit of 1 there is no second one to show it. With a limit of 0 nothing happens.",
    run: ({ train }) =>
      all(
        equal(train([[3]], [-1], 1), {
          model: { weights: [-3], bias: -1 },
          mistakes: [1],
          passes: 1,
          separated: false,
        }),
        equal(train([[3]], [-1], 0), {
          model: { weights: [0], bias: 0 },
          mistakes: [0],
          passes: 0,
          separated: false,
        }),
      ),
  },
  {
    name: "the model is the sum of its mistakes: by hand, 2 · (1, 2) − 3 · (0, 4) = (2, −8), bias −1",
    probes: "vector-spaces",
    why: "Each mistake added y_n x_n to w and y_n to b, so counts and labels are all that has to be remembered.",
    run: ({ fromMistakes }) =>
      close(
        flat(
          fromMistakes(
            [
              [1, 2],
              [0, 4],
            ],
            [1, -1],
            [2, 3],
          ),
        ),
        [2, -8, -1],
      ),
  },
  {
    name: "train's model is the sum of train's mistakes",
    probes: "vector-spaces",
    why: "They disagree if a mistake is counted without an update, or the other way round.",
    run: ({ train, fromMistakes }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const { X, y } = separable(seed, 30, 0.3);
          const { model, mistakes } = train(X, y, 5000);
          return close(flat(fromMistakes(X, y, mistakes)), flat(model));
        }),
      ),
  },
  {
    name: "a margin by hand: w = 4, b = −3 and the rows 2 and −1 with the labels 1 and −1: 5/5 = 1",
    probes: "inner-products",
    why: "The signed scores are 5 and 7, the length of (−3, 4) is 5: the bias is part of the vector.",
    run: ({ margin }) => close(margin(column([2, -1]), [1, -1], { weights: [4], bias: -3 }), 1),
  },
  {
    name: "a margin does not depend on the length of the model, and is negative where a row is on the wrong side",
    why: "Ten times the model is the same line. The smallest counts with its sign: a wrong row is not measured by its size.",
    run: ({ margin }) => {
      const { X, y, line } = separable(5, 20, 0.5);
      const long = { weights: line.weights.map((w) => 10 * w), bias: 10 * line.bias };
      const wrong = y.map((label, n) => (n === 7 ? -label : label));
      return all(
        close(margin(X, y, long), margin(X, y, line)),
        holds(margin(X, wrong, line) < 0, margin(X, wrong, line), "below 0"),
      );
    },
  },
  {
    name: "the bound by hand: R² = 1 + 2² and γ = 1 give 5",
    why: "R is the length of the longest row with the 1 in front, since the bias is learnt from that 1.",
    run: ({ mistakeBound }) => close(mistakeBound(column([2, -1]), [1, -1], { weights: [4], bias: -3 }), 5),
  },
  {
    name: "never more mistakes than the bound of the line that made the data, in ten data sets and several orders",
    probes: "online-learning",
    why: "Every mistake raises the product with that line by at least γ and the squared length by at most R². If yours makes more, it updates where it should not, or by something else than the row.",
    run: ({ train, mistakeBound }) =>
      all(
        ...Array.from({ length: 10 }, (_, seed) => {
          const { X, y, line } = separable(seed + 20, 25, 0.5);
          const order = [...X.keys()].sort((a, b) => ((a * 7 + seed) % 25) - ((b * 7 + seed) % 25));
          const { mistakes, separated } = train(
            order.map((n) => X[n]!),
            order.map((n) => y[n]!),
            100_000,
          );
          const bound = mistakeBound(X, y, line);
          return all(
            equal(separated, true),
            holds(sum(mistakes) <= bound + 1e-9, `${sum(mistakes)} mistakes`, `at most ${bound}`),
          );
        }),
      ),
  },
  {
    name: "the bound of the model that was learnt holds too",
    why: "Any line that parts the rows gives a bound; a narrow margin gives a generous one.",
    run: ({ train, mistakeBound }) => {
      const { X, y } = separable(40, 25, 0.5);
      const { model, mistakes } = train(X, y, 100_000);
      const bound = mistakeBound(X, y, model);
      return holds(sum(mistakes) <= bound + 1e-9, `${sum(mistakes)} mistakes`, `at most ${bound}`);
    },
  },
  {
    name: "no bound without a line that parts the rows",
    why: "With γ = 0 it would be Infinity; with γ < 0 the square hides the sign, and a wrong model promises something.",
    run: ({ mistakeBound }) =>
      all(
        close(mistakeBound(column([2]), [1], { weights: [1], bias: 0 }), 5 / 4),
        throwsError(() => mistakeBound(column([2, -1]), [1, 1], { weights: [4], bias: -3 })),
        throwsError(() => mistakeBound(column([1]), [1], { weights: [1], bias: -1 })),
      ),
  },
  {
    name: "labels 0 and 1 and a model of zeros are refused; the arguments are left as they were",
    why: "With the label 0 every row is a mistake, and no mistake changes anything.",
    run: ({ train, margin, fromMistakes, mistakeBound }) => {
      const { X, y, line } = separable(50, 10, 0.5);
      const counts = y.map((_, n) => n);
      const before = JSON.stringify({ X, y, line, counts });
      train(X, y, 3);
      margin(X, y, line);
      mistakeBound(X, y, line);
      fromMistakes(X, y, counts);
      const after = JSON.stringify({ X, y, line, counts });
      return all(
        throwsError(() => train(column([1, 2]), [0, 1], 5)),
        throwsError(() => margin(column([1]), [1], { weights: [0], bias: 0 })),
        holds(after === before, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
