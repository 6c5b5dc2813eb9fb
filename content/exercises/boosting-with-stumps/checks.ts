import {
  all,
  type Check,
  close,
  equal,
  holds,
  type Outcome,
  random,
  throwsError,
} from "@blankfile/curriculum/check";
import type { Boosted, Stump } from "./starter.ts";

type Module = typeof import("./starter.ts");

const column = (values: number[]) => values.map((value) => [value]);

const four = column([1, 2, 3, 4]);
const answers = [1, 3, 7, 13];

/** Starts at 10, the rate is ½: at most 2 in feature 1 says −4, else 6; at most 0 in feature 0 says 2, else −2. */
const small: Boosted = {
  start: 10,
  rate: 0.5,
  stumps: [
    { feature: 1, threshold: 2, left: -4, right: 6 },
    { feature: 0, threshold: 0, left: 2, right: -2 },
  ],
};

function same(given: Stump | null, expected: Stump): Outcome {
  if (given === null) return holds(false, "null", "a stump");
  const { feature, threshold, left, right } = expected;
  return all(
    equal(given.feature, feature),
    close([given.threshold, given.left, given.right], [threshold, left, right]),
  );
}

/** N rows of three features, the answers a curve in two of them with noise. */
function example(seed: number, N: number) {
  const draw = random(seed);
  const X = Array.from({ length: N }, () => draw.uniforms(3, -2, 2));
  const y = X.map(([a, b]) => 5 + a! * a! - 2 * Math.sign(b!) + draw.normal(0, 0.5));
  return { X, y };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The sum of squared errors of the best stump: for each side the mean, for each feature and row a cut above that row. */
function leastCost(X: number[][], r: number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let feature = 0; feature < X[0]!.length; feature++)
    for (const cut of X) {
      const sides = [true, false].map((low) => r.filter((_, n) => X[n]![feature]! <= cut[feature]! === low));
      if (sides.some((side) => side.length === 0)) continue;
      const costs = sides.map((side) => sum(side.map((value) => (value - sum(side) / side.length) ** 2)));
      least = Math.min(least, sum(costs));
    }
  return least;
}

const says = ({ feature, threshold, left, right }: Stump, x: number[]) =>
  x[feature]! <= threshold ? left : right;

