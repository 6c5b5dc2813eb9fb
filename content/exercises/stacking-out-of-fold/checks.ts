import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Learner, Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

const average = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;

/** Predicts the mean target it was fitted to. */
const meanLearner: Learner = (_, y) => {
  const mean = average(y);
  return (rows) => rows.map(() => mean);
};

/** Knows its training rows by heart; for others the target of the nearest by the first feature. */
const memory: Learner = (X, y) => {
  const kept = X.map(([x], n) => ({ x: x!, y: y[n]! }));
  return (rows) =>
    rows.map(
      ([x]) =>
        kept.reduce((best, other) => (Math.abs(other.x - x!) < Math.abs(best.x - x!) ? other : best)).y,
    );
};

/** A line through the origin on the first feature. */
const slope: Learner = (X, y) => {
  const w = X.reduce((sum, [x], n) => sum + x! * y[n]!, 0) / X.reduce((sum, [x]) => sum + x! * x!, 0);
  return (rows) => rows.map(([x]) => w * x!);
};

/** Adds up its columns, and keeps what it was fitted to. */
function adder(): { upper: Learner; fitted: { Z: Matrix; y: number[] }[] } {
  const fitted: { Z: Matrix; y: number[] }[] = [];
  const upper: Learner = (Z, y) => {
    fitted.push({ Z: Z.map((row) => [...row]), y: [...y] });
    return (rows) => rows.map((row) => row.reduce((sum, x) => sum + x, 0));
  };
  return { upper, fitted };
}

function example(seed: number, n: number): { X: Matrix; y: number[]; folds: number[][] } {
  const draw = random(seed);
  const X = Array.from({ length: n }, () => draw.uniforms(2, 0, 4));
  const y = X.map(([a, b]) => 2 * a! - b! + draw.normal());
  const folds: number[][] = [[], [], []];
  for (let row = n - 1; row >= 0; row--) folds[(row * 5) % 3]!.push(row);
  return { X, y, folds };
}

const four: Matrix = [[1], [2], [3], [4]];
const halves = [
  [0, 1],
  [2, 3],
];

