import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix, Scores } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Nine rows: 3 of class 0, 4 of class 1, 2 of class 2. */
const worked: Matrix = [
  [2, 1, 0],
  [1, 3, 0],
  [1, 0, 1],
];

const flat = ({ precision, recall, f1 }: Scores): number[] => [precision, recall, f1];

function example(seed: number, n: number, K: number): { actual: number[]; predicted: number[] } {
  const draw = random(seed);
  const actual = Array.from({ length: n }, () => draw.integer(K));
  return { actual, predicted: actual.map((k) => (draw.uniform() < 0.6 ? k : draw.integer(K))) };
}

/** Read off the rows, without a matrix. */
function fromRows(actual: number[], predicted: number[], k: number): number[] {
  const hit = actual.filter((truth, n) => truth === k && predicted[n] === k).length;
  const called = predicted.filter((guess) => guess === k).length;
  const present = actual.filter((truth) => truth === k).length;
  return [hit / (called || 1), hit / (present || 1), (2 * hit) / (called + present || 1)];
}

export const checks: Check<Module>[] = [
  {
    name: "five rows by hand: truth picks the row, the prediction the column",
    probes: "matrices",
    why: "One row of class 0 was called 1 and stands in row 0, column 1. Libraries differ in which of the two goes down; here it is the truth.",
    run: ({ confusionMatrix }) =>
      equal(confusionMatrix([0, 0, 1, 2, 2], [0, 1, 1, 2, 2], 3), [
        [1, 1, 0],
        [0, 1, 0],
        [0, 0, 2],
      ]),
  },
  {
    name: "a class that never occurs has its row and column of zeros",
    why: "K is given; counting the classes that occur makes the matrix too small.",
    run: ({ confusionMatrix }) =>
      all(
        equal(confusionMatrix([0], [0], 3), [
          [1, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ]),
        equal(confusionMatrix([], [], 2), [
          [0, 0],
          [0, 0],
        ]),
      ),
  },
  {
    name: "precision by hand: the diagonal over the sum of its column",
    probes: "conditional-probability",
    why: "Four rows were called 0 and two of them rightly: 2/4. Precision asks about what was called so; divided by the row's sum it is recall.",
    run: ({ scores }) =>
      close(
        scores(worked).map(({ precision }) => precision),
        [2 / 4, 3 / 4, 1],
      ),
  },
  {
    name: "recall by hand: the diagonal over the sum of its row",
    probes: "conditional-probability",
    why: "Of three rows of class 0 two were found: 2/3.",
    run: ({ scores }) =>
      close(
        scores(worked).map(({ recall }) => recall),
        [2 / 3, 3 / 4, 1 / 2],
      ),
  },
  {
    name: "F1 by hand: 4/7, 6/8, 2/3",
    why: "2 · 2 / (2 · 2 + 2 + 1) for class 0. It is the harmonic mean of 1/2 and 2/3; their plain mean would be 7/12.",
    run: ({ scores }) =>
      close(
        scores(worked).map(({ f1 }) => f1),
        [4 / 7, 3 / 4, 2 / 3],
      ),
  },
  {
    name: "a fraction without a denominator is 0, not NaN",
    probes: "functions",
    why: "Class 1 is never predicted (precision 0 / 0), class 2 neither occurs nor is predicted. One NaN would make every average NaN.",
    run: ({ scores }) =>
      close(
        scores([
          [2, 0, 0],
          [3, 0, 0],
          [0, 0, 0],
        ]).map(flat),
        [
          [2 / 5, 1, 4 / 7],
          [0, 0, 0],
          [0, 0, 0],
        ],
      ),
  },
  {
    name: "macro by hand: every class counts alike",
    why: "Mean precision (1/2 + 3/4 + 1) / 3 = 3/4, mean recall (2/3 + 3/4 + 1/2) / 3 = 23/36. Weighted by the classes' sizes, the rare class would be drowned, and that is another average.",
    run: ({ macro }) => {
      const { precision, recall } = macro(worked);
      return close([precision, recall], [3 / 4, 23 / 36]);
    },
  },
  {
    name: "macro F1 is the mean of the F1, not the F1 of the means",
    why: "(4/7 + 3/4 + 2/3) / 3 = 167/252 ≈ 0.6627. The harmonic mean of the mean precision and the mean recall is 0.69: another number, under the same name in some papers.",
    run: ({ macro }) => close(macro(worked).f1, 167 / 252),
  },
  {
    name: "macro keeps a class that never occurs, as a 0",
    why: "Divide by K. If such classes were left out, the same predictions would score differently by which classes the test set happens to hold.",
    run: ({ macro }) =>
      close(
        flat(
          macro([
            [3, 0],
            [0, 0],
          ]),
        ),
        [1 / 2, 1 / 2, 1 / 2],
      ),
  },
  {
    name: "micro over all classes is the accuracy, three times",
    why: "Every mistake is one class's false positive and another's false negative, so over all classes their sums are equal.",
    run: ({ micro, accuracy, confusionMatrix }) =>
      all(
        close(flat(micro(worked, [0, 1, 2])), [6 / 9, 6 / 9, 6 / 9]),
        ...[1, 2, 3, 4].map((seed) => {
          const { actual, predicted } = example(seed, 40, 4);
          const C = confusionMatrix(actual, predicted, 4);
          const share = actual.filter((k, n) => k === predicted[n]).length / 40;
          return all(close(accuracy(C), share), close(flat(micro(C, [0, 1, 2, 3])), [share, share, share]));
        }),
      ),
  },
  {
    name: "micro without class 0 by hand: 4/5, 4/6, 8/11",
    why: "Where class 0 means nothing to be found, it is left out. TP 3 + 1; rows called 1 or 2: 4 + 1; rows that are 1 or 2: 4 + 2. A row of class 0 that was called 1 is still a false positive of class 1.",
    run: ({ micro }) =>
      all(
        close(flat(micro(worked, [1, 2])), [4 / 5, 4 / 6, 8 / 11]),
        close(flat(micro(worked, [])), [0, 0, 0]),
      ),
  },
  {
    name: "each class's scores agree with those read off the rows",
    why: "Counted without a matrix: among the rows called so, and among the rows that are so.",
    run: ({ confusionMatrix, scores }) =>
      all(
        ...[5, 6, 7, 8].map((seed) => {
          const K = seed - 2;
          const { actual, predicted } = example(seed, 30, K);
          const expected = Array.from({ length: K }, (_, k) => fromRows(actual, predicted, k));
          return close(scores(confusionMatrix(actual, predicted, K)).map(flat), expected);
        }),
      ),
  },
  {
    name: "no rows: accuracy 0",
    why: "0 / 0 again.",
    run: ({ accuracy }) =>
      close(
        accuracy([
          [0, 0],
          [0, 0],
        ]),
        0,
      ),
  },
  {
    name: "unknown classes and lists of two lengths are refused",
    why: "C[3] of a matrix with three rows is undefined; an entry C[0][3] would be made silently.",
    run: ({ confusionMatrix }) =>
      all(
        refuses(() => confusionMatrix([0, 1], [0], 2)),
        refuses(() => confusionMatrix([0], [0, 1], 2)),
        refuses(() => confusionMatrix([0, 2], [0, 1], 2)),
        refuses(() => confusionMatrix([0, 1], [0, 2], 2)),
        refuses(() => confusionMatrix([0, -1], [0, 0], 2)),
        refuses(() => confusionMatrix([0, 0], [0, 0.5], 2)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Adding up in place in a row of C changes the caller's matrix.",
    run: ({ confusionMatrix, scores, macro, micro, accuracy }) => {
      const { actual, predicted } = example(9, 12, 3);
      const C = worked.map((row) => [...row]);
      const before = JSON.stringify({ actual, predicted, C });
      confusionMatrix(actual, predicted, 3);
      scores(C);
      macro(C);
      micro(C, [0, 2]);
      accuracy(C);
      return holds(
        JSON.stringify({ actual, predicted, C }) === before,
        "an argument changed",
        "all unchanged",
      );
    },
  },
];
