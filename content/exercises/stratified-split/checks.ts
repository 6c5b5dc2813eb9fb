import { all, type Check, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

/** Labels in random order, sizes skewed. */
function labelling(seed: number, n: number): string[] {
  const draw = random(seed);
  return Array.from({ length: n }, () => "abcd"[Math.floor(draw.uniform() ** 2 * 4)]!);
}

function countOf(labels: readonly string[], rows: readonly number[], label: string): number {
  return rows.filter((row) => labels[row] === label).length;
}

export const checks: Check<Module>[] = [
  {
    name: "shares without a remainder: 50, 30, 20 rows and 10 places",
    why: "A tenth of each class: 5, 3, 2.",
    run: ({ allocate }) => equal(allocate([50, 30, 20], 10), [5, 3, 2]),
  },
  {
    name: "sizes 7, 5, 3 and 4 places: 2, 1, 1",
    why: "The shares are 1.87, 1.33 and 0.8. Whole parts 1, 1, 0 leave two places; the largest remainders are 0.87 and 0.8. Rounding down alone hands out 2 places, not 4.",
    run: ({ allocate }) => equal(allocate([7, 5, 3], 4), [2, 1, 1]),
  },
  {
    name: "three equal classes and two places: the class that stands first wins a tie",
    why: "Each share is 2/3. Rounded each for itself, three places would be handed out where there are two.",
    run: ({ allocate }) =>
      all(equal(allocate([1, 1, 1], 2), [1, 1, 0]), equal(allocate([4, 4, 4], 1), [1, 0, 0])),
  },
  {
    name: "sizes 1, 6, 3 and 6 places: 1, 3, 2, for 0.6 and 3.6 have equal remainders",
    why: "In floating point 3.6 − 3 is 0.6000000000000001, larger than 0.6, and the wrong class wins. Take the remainder of 6 · size divided by 10, in whole numbers.",
    run: ({ allocate }) => equal(allocate([1, 6, 3], 6), [1, 3, 2]),
  },
  {
    name: "places add up to m, and none is a whole place away from its share",
    why: "Each class gets its share rounded down or up. Giving all the left-over places to the largest class breaks that.",
    run: ({ allocate }) => {
      const draw = random(1);
      const outcomes = Array.from({ length: 200 }, () => {
        const sizes = Array.from({ length: 1 + draw.integer(6) }, () => 1 + draw.integer(30));
        const N = sum(sizes);
        const m = draw.integer(N + 1);
        const places = allocate(sizes, m);
        const near = places.every((count, c) => Math.abs(count * N - m * sizes[c]!) < N);
        return all(
          equal(sum(places), m),
          holds(near, `${places} for sizes ${sizes}, m = ${m}`, "each within one of its share"),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "a split holds each row once, ascending, with the shares of its classes",
    probes: "sets",
    why: "Classes are listed in the order in which they first occur in the labels; test and train together are all rows.",
    run: ({ stratifiedSplit }) => {
      const labels = ["b", "a", "b", "b", "a", "c", "b", "b", "a", "c", "b", "c", "a", "a", "b"];
      const { uniform } = random(2);
      const { train, test } = stratifiedSplit(labels, 4, () => uniform());
      return all(
        equal(test, ascending(test)),
        equal(train, ascending(train)),
        equal(
          ascending([...train, ...test]),
          labels.map((_, row) => row),
        ),
        equal(
          ["b", "a", "c"].map((label) => countOf(labels, test, label)),
          [2, 1, 1],
        ),
      );
    },
  },
  {
    name: "in a tie the class that occurs first in the labels wins, whatever its name",
    why: "Sorted by name, class a would win; the statement asks for the order of first occurrence. The keys of an object that look like whole numbers come sorted; a Map keeps their order.",
    run: ({ stratifiedSplit }) => {
      const labels = ["z", "a", "z", "a"];
      const { test } = stratifiedSplit(labels, 1, () => 0.5);
      const numbers = ["2", "1", "2", "1"];
      const other = stratifiedSplit(numbers, 1, () => 0.5).test;
      return all(equal(countOf(labels, test, "z"), 1), equal(countOf(numbers, other, "2"), 1));
    },
  },
  {
    name: "every row of a class has the same chance to be tested",
    probes: "random-variables",
    why: "Data often come sorted within a class. Of 4,000 splits, each of five rows with two places should be tested 1,600 times, give or take 130. Sorting with a comparison that answers at random does not do it.",
    run: ({ stratifiedSplit }) => {
      const labels = ["a", "b", "a", "a", "b", "b", "a", "b", "a", "b"];
      const { uniform } = random(3);
      const times = labels.map(() => 0);
      for (let t = 0; t < 4000; t++)
        for (const row of stratifiedSplit(labels, 4, () => uniform()).test) times[row]!++;
      return holds(
        times.every((count) => Math.abs(count - 1600) < 130),
        `tested ${times.join(", ")} times`,
        "about 1600 times each",
      );
    },
  },
  {
    name: "folds hold each row once",
    probes: "cross-validation",
    why: "Whatever the classes, folds are a partition of the rows.",
    run: ({ stratifiedFolds }) => {
      const labels = labelling(4, 37);
      const { uniform } = random(4);
      const folds = stratifiedFolds(labels, 5, () => uniform());
      return all(
        equal(folds.length, 5),
        equal(
          ascending(folds.flat()),
          labels.map((_, row) => row),
        ),
      );
    },
  },
  {
    name: "folds are alike in every class",
    why: "Of each class two folds may differ by one row. A class of two rows must not have both in one fold.",
    run: ({ stratifiedFolds }) => {
      const draw = random(5);
      const outcomes = Array.from({ length: 30 }, (_, t) => {
        const labels = labelling(50 + t, 8 + draw.integer(30));
        const folds = stratifiedFolds(labels, 2 + draw.integer(5), () => draw.uniform());
        return all(
          ...[...new Set(labels)].map((label) => {
            const counts = folds.map((fold) => countOf(labels, fold, label));
            return holds(
              Math.max(...counts) - Math.min(...counts) <= 1,
              `class ${label}: ${counts}`,
              "counts that differ by at most one",
            );
          }),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "folds are alike in size",
    why: "If each class is dealt out from the first fold on, the first fold collects every class's odd row. Go on where the last class ended.",
    run: ({ stratifiedFolds }) => {
      const { uniform } = random(6);
      const sizes = stratifiedFolds(["a", "b", "c", "d", "a", "b", "c", "d", "a", "b", "c", "d"], 4, () =>
        uniform(),
      ).map((fold) => fold.length);
      const single = stratifiedFolds(["a", "b", "a"], 3, () => uniform()).map((fold) => fold.length);
      return all(equal(sizes, [3, 3, 3, 3]), equal(single, [1, 1, 1]));
    },
  },
  {
    name: "which rows of a class share a fold is drawn",
    probes: "random-variables",
    why: "Dealt out in their order, rows 0 and 2 of a class would always meet in the first of two folds. Drawn, they meet in one fold in a third of all cases: about 1,000 of 3,000.",
    run: ({ stratifiedFolds }) => {
      const { uniform } = random(7);
      let together = 0;
      for (let t = 0; t < 3000; t++)
        if (
          stratifiedFolds(["a", "a", "a", "a"], 2, () => uniform()).some(
            (fold) => fold.includes(0) && fold.includes(2),
          )
        )
          together++;
      return holds(Math.abs(together - 1000) < 130, `${together} times`, "about 1000 times");
    },
  },
  {
    name: "impossible numbers are refused",
    why: "A test set of all rows leaves nothing to train on; more folds than rows leave empty ones.",
    run: ({ allocate, stratifiedSplit, stratifiedFolds }) => {
      const half = () => 0.5;
      return all(
        refuses(() => allocate([2, 3], 6)),
        refuses(() => allocate([2, 3], -1)),
        refuses(() => allocate([2, 3], 1.5)),
        refuses(() => allocate([], 0)),
        refuses(() => stratifiedSplit(["a", "b"], 2, half)),
        refuses(() => stratifiedSplit(["a", "b"], 0, half)),
        refuses(() => stratifiedFolds(["a", "b"], 3, half)),
        refuses(() => stratifiedFolds(["a", "b"], 1, half)),
        refuses(() => stratifiedFolds(["a", "b", "c"], 2.5, half)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "sort and reverse change the list they are called on.",
    run: ({ allocate, stratifiedSplit, stratifiedFolds }) => {
      const sizes = [3, 9, 4];
      const labels = labelling(8, 12);
      const before = JSON.stringify({ sizes, labels });
      allocate(sizes, 7);
      stratifiedSplit(labels, 5, () => 0.3);
      stratifiedFolds(labels, 3, () => 0.3);
      return holds(JSON.stringify({ sizes, labels }) === before, "sizes or labels changed", "both unchanged");
    },
  },
];
