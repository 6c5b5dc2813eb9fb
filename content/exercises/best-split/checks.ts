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
import type { Criterion, Split } from "./starter.ts";

type Module = typeof import("./starter.ts");

const criteria: Criterion[] = ["gini", "entropy", "squared-error"];

const column = (values: number[]) => values.map((value) => [value]);

function same(given: Split | null, feature: number, threshold: number, decrease: number): Outcome {
  if (given === null) return holds(false, "null", `a split of feature ${feature} at ${threshold}`);
  return all(equal(given.feature, feature), close([given.threshold, given.decrease], [threshold, decrease]));
}

/** n rows of whole values from 0 to 4 in three features, with classes 0 to 2, or answers. */
function example(seed: number, n: number) {
  const draw = random(seed);
  const X = Array.from({ length: n }, () => [draw.integer(5), draw.integer(5), draw.integer(5)]);
  return { X, classes: X.map(() => draw.integer(3)), answers: draw.normals(n) };
}

/** Impurity by pairs: Gini is the share of ordered pairs that differ, squared error half their mean squared difference. */
function byPairs(y: number[], criterion: Criterion): number {
  const n = y.length;
  if (criterion === "entropy")
    return y.reduce((sum, label) => sum - Math.log2(y.filter((other) => other === label).length / n) / n, 0);
  const pair = (a: number, b: number) => (criterion === "gini" ? Number(a !== b) : (a - b) ** 2 / 2);
  return y.reduce((sum, a) => sum + y.reduce((row, b) => row + pair(a, b), 0), 0) / n ** 2;
}

/** All splits that are allowed, by their definition. */
function every(X: number[][], y: number[], criterion: Criterion, minLeaf: number): Split[] {
  const found: Split[] = [];
  for (let feature = 0; feature < X[0]!.length; feature++)
    for (let low = 0; low < 4; low++) {
      const values = X.map((row) => row[feature]!);
      const above = values.filter((value) => value > low);
      if (!values.includes(low) || above.length === 0) continue;
      const left = y.filter((_, i) => values[i]! <= low);
      const right = y.filter((_, i) => values[i]! > low);
      if (Math.min(left.length, right.length) < minLeaf) continue;
      const parts = left.length * byPairs(left, criterion) + right.length * byPairs(right, criterion);
      const decrease = byPairs(y, criterion) - parts / y.length;
      found.push({ feature, threshold: (low + Math.min(...above)) / 2, decrease });
    }
  return found;
}

