import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { RocPoint } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Scores with many ties where `levels` is small; at least one label of each kind. */
function example(seed: number, n: number, levels: number): { scores: number[]; labels: number[] } {
  const draw = random(seed);
  const labels = Array.from({ length: n }, (_, i) => (i < 2 ? i : draw.integer(2)));
  return { scores: labels.map((label) => draw.integer(levels) / 4 + label / 4), labels };
}

/** All pairs of a positive and a negative, a tie counting as half. */
function byPairs(scores: number[], labels: number[]): number {
  const wins: number[] = [];
  for (const [i, a] of scores.entries())
    for (const [j, b] of scores.entries())
      if (labels[i] === 1 && labels[j] === 0) wins.push(a > b ? 1 : a < b ? 0 : 0.5);
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

const corners = (points: RocPoint[]): number[][] => points.map(({ fpr, tpr }) => [fpr, tpr]);
const point = (fpr: number, tpr: number): RocPoint => ({ threshold: 0, fpr, tpr });

export const checks: Check<Module>[] = [
  {
    name: "four rows by hand: a step up for a positive, a step right for a negative",
    why: "From the top the labels are 1, 0, 1, 0. Each positive raises the true positive rate by 1/2, each negative the false positive rate by 1/2.",
    run: ({ rocCurve }) => {
      const points = rocCurve([0.4, 0.9, 0.1, 0.7], [1, 1, 0, 0]);
      return close(corners(points), [
        [0, 0],
        [0, 0.5],
        [0.5, 0.5],
        [0.5, 1],
        [1, 1],
      ]);
    },
  },
  {
    name: "the thresholds: Infinity, then each score once, descending",
    why: "Rows of equal score change sides together, so each score makes one point. A row whose score equals the threshold is called positive.",
    run: ({ rocCurve }) => {
      const points = rocCurve([2, 5, 5, -1, 10], [0, 1, 0, 0, 1]);
      return equal(
        points.map(({ threshold }) => threshold),
        [Number.POSITIVE_INFINITY, 10, 5, 2, -1],
      );
    },
  },
  {
    name: "a positive and a negative of equal score make one slanted piece",
    why: "Taken one after the other, the order of the input would decide whether the curve goes up first or right first.",
    run: ({ rocCurve }) => {
      const expected = [
        [0, 0],
        [1, 1],
      ];
      return all(
        close(corners(rocCurve([3, 3], [1, 0])), expected),
        close(corners(rocCurve([3, 3], [0, 1])), expected),
      );
    },
  },
  {
    name: "areas by hand: the diagonal 1/2, a step 3/4, nothing 0",
    probes: "integration",
    why: "Each piece is a trapezoid: its width times the mean of its two heights. With the height of one end only, a slanted piece is counted wrong.",
    run: ({ areaUnder }) =>
      all(
        close(areaUnder([point(0, 0), point(1, 1)]), 0.5),
        close(areaUnder([point(0, 0), point(0, 0.5), point(0.5, 0.5), point(0.5, 1), point(1, 1)]), 0.75),
        close(areaUnder([point(0, 0), point(0.25, 0.5), point(1, 1)]), 0.625),
        close(areaUnder([point(0, 0)]), 0),
      ),
  },
  {
    name: "ranks by hand: four rows have the area 3/4",
    why: "Ascending, the positives have the ranks 2 and 4; (6 − 3) / (2 · 2) = 3/4.",
    run: ({ aucByRanks }) => close(aucByRanks([0.4, 0.9, 0.1, 0.7], [1, 1, 0, 0]), 0.75),
  },
  {
    name: "all scores equal: area 1/2 whatever the order of the rows",
    why: "The ranks 1 to 4 have the mean 2.5, and (5 − 3) / 4 = 1/2. Without mean ranks a useless classifier gets 0 or 1, as the rows happen to stand.",
    run: ({ aucByRanks }) =>
      all(
        close(aucByRanks([7, 7, 7, 7], [1, 1, 0, 0]), 0.5),
        close(aucByRanks([7, 7, 7, 7], [0, 0, 1, 1]), 0.5),
      ),
  },
  {
    name: "a tie of three by hand: 8/9",
    why: "Of the scores 1, 2, 2, 2, 3, 3 the last two and one of the twos are positive. The twos take the ranks 2, 3, 4 and each gets 3; the threes get 5.5 each. (3 + 5.5 + 5.5 − 6) / 9 = 8/9.",
    run: ({ aucByRanks }) => close(aucByRanks([1, 2, 2, 2, 3, 3], [0, 0, 1, 0, 1, 1]), 8 / 9),
  },
  {
    name: "the curve's area, the ranks and a count of all pairs agree",
    why: "All three are the share of pairs of a positive and a negative that stand in the right order. The examples have many ties.",
    run: ({ rocCurve, areaUnder, aucByRanks }) =>
      all(
        ...Array.from({ length: 20 }, (_, seed) => {
          const { scores, labels } = example(seed, 5 + 2 * seed, 2 + (seed % 7));
          const pairs = byPairs(scores, labels);
          return all(
            close(areaUnder(rocCurve(scores, labels)), pairs),
            close(aucByRanks(scores, labels), pairs),
          );
        }),
      ),
  },
  {
    name: "only the order of the scores counts",
    probes: "functions",
    why: "An increasing function of the scores keeps their order. Scores are no probabilities: they may be negative, and beyond 1.",
    run: ({ rocCurve, aucByRanks }) => {
      const { scores, labels } = example(31, 30, 9);
      const other = scores.map((score) => 100 * score ** 3 - 50);
      return all(
        close(corners(rocCurve(other, labels)), corners(rocCurve(scores, labels))),
        close(aucByRanks(other, labels), aucByRanks(scores, labels)),
      );
    },
  },
  {
    name: "with the labels swapped, the area is 1 minus what it was",
    why: "Every pair that stood in the right order now stands in the wrong one, and ties stay halves.",
    run: ({ aucByRanks }) => {
      const { scores, labels } = example(32, 25, 4);
      const swapped = labels.map((label) => 1 - label);
      return close(aucByRanks(scores, labels) + aucByRanks(scores, swapped), 1);
    },
  },
  {
    name: "scores of two digits are sorted as numbers",
    why: 'sort() without a function compares texts, and "10" comes before "9".',
    run: ({ rocCurve, aucByRanks }) =>
      all(
        close(corners(rocCurve([9, 10, 100], [0, 1, 1])), [
          [0, 0],
          [0, 0.5],
          [0, 1],
          [1, 1],
        ]),
        close(aucByRanks([9, 10, 100], [0, 1, 1]), 1),
      ),
  },
  {
    name: "labels of one kind, other labels, NaN and lists of two lengths are refused",
    why: "With no negatives the false positive rate is 0 / 0. NaN compares as false with everything and would stand anywhere.",
    run: ({ rocCurve, aucByRanks }) =>
      all(
        ...[rocCurve, aucByRanks].map((f) =>
          all(
            refuses(() => f([1, 2], [1, 1])),
            refuses(() => f([1, 2], [0, 0])),
            refuses(() => f([1, 2, 3], [0, 1, 2])),
            refuses(() => f([1, Number.NaN, 3], [0, 1, 1])),
            refuses(() => f([1, 2, 3], [0, 1])),
            refuses(() => f([], [])),
          ),
        ),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "scores.sort() sorts the caller's list, and the labels no longer belong to it.",
    run: ({ rocCurve, aucByRanks }) => {
      const { scores, labels } = example(33, 12, 5);
      const before = JSON.stringify({ scores, labels });
      rocCurve(scores, labels);
      aucByRanks(scores, labels);
      return holds(
        JSON.stringify({ scores, labels }) === before,
        "scores or labels changed",
        "both unchanged",
      );
    },
  },
];
