import { all, type Check, close, holds, random } from "@blankfile/curriculum/check";
import type { Matrix, Table } from "./starter.ts";

type Module = typeof import("./starter.ts");

function fields(seed: number, n: number, columns: number): Table {
  const draw = random(seed);
  const X = Array.from({ length: n }, () => draw.normals(columns, 10, 4));
  return { X, y: X.map((row) => 3 * row[0]! - (row[1] ?? 0) + draw.normal(5, 2)) };
}

const average = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
const column = (X: Matrix, j: number): number[] => X.map((row) => row[j]!);
const deviation = (list: readonly number[]): number => {
  const centre = average(list);
  return Math.sqrt(average(list.map((x) => (x - centre) ** 2)));
};

/** Weights by many rounds of coordinate descent, each coordinate to its best value. */
function ridge({ X, y }: Table, lambda: number): number[] {
  const means = X[0]!.map((_, j) => average(column(X, j)));
  const sds = X[0]!.map((_, j) => deviation(column(X, j)));
  const Z = X.map((row) => row.map((x, j) => (x - means[j]!) / sds[j]!));
  const centre = average(y);
  const w = X[0]!.map(() => 0);
  for (let round = 0; round < 200; round++) {
    for (let j = 0; j < w.length; j++) {
      const rest = Z.map(
        (z, n) => y[n]! - centre - z.reduce((sum, v, k) => sum + (k === j ? 0 : v * w[k]!), 0),
      );
      w[j] = rest.reduce((sum, r, n) => sum + r * Z[n]![j]!, 0) / (Z.length + lambda);
    }
  }
  return w;
}

const without = ({ X, y }: Table, test: number[]): Table => ({
  X: X.filter((_, n) => !test.includes(n)),
  y: y.filter((_, n) => !test.includes(n)),
});

/** Training rows 1 and 3 with the targets 10 and 20; the test row 8 with the target 50. */
const small: Table = { X: [[1], [8], [3]], y: [10, 50, 20] };

export const checks: Check<Module>[] = [
  {
    name: "two training rows by hand: mean 2, deviation 1, weight 5",
    why: "The training rows 1 and 3 become −1 and 1, and targets 10 and 20 need the intercept 15 and the weight 5. With the test row 8 among them, the mean would be 4.",
    run: ({ runPipeline }) => {
      const { model } = runPipeline(small, [1], 0);
      return all(
        close(model.scaler.mean, [2]),
        close(model.scaler.sd, [1]),
        close(model.intercept, 15),
        close(model.weights, [5]),
      );
    },
  },
  {
    name: "the errors by hand: 0 on the training rows, 25 on the test row",
    why: "The line through (1, 10) and (3, 20) says 45 at 8, where 50 is right.",
    run: ({ runPipeline }) => {
      const { trainError, testError } = runPipeline(small, [1], 0);
      return all(close(trainError, 0), close(testError, 25));
    },
  },
  {
    name: "the penalty by hand: λ = 2 halves the weight",
    why: "ZᵀZ is 2 and Zᵀ(y − ȳ) is 10, so w = 10 / (2 + 2). If the columns are not standardised, the same λ weighs otherwise.",
    run: ({ runPipeline }) => close(runPipeline(small, [1], 2).model.weights, [2.5]),
  },
  {
    name: "the model does not change when a test row does",
    probes: "train-val-test",
    why: "Row 7 is a test row. Its features and its target were replaced; what was learnt from the other rows must stay the same, to the last digit.",
    run: ({ runPipeline }) => {
      const table = fields(1, 20, 3);
      const test = [2, 7, 11, 15];
      const other = {
        X: table.X.map((row, n) => (n === 7 ? [500, -80, 3] : row)),
        y: table.y.map((t, n) => (n === 7 ? 1e4 : t)),
      };
      const one = runPipeline(table, test, 1).model;
      const two = runPipeline(other, test, 1).model;
      return all(
        close(two.weights, one.weights, 0),
        close(two.intercept, one.intercept, 0),
        close(two.scaler.mean, one.scaler.mean, 0),
        close(two.scaler.sd, one.scaler.sd, 0),
      );
    },
  },
  {
    name: "the training error does not change when a test row does",
    why: "It is measured on training rows, by a model of training rows.",
    run: ({ runPipeline }) => {
      const table = fields(2, 12, 2);
      const other = { ...table, X: table.X.map((row, n) => (n === 5 ? [900, -900] : row)) };
      return close(runPipeline(other, [5, 6], 1).trainError, runPipeline(table, [5, 6], 1).trainError, 0);
    },
  },
  {
    name: "the model is that of the training rows alone",
    probes: "erm",
    why: "Your weights are compared with those that coordinate descent finds on the training rows.",
    run: ({ runPipeline }) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const table = fields(seed, 15 + seed, 3);
          const test = [0, 4, 9, 13];
          const training = without(table, test);
          const { model } = runPipeline(table, test, seed);
          return all(
            close(model.weights, ridge(training, seed)),
            close(model.intercept, average(training.y)),
          );
        }),
      ),
  },
  {
    name: "training columns have mean 0 and deviation 1 after scaling",
    probes: "variance",
    why: "The scaler is that of the training rows, divided by their number.",
    run: ({ runPipeline }) => {
      const table = fields(6, 10, 2);
      const { X } = without(table, [1, 8]);
      const { mean, sd } = runPipeline(table, [1, 8], 1).model.scaler;
      return all(
        close(
          mean,
          [0, 1].map((j) => average(column(X, j))),
        ),
        close(
          sd,
          [0, 1].map((j) => deviation(column(X, j))),
        ),
      );
    },
  },
  {
    name: "test rows are scaled by the same scaler as the training rows",
    why: "Scaled by their own mean, all test rows would be predicted around the training mean. With one test row the prediction would always be the intercept.",
    run: ({ runPipeline, predict }) => {
      const { model } = runPipeline(small, [1], 0);
      return close(predict(model, [[8], [2]]), [45, 15]);
    },
  },
  {
    name: "the reported test error is that of the model on the test rows",
    probes: "loss-risk",
    why: "Computed from your own predict, row by row.",
    run: ({ runPipeline, predict }) => {
      const table = fields(7, 14, 3);
      const test = [3, 5, 12];
      const { model, testError } = runPipeline(table, test, 2);
      const squares = test.map((n) => (predict(model, [table.X[n]!])[0]! - table.y[n]!) ** 2);
      return close(testError, average(squares));
    },
  },
  {
    name: "a column that is constant in the training rows does no harm",
    why: "Its deviation there is 0 and is taken as 1, also where a test row has another value.",
    run: ({ runPipeline }) => {
      const table = {
        X: [
          [1, 7],
          [8, 9],
          [3, 7],
        ],
        y: [10, 50, 20],
      };
      const { model, testError } = runPipeline(table, [1], 1);
      return all(
        close(model.scaler.sd, [1, 1]),
        close(model.weights, [10 / 3, 0]),
        close(testError, (50 - 15 - 20) ** 2),
      );
    },
  },
  {
    name: "the table is left as it was",
    why: "Scaling in place changes the rows for whoever comes next.",
    run: ({ runPipeline }) => {
      const table = fields(8, 8, 2);
      const test = [6, 1];
      const before = JSON.stringify({ table, test });
      runPipeline(table, test, 1);
      return holds(
        JSON.stringify({ table, test }) === before,
        "the table or the list of test rows changed",
        "both unchanged",
      );
    },
  },
];
