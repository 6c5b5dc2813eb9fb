import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";
import type { Fit, Member } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** A source of randomness that says what it is told to, and counts how often it was asked. */
function told(...values: number[]) {
  let asked = 0;
  const next = () => {
    asked++;
    if (asked > values.length) throw new Error(`random() was called more than ${values.length} times`);
    return values[asked - 1]!;
  };
  return { next, asked: () => asked };
}

/** The model that says the mean of the answers it was fitted to, whatever the row. */
const meanOf: Fit = (_, y) => {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return () => mean;
};

/** The model that says the answer of the row nearest in the first feature, the first of equally near ones. */
const nearest: Fit = (X, y) => (x) => {
  const gaps = X.map((row) => Math.abs(row[0]! - x[0]!));
  return y[gaps.indexOf(Math.min(...gaps))]!;
};

const X = [[1], [2], [3], [4]];
const y = [10, 20, 30, 60];

/** Rows 0, 0, 3, 1 and rows 2, 2, 2, 2. */
const draws = [0, 0.2, 0.99, 0.25, 0.5, 0.74, 0.6, 0.55];

/** Says 4 without rows 2 and 3, and 10 without rows 1 and 3. */
const members: Member[] = [
  { model: () => 4, rows: [0, 1, 0, 1] },
  { model: (x) => 10 * x[0]!, rows: [0, 2, 2, 0] },
];

function example(seed: number, N: number) {
  const draw = random(seed);
  const points = Array.from({ length: N }, () => [draw.uniform(0, 10)]);
  return {
    points,
    answers: points.map(([x]) => Math.sin(x!) + draw.normal(0, 0.5)),
    next: () => draw.uniform(),
  };
}

