/**
 * Folds that split as the test does, and folds that do not.
 *
 * Question: Which way of cutting folds promises what the test rows give, when those are new persons, a later time, or merely others?
 * Command: npx blankfile run tabular/validation-mirrors-test
 * Expectation: Plain and stratified folds promise 5 points and more too much of new persons and of a later time; folds by persons are right of persons, splits in time of time, and neither of the other.
 * Minutes: 1
 *
 * One variable: the scheme, five splits each. Three worlds, 40 tables of each in every seed:
 *
 *   persons  100 persons with 10 rows each, alike but for small noise, of one label nearly; the test rows are of 500 new persons
 *   drift    1,000 rows in order of time, the odds of y = 1 wandering up and down (an AR(1) of about 50 rows' memory); the test rows are the next 100
 *   rare     1,000 rows without order or persons, one in ten of class 1; the test rows are 5,000 others. Balanced accuracy, of a weighted logistic regression
 *
 *   k-fold      rows dealt by chance
 *   stratified  the same, each fold with the classes' shares
 *   group       no person on both sides. In `drift` a person is a day of 25 rows, in `rare` each row is one
 *   time        each split tests the next 100 rows, having learnt from all before: TimeSeriesSplit. In `persons` and `rare` the rows' order is drawn
 *
 * In `persons` and `drift` the model is k nearest neighbours, which may find a row's own person, or its own hour: time is among its columns. Bias is what the
 * folds' mean promises less the accuracy on the test rows of a model that has learnt from all known ones; its standard error is taken over the tables.
 */
import {
  crossValScore,
  GroupKFold,
  KFold,
  KNeighborsClassifier,
  LogisticRegression,
  Matrix,
  type Splitter,
  StratifiedKFold,
  scorerOf,
  TimeSeriesSplit,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showNumber } from "@blankfile/tracking/node";

const variants = ["k-fold", "stratified", "group", "time"];
const worlds = ["persons", "drift", "rare"] as const;
type World = (typeof worlds)[number];

await experiment({
  name: "tabular/validation-mirrors-test",
  nearest,
  variants,
  seeds: 3,
  flags: { tables: { default: 40, says: "tables of each world in each seed" } },
  smoke: { tables: 1 },
  metrics: {
    table: {},
    ...Object.fromEntries(
      worlds.flatMap((world) => [
        [`${world}/promised`, { unit: "%" }],
        [`${world}/true`, { unit: "%" }],
        [`${world}/bias`, { goal: "minimize", unit: "points" }],
        [`${world}/error`, { unit: "points" }],
        [`${world}/spread`, { goal: "minimize", unit: "points" }],
      ]),
    ),
  },

  predict(variant) {
    const isPlain = variant === "k-fold" || variant === "stratified";
    return {
      text: isPlain
        ? `${variant}: what it promises of new persons is too much, by so many points.`
        : `${variant}: what it promises of a later time is too much, by so many points.`,
      metric: isPlain ? "persons/bias" : "drift/bias",
      range: isPlain ? [10, 40] : variant === "time" ? [-3, 3] : [2, 25],
    };
  },

  async train({ variant, seed, config: { tables }, run, progress }) {
    const found: Record<string, number> = {};
    for (const [at, world] of worlds.entries()) {
      // The same tables for every scheme.
      const rng = new Philox(seed).fork(world);
      const biases: number[] = [];
      const means = { promised: 0, truth: 0 };
      for (let table = 0; table < tables; table++) {
        const { promised, truth } = ask(world, variant, rng.fork(table));
        biases.push(promised - truth);
        means.promised += promised / tables;
        means.truth += truth / tables;
        run.log(
          { table: table + 1, [`${world}/promised`]: promised, [`${world}/true`]: truth },
          { step: at * tables + table + 1 },
        );
        progress(
          at * tables + table + 1,
          3 * tables,
          `${world}: promised ${promised.toFixed(1)} %, true ${truth.toFixed(1)} %`,
        );
      }
      const bias = means.promised - means.truth;
      const spread = Math.sqrt(
        biases.reduce((sum, one) => sum + (one - bias) ** 2, 0) / Math.max(1, tables - 1),
      );
      found[`${world}/promised`] = means.promised;
      found[`${world}/true`] = means.truth;
      found[`${world}/bias`] = bias;
      found[`${world}/spread`] = spread;
      found[`${world}/error`] = spread / Math.sqrt(tables);
    }
    return found;
  },

  judge(figures) {
    const line = (world: World, variant: string) => {
      const { bias, error } = pooled(figures, world, variant);
      return { bias, error, found: `${showNumber(bias)} of ${showNumber(2 * error)} points` };
    };
    const of = "promised less true, mean over all tables of all seeds";
    return [
      ...(
        [
          ["persons", "group"],
          ["drift", "time"],
        ] as const
      ).map(([world, variant]) => {
        const { bias, error, found } = line(world, variant);
        return {
          text: `${world}, ${variant}: ${of}, within 2 standard errors`,
          found,
          met: Math.abs(bias) < 2 * error,
        };
      }),
      ...(["persons", "drift"] as const).map((world) => {
        const { bias, error, found } = line(world, "k-fold");
        return {
          text: `${world}, k-fold: ${of}, beyond 2 standard errors`,
          found,
          met: Math.abs(bias) > 2 * error,
        };
      }),
      ...worlds.map((world) => ({
        text: `${world}: ${of}, and 2 standard errors`,
        found: variants.map((variant) => `${variant} ${line(world, variant).found}`).join("; "),
      })),
      {
        text: "rare: how far the promise lies from the truth, standard deviation over tables",
        found: variants
          .map((variant) => `${variant} ${showNumber(figures.mean(variant, "rare/spread"))} points`)
          .join("; "),
      },
    ];
  },
});