export const checks: Check<Module>[] = [
  {
    name: "four rows, two folds, the mean and a memory, by hand",
    probes: "cross-validation",
    why: "Rows 0 and 1 are predicted from rows 2 and 3: mean 35, nearest row 2 with 30. Rows 2 and 3 from rows 0 and 1: mean 15, nearest row 1 with 20.",
    run: ({ metaFeatures }) =>
      close(metaFeatures(four, [10, 20, 30, 40], halves, [meanLearner, memory]), [
        [35, 30],
        [35, 30],
        [15, 20],
        [15, 20],
      ]),
  },
  {
    name: "the rows of the matrix are the rows of X, the columns the learners",
    probes: "matrices",
    why: "A fold lists rows in any order. With the folds [3, 0] and [2, 1], the outer rows are predicted from the inner ones.",
    run: ({ metaFeatures }) => {
      const folds = [
        [3, 0],
        [2, 1],
      ];
      return close(metaFeatures(four, [10, 20, 30, 40], folds, [memory, slope]), [
        [20, 130 / 13],
        [10, (2 * 170) / 17],
        [40, (3 * 170) / 17],
        [30, (4 * 130) / 13],
      ]);
    },
  },
  {
    name: "what a learner is given: the rows outside the fold, in their order, with their targets",
    why: "Targets that are filtered another way than the rows teach the model nonsense, and no error tells.",
    run: ({ metaFeatures }) => {
      const given: unknown[] = [];
      const spy: Learner = (X, y) => {
        given.push([X.map(([x]) => x), [...y]]);
        return (rows) => rows.map(() => 0);
      };
      metaFeatures(four, [10, 20, 30, 40], [[2, 0], [1], [3]], [spy]);
      return equal(given, [
        [
          [2, 4],
          [20, 40],
        ],
        [
          [1, 3, 4],
          [10, 30, 40],
        ],
        [
          [1, 2, 3],
          [10, 20, 30],
        ],
      ]);
    },
  },
  {
    name: "a row's own target does not reach its meta-features",
    probes: "train-val-test",
    why: "The target of row 4 was raised by 1,000. The rows of its own fold must not notice, row 4 included.",
    run: ({ metaFeatures }) => {
      const { X, y, folds } = example(1, 12);
      const learners = [meanLearner, memory, slope];
      const before = metaFeatures(X, y, folds, learners);
      const raised = y.map((target, n) => (n === 4 ? target + 1000 : target));
      const after = metaFeatures(X, raised, folds, learners);
      const fold = folds.find((rows) => rows.includes(4))!;
      return close(
        fold.map((n) => after[n]!),
        fold.map((n) => before[n]!),
      );
    },
  },
  {
    name: "the upper model is fitted once, to the out-of-fold columns and the targets",
    probes: "overfitting",
    why: "Fitted to predictions of rows that the models know, the upper model would trust the memory, whose column would be the targets themselves.",
    run: ({ stack }) => {
      const { upper, fitted } = adder();
      stack(four, [10, 20, 30, 40], halves, [memory], upper);
      return all(
        equal(fitted.length, 1),
        close(fitted[0]!.Z, [[30], [30], [20], [20]]),
        close(fitted[0]!.y, [10, 20, 30, 40]),
      );
    },
  },
  {
    name: "new rows get columns of models that were fitted to all rows",
    why: "The mean of all targets is 25; a model of the last fold would say 15, the average of both folds' models only happens to be 25 too. The memory knows row 3 and says 40; models of single folds do not all know it.",
    run: ({ stack }) => {
      const { upper } = adder();
      const predict = stack(four, [10, 20, 30, 40], halves, [meanLearner, memory], upper);
      return close(predict([[4], [1], [2.9]]), [25 + 40, 25 + 10, 25 + 30]);
    },
  },
  {
    name: "each learner fits once per fold and once to all rows, before the first prediction",
    why: "Three folds make four fits. Fitting anew at each prediction gives the same numbers and is slow.",
    run: ({ stack }) => {
      const { X, y, folds } = example(2, 9);
      let fits = 0;
      const counting: Learner = (A, b) => {
        fits++;
        return meanLearner(A, b);
      };
      const predict = stack(X, y, folds, [counting], adder().upper);
      const before = fits;
      predict([[1, 1]]);
      predict([[2, 2]]);
      return equal([before, fits], [4, 4]);
    },
  },
  {
    name: "weights by hand: columns (1, 0, 1) and (0, 1, 1), targets 1, 2, 3",
    probes: "least-squares",
    why: "The weights 1 and 2 fit exactly. There is no intercept.",
    run: ({ linearUpper }) => {
      const Z = [
        [1, 0],
        [0, 1],
        [1, 1],
      ];
      return all(
        close(linearUpper(Z, [1, 2, 3])([[10, 100]]), [210]),
        close(linearUpper([[1], [2]], [3, 1])([[1], [0]]), [1, 0]),
      );
    },
  },
  {
    name: "the errors of the linear upper model are perpendicular to its columns",
    probes: "orthogonality",
    why: "At the least squares the error has no part in the direction of any column: Zᵀ(y − Zw) = 0.",
    run: ({ linearUpper }) => {
      const draw = random(3);
      const Z = Array.from({ length: 15 }, () => draw.normals(3));
      const y = draw.normals(15, 1);
      const errors = linearUpper(Z, y)(Z).map((p, n) => y[n]! - p);
      return close(
        [0, 1, 2].map((m) => Z.reduce((sum, row, n) => sum + row[m]! * errors[n]!, 0)),
        [0, 0, 0],
      );
    },
  },
  {
    name: "on targets that are noise, the upper model does not trust the memory",
    probes: "overfitting",
    why: "The memory's own training error is 0. Judged on rows it has not seen, a column of noise gets a small weight.",
    run: ({ stack, linearUpper }) => {
      const draw = random(4);
      const X = Array.from({ length: 200 }, () => [draw.uniform()]);
      const y = X.map(() => draw.normal());
      const folds = [0, 1, 2, 3].map((f) => [...X.keys()].filter((n) => n % 4 === f));
      const predictions = stack(X, y, folds, [memory], linearUpper)(X);
      const spread = Math.sqrt(average(predictions.map((p) => p * p)));
      return holds(
        spread < 0.3,
        `predictions of size ${spread.toFixed(2)}, where the targets are noise of size 1`,
        "of size below 0.3",
      );
    },
  },
  {
    name: "rows, targets, folds and learners that do not fit together are refused",
    why: "A row in no fold would keep a column of zeros, and the upper model would learn from it.",
    run: ({ metaFeatures, stack }) => {
      const { upper } = adder();
      const y = [1, 2, 3, 4];
      return all(
        refuses(() => metaFeatures(four, [1, 2, 3], halves, [slope])),
        refuses(() => metaFeatures(four, y, [[0, 1], [2]], [slope])),
        refuses(() =>
          metaFeatures(
            four,
            y,
            [
              [0, 1, 2],
              [2, 3],
            ],
            [slope],
          ),
        ),
        refuses(() =>
          metaFeatures(
            four,
            y,
            [
              [0, 1],
              [2, 4],
            ],
            [slope],
          ),
        ),
        refuses(() => metaFeatures(four, y, halves, [])),
        refuses(() => stack(four, [1, 2, 3], halves, [slope], upper)),
        refuses(() => stack(four, y, [[0], [1]], [slope], upper)),
        refuses(() => stack(four, y, halves, [], upper)),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "sort and splice change the list they are called on.",
    run: ({ stack, linearUpper }) => {
      const { X, y, folds } = example(5, 8);
      const before = JSON.stringify({ X, y, folds });
      stack(X, y, folds, [meanLearner, slope], linearUpper)(X);
      return holds(JSON.stringify({ X, y, folds }) === before, "X, y or the folds changed", "all unchanged");
    },
  },
];