export const checks: Check<Module>[] = [
  {
    name: "draws by hand: 0, 0.2, 0.99 and 0.25 of four rows are the rows 0, 0, 3 and 1",
    probes: "bootstrap",
    why: "⌊4 · 0.99⌋ = 3 is the last row. Rounding would give a row 4, which does not exist, and make row 0 half as likely.",
    run: ({ resample }) => equal(resample(4, told(0, 0.2, 0.99, 0.25).next), [0, 0, 3, 1]),
  },
  {
    name: "each row is equally likely: of 40,000 draws from 4 rows each gets about 10,000",
    probes: "rng-seeds",
    why: "A count more than 400 from 10,000 is over four standard deviations away.",
    run: ({ resample }) => {
      const draw = random(1);
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 10_000; i++) for (const n of resample(4, () => draw.uniform())) counts[n]! += 1;
      return holds(
        counts.every((count) => Math.abs(count - 10_000) < 400),
        counts,
        "four counts between 9,600 and 10,400",
      );
    },
  },
  {
    name: "two models by hand: fitted to the rows 0, 0, 3, 1 and to 2, 2, 2, 2",
    probes: "bootstrap",
    why: "The first mean is (10 + 10 + 60 + 20) / 4 = 25: a row that was drawn twice counts twice. The second is 30.",
    run: ({ bag }) => {
      const found = bag(X, y, meanOf, 2, told(...draws).next);
      return all(
        equal(
          found.map(({ rows }) => rows),
          [
            [0, 0, 3, 1],
            [2, 2, 2, 2],
          ],
        ),
        close(
          found.map(({ model }) => model([0])),
          [25, 30],
        ),
      );
    },
  },
  {
    name: "fit gets rows and answers in the order of the draws",
    why: "A row and its answer belong together: draw row numbers once, and use them for both.",
    run: ({ bag }) => {
      const seen: unknown[] = [];
      const spy: Fit = (rows, answers) => {
        seen.push([rows.map((row) => [...row]), [...answers]]);
        return () => 0;
      };
      bag(X, y, spy, 1, told(0, 0.2, 0.99, 0.25).next);
      return equal(seen, [
        [
          [[1], [1], [4], [2]],
          [10, 10, 60, 20],
        ],
      ]);
    },
  },
  {
    name: "random() is called once a draw: N times for each model",
    probes: "rng-seeds",
    why: "One call more or less, and the same seed gives other models. Five models of four rows take twenty draws, each its own.",
    run: ({ bag }) => {
      const draw = random(2);
      const source = told(...draw.uniforms(100));
      const found = bag(X, y, meanOf, 5, source.next);
      const again = random(2)
        .uniforms(20)
        .map((u) => Math.floor(4 * u));
      return all(
        equal(source.asked(), 20),
        equal(
          found.flatMap(({ rows }) => [...rows]),
          again,
        ),
      );
    },
  },
  {
    name: "a prediction by hand: the models say 4 and 70 about the row 7, their mean is 37",
    probes: "expectation",
    why: "The models' words are averaged, all with the same weight.",
    run: ({ predict }) => close(predict(members, [7]), 37),
  },
  {
    name: "out of bag by hand: nobody for row 0, 20 for row 1, 4 for row 2, (4 + 40) / 2 for row 3",
    probes: "bootstrap",
    why: "Row 1 is in the first resample, so only the second model may speak, 10 · 2. Row 3 is in neither, so both do.",
    run: ({ outOfBag }) => equal(outOfBag(members, X, y).predictions, [null, 20, 4, 22]),
  },
  {
    name: "its error by hand: (0 + 26² + 38²) / 3 = 2120 / 3",
    probes: "variance",
    why: "Row 0 has no prediction and is left out of the mean, also out of its divisor. For row 3 the mean 22 is compared with 60, not 4 and 40 one by one.",
    run: ({ outOfBag }) => close(outOfBag(members, X, y).error, 2120 / 3),
  },
  {
    name: "a prediction of 0 is a prediction",
    why: "0 counts as false in a condition; ask for null instead.",
    run: ({ outOfBag }) => {
      const silent: Member[] = [{ model: () => 0, rows: [1, 1, 1, 1] }];
      const { predictions, error } = outOfBag(silent, X, y);
      return all(equal(predictions, [0, null, 0, 0]), close(error, (100 + 900 + 3600) / 3));
    },
  },
  {
    name: "where every row is in every resample there is no prediction, and the error is NaN",
    why: "A mean over no rows is 0/0. An error of 0 would be the best possible one.",
    run: ({ outOfBag }) =>
      equal(outOfBag([{ model: () => 1, rows: [3, 2, 1, 0] }], X, y), {
        predictions: [null, null, null, null],
        error: Number.NaN,
      }),
  },
  {
    name: "no model speaks about a row that it saw",
    probes: "overfitting",
    why: "Models that say the answer of the nearest row are never wrong about rows they saw: their error on the data is far below the one out of bag. Yours sees the answers.",
    run: ({ bag, predict, outOfBag }) => {
      const { points, answers, next } = example(3, 40);
      const found = bag(points, answers, nearest, 30, next);
      const { predictions, error } = outOfBag(found, points, answers);
      const onData = points.reduce((sum, x, n) => sum + (predict(found, x) - answers[n]!) ** 2, 0) / 40;
      const own = points.map((x, n) => {
        const said: number[] = [];
        for (const { model, rows } of found) if (rows.every((m) => m !== n)) said.push(model(x));
        return said.reduce((sum, value) => sum + value, 0) / said.length;
      });
      return all(
        close(predictions, own),
        holds(error > 2 * onData, { error, onData }, "an error over twice that on the data"),
      );
    },
  },
  {
    name: "the average of many models does better on new rows than one of them does on average",
    probes: "bias-variance",
    why: "For squared error this holds for every row: the error of a mean is at most the mean of the errors.",
    run: ({ bag, predict }) => {
      const { points, answers, next } = example(4, 30);
      const found = bag(points, answers, nearest, 25, next);
      const fresh = example(5, 50).points;
      const gaps = fresh.map((x) => {
        const target = Math.sin(x[0]!);
        const single = found.map(({ model }) => (model(x) - target) ** 2).reduce((a, b) => a + b, 0) / 25;
        return single - (predict(found, x) - target) ** 2;
      });
      return holds(Math.min(...gaps) >= -1e-12, `an excess of ${-Math.min(...gaps)}`, "no excess at any row");
    },
  },
  {
    name: "the share left out by hand: 0 of one row, 1/4 of two, 8/27 of three; near 1/e for a million",
    probes: "exp-log",
    why: "N draws miss a row with probability 1 − 1/N each, all independent of one another.",
    run: ({ shareLeftOut }) =>
      all(
        close([1, 2, 3].map(shareLeftOut), [0, 1 / 4, 8 / 27]),
        close(shareLeftOut(1e6), Math.exp(-1), 1e-6),
      ),
  },
  {
    name: "a count of 0 or 1.5 is refused, and the arguments are left as they were",
    why: "The mean of no models is NaN, and it shows up only when something is predicted.",
    run: ({ bag, outOfBag }) => {
      const { points, answers, next } = example(6, 8);
      const before = JSON.stringify({ points, answers });
      const found = bag(points, answers, meanOf, 3, next);
      const rows = JSON.stringify(found);
      outOfBag(found, points, answers);
      const same = JSON.stringify({ points, answers }) === before && JSON.stringify(found) === rows;
      return all(
        throwsError(() => bag(points, answers, meanOf, 0, next)),
        throwsError(() => bag(points, answers, meanOf, 1.5, next)),
        holds(same, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
