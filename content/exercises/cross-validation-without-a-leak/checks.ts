import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Fit, Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

function example(seed: number, rows: number, columns: number): { X: Matrix; y: number[] } {
  const draw = random(seed);
  return { X: Array.from({ length: rows }, () => draw.normals(columns, 3, 2)), y: draw.normals(rows) };
}

/** Predicts the nearest training row's target and notes what it was given. */
function spy(): { fit: Fit; trained: { X: Matrix; y: number[] }[] } {
  const trained: { X: Matrix; y: number[] }[] = [];
  const fit: Fit = (X, y) => {
    trained.push({ X: X.map((row) => [...row]), y: [...y] });
    return (rows) => rows.map((row) => y[nearest(X, row)]!);
  };
  return { fit, trained };
}

function nearest(X: Matrix, row: number[]): number {
  const far = X.map((other) => other.reduce((sum, x, j) => sum + (x - row[j]!) ** 2, 0));
  return far.indexOf(Math.min(...far));
}

/** The whole thing once more, for one row at a time. */
function reference(X: Matrix, y: number[], folds: number[][]): number[] {
  return X.map((row, n) => {
    const fold = folds.find((rows) => rows.includes(n))!;
    const seen = [...X.keys()].filter((m) => !fold.includes(m));
    const scaled = (r: number[]) =>
      r.map((x, j) => {
        const column = seen.map((m) => X[m]![j]!);
        const mean = column.reduce((a, b) => a + b) / seen.length;
        return (x - mean) / Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / seen.length);
      });
    const at = nearest(
      seen.map((m) => scaled(X[m]!)),
      scaled(row),
    );
    return y[seen[at]!]!;
  });
}