export const checks: Check<Module>[] = [
  {
    name: "a stump by hand: −5, −3, 1, 7 at 1, 2, 3, 4 are cut at 3.5 into −7/3 and 7",
    probes: "decision-trees",
    why: "Cut at 1.5 it costs 0 + 50.67, at 2.5 it costs 2 + 18 = 20, at 3.5 it costs 18.67 + 0. Each side says the mean of its residuals.",
    run: ({ fitStump }) =>
      same(fitStump(four, [-5, -3, 1, 7]), { feature: 0, threshold: 3.5, left: -7 / 3, right: 7 }),
  },
  {
    name: "the best feature is found, and equal values are never parted",
    probes: "decision-trees",
    why: "Feature 0 is the same everywhere, feature 1 helps a little, feature 2 parts −1 from 1. Its rows stand at 5, 5, 9, 9 in no order.",
    run: ({ fitStump }) =>
      same(
        fitStump(
          [
            [3, 1, 9],
            [3, 2, 5],
            [3, 2, 9],
            [3, 3, 5],
          ],
          [1, -1, 1, -1],
        ),
        { feature: 2, threshold: 7, left: -1, right: 1 },
      ),
  },
  {
    name: "of equally good stumps the smaller feature wins, then the smaller threshold; nothing to part gives null",
    why: "Two equal columns; then 1, 0, 1 at 1, 2, 3, where both cuts cost ½; then rows that are all the same; then columns x and −x, whose costs are equal but for the last digit.",
    run: ({ fitStump }) =>
      all(
        same(
          fitStump(
            [4, 6].map((x) => [x, x]),
            [0, 2],
          ),
          { feature: 0, threshold: 5, left: 0, right: 2 },
        ),
        same(fitStump(column([1, 2, 3]), [1, 0, 1]), { feature: 0, threshold: 1.5, left: 1, right: 0.5 }),
        equal(fitStump(column([2, 2, 2]), [1, 2, 3]), null),
        equal(fitStump([[1, 2]], [1]), null),
        ...Array.from({ length: 40 }, (_, seed) => {
          const draw = random(100 + seed);
          const mirrored = draw.normals(11).map((x) => [x, -x]);
          return equal(fitStump(mirrored, draw.normals(11))?.feature, 0);
        }),
      ),
  },
  {
    name: "no stump costs less than yours, on random rows",
    why: "Every cut of every feature was tried, with the mean on each side. If yours costs more, look at how the values were put in order: sort() alone sorts text.",
    run: ({ fitStump }) =>
      all(
        ...[1, 2, 3, 4, 5].map((seed) => {
          const { X, y } = example(seed, 15);
          const stump = fitStump(X, y)!;
          return close(sum(X.map((row, n) => (y[n]! - says(stump, row)) ** 2)), leastCost(X, y));
        }),
      ),
  },
  {
    name: "no round gives the mean of the answers: 6",
    probes: "expectation",
    why: "The constant with the least squared error is the mean. From 0, the first stumps would spend themselves on it.",
    run: ({ boost, predict }) => {
      const model = boost(four, answers, 0, 0.1);
      return all(close([model.start, predict(model, [1])], [6, 6]), equal(model.stumps, []));
    },
  },
  {
    name: "one round by hand at the rate ½: residuals −5, −3, 1, 7, predictions 6 − 7/6 and 6 + 7/2",
    why: "The stump says −7/3 up to 3.5 and 7 above. The rate halves what it adds, not what it learns.",
    run: ({ boost, predict }) => {
      const model = boost(four, answers, 1, 0.5);
      return all(
        same(model.stumps[0] ?? null, { feature: 0, threshold: 3.5, left: -7 / 3, right: 7 }),
        close(
          [1, 3, 3.5, 4].map((x) => predict(model, [x])),
          [29 / 6, 29 / 6, 29 / 6, 19 / 2],
        ),
      );
    },
  },
  {
    name: "two rounds by hand at the rate 1: the second stump learns −8/3, −2/3, 10/3, 0",
    why: "After the first round 1, 3, 7 are predicted as 11/3 and 13 as 13. The second stump cuts at 2.5, with the means −5/3 and 5/3. It must not see the answers, nor the first residuals again.",
    run: ({ boost, predict }) => {
      const model = boost(four, answers, 2, 1);
      return all(
        same(model.stumps[1] ?? null, { feature: 0, threshold: 2.5, left: -5 / 3, right: 5 / 3 }),
        close(
          [1, 2, 3, 4].map((x) => predict(model, [x])),
          [2, 2, 16 / 3, 44 / 3],
        ),
      );
    },
  },
  {
    name: "a prediction by hand: 10 + ½ · (−4) + ½ · 2 = 9 for the row (0, 2)",
    why: "Start, then the rate times each stump's word. A value that equals the threshold counts to the left.",
    run: ({ predict }) => close([predict(small, [0, 2]), predict(small, [1, 3])], [9, 12]),
  },
  {
    name: "losses by hand: 16, 4 and 9 for the row (0, 2) with the answer 6",
    why: "The predictions are 10, 8 and 9. The first loss belongs to no stump at all, and every stump before counts.",
    run: ({ losses, bestRound }) =>
      all(close(losses(small, [[0, 2]], [6]), [16, 4, 9]), equal(bestRound(small, [[0, 2]], [6]), 1)),
  },
  {
    name: "the best round is counted in stumps, from 0, and is the first of equally good ones",
    why: "For (0, 2) and the answer 10 no stump is best; for the answer 9 both; for 8.5 the losses after one and after two are equal.",
    run: ({ bestRound }) =>
      equal(
        [10, 9, 8.5, 7].map((y) => bestRound(small, [[0, 2]], [y])),
        [0, 2, 1, 1],
      ),
  },
  {
    name: "the loss on the rows that were learnt never rises, whatever the rate",
    probes: "gradient-descent-intro",
    why: "Each stump says the means of the residuals on its two sides. Adding any part of a mean, up to all of it, brings every side nearer to its answers.",
    run: ({ boost, losses }) =>
      all(
        ...[0.1, 0.5, 1].map((rate) => {
          const { X, y } = example(6, 40);
          const found = losses(boost(X, y, 30, rate), X, y);
          return all(
            equal(found.length, 31),
            holds(
              found.every((value, m) => m === 0 || value <= found[m - 1]! + 1e-12),
              found,
              "losses that do not rise",
            ),
          );
        }),
      ),
  },
  {
    name: "each round lowers the loss by ν (2 − ν) times what its stump explains",
    probes: "variance",
    why: "On each side the residuals have the stump's word as their mean a; taking off νa lowers their mean square by ν(2 − ν)a². The stumps must be fitted to the whole residuals, and added with the rate once.",
    run: ({ boost, losses }) =>
      all(
        ...[0.1, 0.4, 1].map((rate) => {
          const { X, y } = example(7, 30);
          const model = boost(X, y, 20, rate);
          const found = losses(model, X, y);
          const falls = model.stumps.map((_, m) => found[m]! - found[m + 1]!);
          const explained = model.stumps.map((stump) => sum(X.map((row) => says(stump, row) ** 2)) / 30);
          return close(
            falls,
            explained.map((part) => rate * (2 - rate) * part),
          );
        }),
      ),
  },
  {
    name: "more rounds begin with the stumps of fewer rounds",
    why: "A round depends on those before it and on nothing that comes later.",
    run: ({ boost, losses }) => {
      const { X, y } = example(8, 25);
      const [short, long] = [boost(X, y, 4, 0.3), boost(X, y, 9, 0.3)];
      return all(equal(long.stumps.length, 9), close(losses(long, X, y).slice(0, 5), losses(short, X, y)));
    },
  },
  {
    name: "rows that are all the same end the rounds early",
    why: "fitStump returns null, and the mean is all that can be said.",
    run: ({ boost, predict }) => {
      const model = boost(column([2, 2, 2]), [1, 2, 6], 5, 0.1);
      return all(equal(model.stumps, []), close(predict(model, [2]), 3));
    },
  },
  {
    name: "rates of 0, 1.5 and NaN and half a round are refused; the arguments are left as they were",
    why: "Residuals that are kept in the caller's y, or rows sorted in place, spoil the data for whoever comes next.",
    run: ({ boost, losses, fitStump }) => {
      const { X, y } = example(9, 10);
      const before = JSON.stringify({ X, y });
      fitStump(X, y);
      losses(boost(X, y, 3, 0.2), X, y);
      const after = JSON.stringify({ X, y });
      return all(
        ...[0, 1.5, -0.1, Number.NaN].map((rate) => throwsError(() => boost(X, y, 2, rate))),
        throwsError(() => boost(X, y, 0.5, 0.1)),
        throwsError(() => boost(X, y, -1, 0.1)),
        holds(after === before, "X or y changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