/** Known rows with their persons, and the test rows. */
interface Task {
  X: Matrix;
  y: Int32Array;
  groups: Int32Array;
  XTest: Matrix;
  yTest: Int32Array;
}

/** In percent. */
function ask(world: World, variant: string, rng: Philox): { promised: number; truth: number } {
  const { X, y, groups, XTest, yTest } = { persons, drift, rare }[world](rng);
  const model =
    world === "rare"
      ? new LogisticRegression({ classWeight: "balanced" })
      : new KNeighborsClassifier({ nNeighbors: world === "persons" ? 5 : 15 });
  const scoring = world === "rare" ? "balanced_accuracy" : "accuracy";
  const cv = scheme(variant, rng.integer(1e6));
  const promised = mean(crossValScore(model, X, y, { cv, groups, scoring }));
  const truth = scorerOf(scoring)(model.fit(X, y), XTest, yTest);
  return { promised: 100 * promised, truth: 100 * truth };
}

function scheme(variant: string, randomState: number): Splitter {
  const shuffled = { nSplits: 5, shuffle: true, randomState };
  if (variant === "group") return new GroupKFold(shuffled);
  if (variant === "time") return new TimeSeriesSplit({ nSplits: 5, testSize: 100 });
  return variant === "stratified" ? new StratifiedKFold(shuffled) : new KFold(shuffled);
}

/** A person is a point in five columns, and of class 1 with the odds of its first; its rows lie around it, one in ten of the other class. */
function persons(rng: Philox): Task {
  const draw = (count: number) => {
    const centres = normal(count, 5, rng);
    const labels = Int32Array.from({ length: count }, (_, p) => tossed(centres.at(p, 0), rng));
    const groups = rng.shuffle(Int32Array.from({ length: 10 * count }, (_, i) => i % count));
    const X = centres.takeRows(groups);
    for (let at = 0; at < X.data.length; at++) X.data[at]! += 0.3 * rng.normal();
    return { X, y: groups.map((p) => (rng.uniform() < 0.1 ? 1 - labels[p]! : labels[p]!)), groups };
  };
  const [known, asked] = [draw(100), draw(500)];
  return { ...known, XTest: asked.X, yTest: asked.y };
}

/** dₜ = φ dₜ₋₁ + ε with φ = e^(−1/50) and variance 2¼ at all times; y is tossed with odds of d + ½ x. Columns: x, and time in steps of 15 rows. */
function drift(rng: Philox): Task {
  const [known, all] = [1000, 1100];
  const phi = Math.exp(-1 / 50);
  const X = normal(all, 2, rng);
  let level = 1.5 * rng.normal();
  const y = Int32Array.from({ length: all }, (_, t) => {
    level = phi * level + 1.5 * Math.sqrt(1 - phi ** 2) * rng.normal();
    X.data[2 * t + 1] = t / 15;
    return tossed(level + 0.5 * X.at(t, 0), rng);
  });
  const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  return {
    X: X.takeRows(range(0, known)),
    y: y.slice(0, known),
    groups: range(0, known).map((t) => Math.floor(t / 25)),
    XTest: X.takeRows(range(known, all)),
    yTest: y.slice(known),
  };
}

/** Two columns of five tell something of a class that one row in ten is of. */
function rare(rng: Philox): Task {
  const draw = (rows: number) => {
    const X = normal(rows, 5, rng);
    return {
      X,
      y: Int32Array.from({ length: rows }, (_, i) => tossed(X.at(i, 0) + 0.7 * X.at(i, 1) - 2.7, rng)),
    };
  };
  const [known, asked] = [draw(1000), draw(5000)];
  return { ...known, groups: Int32Array.from(known.y.keys()), XTest: asked.X, yTest: asked.y };
}

function normal(rows: number, cols: number, rng: Philox): Matrix {
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.normal()),
    [rows, cols],
  );
}

function tossed(logit: number, rng: Philox): number {
  return Number(rng.uniform() < 1 / (1 + Math.exp(-logit)));
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** Over all tables of all seeds. */
function pooled(figures: Figures, world: World, variant: string): { bias: number; error: number } {
  const errors = figures.of(variant, `${world}/error`).values;
  return { bias: figures.mean(variant, `${world}/bias`), error: Math.hypot(...errors) / errors.length };
}