export const checks: Check<Module>[] = [
  {
    name: "Gini by hand: 3 and 1 samples 3/8, 2 and 2 one half, a pure node 0",
    probes: "conditional-probability",
    why: "1 − (9/16 + 1/16) = 6/16. The counts have to be divided by their sum before they are squared.",
    run: ({ gini }) =>
      close([gini([3, 1]), gini([2, 2]), gini([0, 7]), gini([1, 1, 1])], [3 / 8, 1 / 2, 0, 2 / 3]),
  },
  {
    name: "entropy by hand: 2 and 2 samples one bit; 1, 1, 2 one and a half; 4 classes two",
    probes: "entropy",
    why: "−½ log₂ ½ − ½ log₂ ½ = 1. With the natural logarithm the first would be 0.693.",
    run: ({ entropy }) => close([entropy([2, 2]), entropy([1, 1, 2]), entropy([5, 5, 5, 5])], [1, 1.5, 2]),
  },
  {
    name: "a class without samples changes no impurity",
    probes: "exp-log",
    why: "0 · log₂ 0 is 0 · −Infinity, and that is NaN in JavaScript.",
    run: ({ gini, entropy }) => close([entropy([4, 0]), entropy([0, 1, 1]), gini([0, 1, 1])], [0, 1, 1 / 2]),
  },
  {
    name: "squared error by hand: 1, 3, 8 around their mean 4: (9 + 1 + 16) / 3, and the same around 10⁸",
    probes: "variance",
    why: "The mean of the squares, divided by n and not by n − 1. As the mean of y² less the square of the mean it loses all digits around 10⁸: both are near 10¹⁶.",
    run: ({ squaredError }) =>
      all(
        close([squaredError([1, 3, 8]), squaredError([5])], [26 / 3, 0]),
        close(squaredError([1e8 + 1, 1e8 + 3, 1e8 + 8]), 26 / 3, 1e-6),
      ),
  },
  {
    name: "a clean split by hand: values 1, 2, 5, 6 with the classes 0, 0, 1, 1 are cut at 3.5",
    why: "The threshold lies in the middle between 2 and 5. Both sides are pure, so the decrease is the whole impurity.",
    run: ({ bestSplit }) => {
      const X = column([6, 2, 5, 1]);
      const y = [1, 0, 1, 0];
      return all(
        same(bestSplit(X, y, "gini", 1), 0, 3.5, 1 / 2),
        same(bestSplit(X, y, "entropy", 1), 0, 3.5, 1),
        same(bestSplit(X, y, "squared-error", 1), 0, 3.5, 1 / 4),
      );
    },
  },
  {
    name: "the sides count by their sizes: values 1 to 4, classes 0, 1, 1, 1 at 1.5 with 3/8; 0, 1, 0, 0 at 2.5 with 1/8",
    why: "For 0, 1, 0, 0: the cut at 2.5 leaves ½ and 0 of weight ½ each, 3/8 − 1/4. The cut at 1.5 leaves 0 and 4/9 of weight 3/4, 3/8 − 1/3. A mean of the two impurities without weights would choose otherwise.",
    run: ({ bestSplit }) =>
      all(
        same(bestSplit(column([1, 2, 3, 4]), [0, 1, 1, 1], "gini", 1), 0, 1.5, 3 / 8),
        same(bestSplit(column([1, 2, 3, 4]), [0, 1, 0, 0], "gini", 1), 0, 2.5, 1 / 8),
      ),
  },
  {
    name: "answers by hand: 1, 1, 1, 9 at 1, 2, 3, 4 are cut at 3.5, and 12 of 12 goes",
    probes: "variance",
    why: "Mean 3, squared error (4 + 4 + 4 + 36) / 4 = 12; both sides are constant afterwards.",
    run: ({ bestSplit }) =>
      same(bestSplit(column([1, 2, 3, 4]), [1, 1, 1, 9], "squared-error", 1), 0, 3.5, 12),
  },
  {
    name: "equal values are never parted: 1, 1, 2 with the classes 0, 1, 1",
    why: "Between two samples with the same value there is no threshold. The only cut is at 1.5: 4/9 − (2/3) · ½ = 1/9.",
    run: ({ bestSplit }) => same(bestSplit(column([1, 1, 2]), [0, 1, 1], "gini", 1), 0, 1.5, 1 / 9),
  },
  {
    name: "of equally good splits the smaller feature wins, then the smaller threshold",
    why: "All three columns part the classes cleanly. Within one column, 0, 1, 0 at 1, 2, 3 are cut equally well at 1.5 and 2.5. Rounding must not decide.",
    run: ({ bestSplit }) => {
      const twin = [1, 2, 5, 6].map((x) => [7, x, x, -x]);
      return all(
        same(bestSplit(twin, [0, 0, 1, 1], "gini", 1), 1, 3.5, 1 / 2),
        ...criteria.map((criterion) => {
          const found = bestSplit(column([1, 2, 3]), [0, 1, 0], criterion, 1);
          return equal([found?.feature, found?.threshold], [0, 1.5]);
        }),
      );
    },
  },
  {
    name: "values are put in order as numbers: −20, −3, 5, 9, 10, 100 with the classes 0, 0, 0, 0, 1, 1 are cut at 9.5",
    why: "sort() without a comparison puts them in the order of their text: -20, -3, 10, 100, 5, 9. Then 9 and 10 are no neighbours.",
    run: ({ bestSplit }) =>
      same(bestSplit(column([10, -3, 9, 100, -20, 5]), [1, 0, 0, 1, 0, 0], "gini", 1), 0, 9.5, 4 / 9),
  },
  {
    name: "a column and its mirror image: the first wins, though rounding favours the second at times",
    probes: "real-numbers",
    why: "Column 1 is minus column 0: its best split swaps the sides. The two decreases are equal, but added in another order they may differ in the last digit.",
    run: ({ bestSplit }) =>
      all(
        ...Array.from({ length: 40 }, (_, seed) => {
          const draw = random(100 + seed);
          const X = draw.normals(11).map((x) => [x, -x]);
          const labels = X.map(() => draw.integer(3));
          const y = draw.normals(11);
          return equal(
            criteria.map(
              (criterion) => bestSplit(X, criterion === "squared-error" ? y : labels, criterion, 1)?.feature,
            ),
            [0, 0, 0],
          );
        }),
      ),
  },
  {
    name: "a decrease of 0 is an answer: the four corners of exclusive or",
    why: "No first cut helps, and yet it leads to two that do. Only where nothing can be cut is the answer null.",
    run: ({ bestSplit }) => {
      const corners = [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ];
      return all(
        ...criteria.map((criterion) => same(bestSplit(corners, [0, 1, 1, 0], criterion, 1), 0, 0.5, 0)),
        ...criteria.map((criterion) => same(bestSplit(corners, [1, 1, 1, 1], criterion, 1), 0, 0.5, 0)),
      );
    },
  },
  {
    name: "nothing to cut gives null: one sample, equal rows, or too few samples for two leaves",
    why: "With minLeaf = 3, six samples are needed.",
    run: ({ bestSplit }) =>
      all(
        equal(bestSplit([[1, 2]], [0], "gini", 1), null),
        equal(bestSplit([[4], [4], [4]], [0, 1, 1], "entropy", 1), null),
        equal(bestSplit(column([1, 2, 3, 4, 5]), [0, 1, 0, 1, 0], "squared-error", 3), null),
      ),
  },
  {
    name: "each side has at least minLeaf samples: 1, 2, 3, 4 with 0, 1, 1, 1 and minLeaf 2 are cut at 2.5",
    why: "The cut at 1.5 is better and leaves one sample alone. The limit holds for both sides.",
    run: ({ bestSplit }) =>
      all(
        same(bestSplit(column([1, 2, 3, 4]), [0, 1, 1, 1], "gini", 2), 0, 2.5, 1 / 8),
        same(bestSplit(column([4, 3, 2, 1]), [0, 1, 1, 1], "gini", 2), 0, 2.5, 1 / 8),
      ),
  },
  {
    name: "random nodes: no allowed split has a larger decrease, and none before it an equal one",
    why: "Every split was tried with impurities computed from pairs of samples, for all three criteria and minLeaf 1 and 3.",
    run: ({ bestSplit }) =>
      all(
        ...[1, 2, 3, 4].flatMap((seed) => {
          const { X, classes, answers } = example(seed, 14);
          return criteria.flatMap((criterion) =>
            [1, 3].map((minLeaf) => {
              const y = criterion === "squared-error" ? answers : classes;
              const splits = every(X, y, criterion, minLeaf);
              const most = Math.max(...splits.map(({ decrease }) => decrease));
              const first = splits.find(({ decrease }) => decrease >= most - 1e-12)!;
              return same(
                bestSplit(X, y, criterion, minLeaf),
                first.feature,
                first.threshold,
                first.decrease,
              );
            }),
          );
        }),
      ),
  },
  {
    name: "a minLeaf below 1 or not whole is refused, and the arguments are left as they were",
    why: "With 0, one side might be empty and its mean NaN. sort works in place: sort a copy, or the row numbers.",
    run: ({ bestSplit, gini, entropy, squaredError }) => {
      const { X, classes, answers } = example(9, 8);
      const before = JSON.stringify({ X, classes, answers });
      bestSplit(X, classes, "gini", 1);
      bestSplit(X, answers, "squared-error", 2);
      const counts = [3, 0, 1];
      gini(counts);
      entropy(counts);
      squaredError(answers);
      const after = JSON.stringify({ X, classes, answers });
      return all(
        throwsError(() => bestSplit(X, classes, "gini", 0)),
        throwsError(() => bestSplit(X, classes, "gini", 1.5)),
        equal(counts, [3, 0, 1]),
        holds(after === before, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