export const checks: Check<Module>[] = [
  {
    name: "ten rows in four folds: sizes 3, 3, 2, 2",
    why: "10 = 4 · 2 + 2, so two folds take one row more. Cut to equal pieces, two rows would be dropped or the last fold would be larger than the others.",
    run: ({ makeFolds }) => {
      const { uniform } = random(1);
      return all(
        equal(
          makeFolds(10, 4, () => uniform()).map((fold) => fold.length),
          [3, 3, 2, 2],
        ),
        equal(
          makeFolds(6, 3, () => uniform()).map((fold) => fold.length),
          [2, 2, 2],
        ),
      );
    },
  },
  {
    name: "as many folds as rows: one row each, in a drawn order",
    why: "Leave-one-out is k = n and allowed. Of 1,000 shuffles of two rows, row 0 should come first in 500, give or take 80.",
    run: ({ makeFolds }) => {
      const { uniform } = random(9);
      let first = 0;
      for (let t = 0; t < 1000; t++) if (makeFolds(2, 2, () => uniform())[0]![0] === 0) first++;
      return all(
        equal(
          makeFolds(5, 5, () => uniform()).map((fold) => fold.length),
          [1, 1, 1, 1, 1],
        ),
        holds(Math.abs(first - 500) < 80, `row 0 first ${first} times`, "about 500 times"),
      );
    },
  },
  {
    name: "each row stands in exactly one fold",
    probes: "sets",
    why: "Folds are a partition: a row in no fold is never predicted, a row in two is predicted twice.",
    run: ({ makeFolds }) => {
      const draw = random(2);
      const outcomes = Array.from({ length: 20 }, () => {
        const k = 2 + draw.integer(6);
        const n = k + draw.integer(20);
        const rows = makeFolds(n, k, () => draw.uniform())
          .flat()
          .sort((a, b) => a - b);
        return equal(
          rows,
          Array.from({ length: n }, (_, i) => i),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "each row is equally likely to come into each fold",
    probes: "random-variables",
    why: "Rows often come sorted by class or by date, so cutting them in their order makes folds that differ. Of 6,000 shuffles of 5 rows, each row should be in the first of two folds (3 rows) 3,600 times, give or take 150. Sorting with a comparison that answers at random does not make all orders equally likely. A sort whose comparison is random favours some rows; so does a shuffle in which no row may stay in its place.",
    run: ({ makeFolds }) => {
      const { uniform } = random(3);
      const inFirst = [0, 0, 0, 0, 0];
      for (let t = 0; t < 6000; t++) for (const n of makeFolds(5, 2, () => uniform())[0]!) inFirst[n]!++;
      const off = Math.max(...inFirst.map((count) => Math.abs(count - 3600)));
      return holds(off < 150, `${inFirst.join(", ")} times in the first fold`, "about 3600 times each");
    },
  },
  {
    name: "the scaler of 1, 3, 5, 7 by hand: mean 4, standard deviation √5",
    probes: "variance",
    why: "The squared distances are 9, 1, 1, 9; their mean is 20 / 4 = 5. Divided by N − 1 = 3 it would be 6.67.",
    run: ({ fitScaler, scale }) => {
      const scaler = fitScaler([[1], [3], [5], [7]]);
      return all(
        close(scaler.mean, [4]),
        close(scaler.sd, [Math.sqrt(5)]),
        close(scale([[4], [9]], scaler), [[0], [Math.sqrt(5)]]),
      );
    },
  },
  {
    name: "a constant column is only centred",
    why: "Its deviation is 0, and 0 / 0 is NaN. Three times 0.1 has a mean that differs from 0.1 in the last digit, so compare the values with each other, not the deviation with 0.",
    run: ({ fitScaler, scale }) => {
      const X = [
        [2, 0.1],
        [2, 0.1],
        [2, 0.1],
      ];
      const scaler = fitScaler(X);
      return all(
        equal(scaler.sd, [1, 1]),
        equal(fitScaler([[5, -2]]), { mean: [5, -2], sd: [1, 1] }),
        close(
          scale(X, scaler),
          X.map(() => [0, 0]),
        ),
      );
    },
  },
  {
    name: "two folds of four rows by hand: the training rows become −1 and 1",
    why: "Outside the fold [0, 1] are the values 10 and 30: mean 20, deviation 10. Outside [2, 3] are 0 and 2: mean 1, deviation 1. With a scaler of all four rows neither pair would be −1 and 1.",
    run: ({ crossPredict }) => {
      const { fit, trained } = spy();
      const folds = [
        [0, 1],
        [2, 3],
      ];
      crossPredict([[0], [2], [10], [30]], [5, 6, 7, 8], folds, fit);
      return all(
        equal(trained.length, 2),
        close(trained[0]!.X, [[-1], [1]]),
        close(trained[0]!.y, [7, 8]),
        close(trained[1]!.X, [[-1], [1]]),
        close(trained[1]!.y, [5, 6]),
      );
    },
  },
  {
    name: "what a model learns from does not change when its test rows do",
    why: "This is the leak itself: a test row that was moved to a million came through, by way of the mean and the deviation, to the model that is to be tested on it.",
    run: ({ crossPredict }) => {
      const { X, y } = example(4, 9, 2);
      const folds = [
        [0, 4, 8],
        [1, 3, 5],
        [2, 6, 7],
      ];
      const one = spy();
      crossPredict(X, y, folds, one.fit);
      const moved = X.map((row, n) => (n === 4 ? [1e6, -1e6] : row));
      const two = spy();
      crossPredict(moved, y, folds, two.fit);
      return close(two.trained[0]!.X, one.trained[0]!.X);
    },
  },
  {
    name: "test rows are scaled by the scaler of the training rows",
    why: "Scaled by its own mean and deviation, a single test row is always 0. The model would see test rows in other units than those it learnt in.",
    run: ({ crossPredict }) => {
      const identity: Fit = () => (rows) => rows.map((row) => row[0]!);
      const predicted = crossPredict([[0], [2], [10]], [0, 0, 0], [[2], [0], [1]], identity);
      return close(predicted, [-6 / 4, -3 / 5, 9]);
    },
  },
  {
    name: "predictions stand in the order of the rows",
    why: "A fold lists rows in any order. The i-th answer for a fold belongs to the row whose number stands i-th in it.",
    run: ({ crossPredict }) => {
      const X = [[1], [2], [4], [8], [16], [32]];
      const folds = [
        [5, 0],
        [3, 1],
        [4, 2],
      ];
      const order: number[] = crossPredict(
        X,
        [0, 0, 0, 0, 0, 0],
        folds,
        () => (rows) => rows.map(([x]) => x!),
      );
      const expected = X.map(([x], n) => {
        const fold = folds.find((rows) => rows.includes(n))!;
        const seen = X.filter((_, m) => !fold.includes(m)).map(([v]) => v!);
        const mean = seen.reduce((a, b) => a + b) / 4;
        return (x! - mean) / Math.sqrt(seen.reduce((a, b) => a + (b - mean) ** 2, 0) / 4);
      });
      return close(order, expected);
    },
  },
  {
    name: "a nearest-neighbour model is cross-validated as in a slow reference",
    probes: "train-val-test",
    why: "Each row was predicted once by a model of the rows outside its fold, computed for that row alone.",
    run: ({ crossPredict }) => {
      const { X, y } = example(5, 23, 3);
      const folds = [0, 1, 2, 3].map((f) => [...X.keys()].filter((n) => (n * 7) % 4 === f));
      return close(crossPredict(X, y, folds, spy().fit), reference(X, y, folds));
    },
  },
  {
    name: "impossible numbers of folds and incomplete folds are refused",
    why: "One fold leaves nothing to train on, more folds than rows leave some empty; a row that stands in no fold would silently keep no prediction, and one that stands in two leaves another out: the lengths alone do not tell.",
    run: ({ makeFolds, fitScaler, crossPredict }) => {
      const { fit } = spy();
      const half = () => 0.5;
      return all(
        refuses(() => makeFolds(5, 1, half)),
        refuses(() => makeFolds(5, 6, half)),
        refuses(() => makeFolds(5, 2.5, half)),
        refuses(() => fitScaler([])),
        refuses(() => crossPredict([[1], [2], [3]], [1, 2, 3], [[0], [1]], fit)),
        refuses(() =>
          crossPredict(
            [[1], [2], [3]],
            [1, 2, 3],
            [
              [0, 1],
              [1, 2],
            ],
            fit,
          ),
        ),
        refuses(() => crossPredict([[1], [2], [3]], [1, 2, 3], [[0, 1], [3]], fit)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "sort and splice change the list they are called on; scaling in place changes the rows of the next fold.",
    run: ({ crossPredict, fitScaler, scale }) => {
      const { X, y } = example(6, 6, 2);
      const folds = [
        [5, 1, 3],
        [4, 0, 2],
      ];
      const before = JSON.stringify({ X, y, folds });
      crossPredict(X, y, folds, spy().fit);
      scale(X, fitScaler(X));
      return holds(JSON.stringify({ X, y, folds }) === before, "X, y or the folds changed", "all unchanged");
    },
  },
];
