/**
 * How to be wrong about a model by fifteen points.
 *
 * Question: How much does cross-validation promise where there is nothing to learn, when something of the test rows has reached the training?
 * Command: npx blankfile run classical/leakage
 * Expectation: On coin tosses the correct pipeline has 50 %; choosing columns by the labels of all rows promises 70 or more, rows of one person on both sides 80 or more; a scaler that saw all rows promises nothing.
 * Minutes: 1.5
 *
 * One variable: the leak. Data: 100 rows of 500 normal columns, labels tossed for each of 50 persons or rows, so that nothing can be known; new rows
 * are right half of the time whatever the model. 30 such tasks in each seed, a logistic regression on them, five folds.
 *
 *   correct      scaler and choice of 20 columns (by F) inside the pipeline, fitted on each fold's training rows
 *   scaler-leak  the scaler fitted on all rows before
 *   target-leak  the columns chosen by the labels of all rows before: Ambroise and McLachlan 2002; Hastie, Tibshirani, Friedman 2009, 7.10.2
 *   group-leak   two rows alike, and of one label, for each of 50 persons, over which plain folds are drawn
 *   group-folds  the same rows, with all of a person in one fold
 *
 * The bar is on each leak: five points more than what is true.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as classical from "@blankfile/classical";
import {
  type AnyEstimator,
  crossValScore,
  GroupKFold,
  KFold,
  KNeighborsClassifier,
  LogisticRegression,
  Matrix,
  Pipeline,
  SelectKBest,
  StandardScaler,
  StratifiedKFold,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showFigure, showNumber } from "@blankfile/tracking/node";

const leaks = ["scaler-leak", "target-leak", "group-leak"];
const sound = ["correct", "group-folds"];
const columns = 500;

await experiment({
  name: "classical/leakage",
  nearest,
  variants: ["correct", ...leaks, "group-folds"],
  seeds: 3,
  flags: { tasks: { default: 30, says: "data sets in each seed" } },
  smoke: { tasks: 2 },
  metrics: {
    promised: { unit: "%" },
    true: { unit: "%" },
    "promised/mean": { unit: "%" },
    "promised/error": { unit: "%" },
    "true/mean": { unit: "%" },
    gap: { goal: "minimize", unit: "points" },
    "reference/off": { goal: "minimize" },
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      correct: [46, 54],
      "scaler-leak": [46, 54],
      "target-leak": [70, 100],
      "group-leak": [80, 100],
      "group-folds": [45, 55],
    };
    return {
      text: `${variant}: what it promises, in percent.`,
      metric: "promised/mean",
      range: ranges[variant]!,
    };
  },

  async train({ variant, seed, config: { tasks }, run, progress }) {
    const rng = new Philox(seed);
    const promised: number[] = [];
    const truth: number[] = [];
    for (let task = 0; task < tasks; task++) {
      const found = (variant.startsWith("group") ? groupTask : columnTask)(variant, rng.fork(task));
      promised.push(100 * found.promised);
      truth.push(100 * found.truth);
      run.log({ promised: promised.at(-1)!, true: truth.at(-1)! }, { step: task + 1 });
      progress(task + 1, tasks, `promised ${mean(promised).toFixed(1)} %, true ${mean(truth).toFixed(1)} %`);
    }
    const centre = mean(promised);
    const spread = promised.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, tasks - 1);
    return {
      "promised/mean": centre,
      "promised/error": Math.sqrt(spread / tasks),
      "true/mean": mean(truth),
      gap: centre - mean(truth),
      ...(variant === "correct" && { "reference/off": offReference() }),
    };
  },

  judge: (figures) => [
    ...leaks.map((variant) => {
      const gap = figures.of(variant, "gap");
      return {
        text: `${variant}: promised less true, at least 5 points in every seed`,
        found: `${showFigure(gap, "points")}, ${showFigure(figures.of(variant, "promised/mean"), "%")} promised`,
        met: gap.values.every((points) => points >= 5),
      };
    }),
    ...sound.map((variant) => {
      const { centre, error } = pooled(figures, variant);
      return {
        text: `${variant}: promised, over all tasks of all seeds, within 2 standard errors of 50 %`,
        found: `${showNumber(centre)} ± ${showNumber(2 * error)} %`,
        met: Math.abs(centre - 50) < 2 * error,
      };
    }),
    {
      text: "metrics off scikit-learn's in every case of golden/classical that is one number, below 1e-9",
      found: showFigure(figures.of("correct", "reference/off")),
      met: figures.of("correct", "reference/off").values.every((off) => off < 1e-9),
    },
  ],
});

interface Outcome {
  promised: number;
  truth: number;
}

/** 100 rows to learn from and 500 new ones; the labels are tosses. */
function columnTask(variant: string, rng: Philox): Outcome {
  const [X, XNew] = [normal(100, rng), normal(500, rng)];
  const [y, yNew] = [tosses(100, rng), tosses(500, rng)];
  const [scaler, choice, model] = [
    new StandardScaler(),
    new SelectKBest({ k: 20 }),
    new LogisticRegression({ maxIter: 1000 }),
  ];
  const all: Record<string, AnyEstimator> = { scaler, choice, model };
  const cv = new StratifiedKFold({ nSplits: 5 });
  const pipeline = new Pipeline({ steps: all });
  // What a leak has done to all rows before the folds are drawn, and what is left for the pipeline.
  let [seen, left] = [X, pipeline];
  if (variant === "scaler-leak") {
    seen = new StandardScaler().fitTransform(X);
    left = new Pipeline({ steps: { choice, model } });
  }
  if (variant === "target-leak") {
    seen = new SelectKBest({ k: 20 }).fitTransform(X, y);
    left = new Pipeline({ steps: { scaler, model } });
  }
  const promised = mean([...crossValScore(left, seen, y, { cv })]);
  return { promised, truth: new Pipeline({ steps: all }).fit(X, y).score(XNew, yNew) };
}

/** 50 persons with two nearly equal rows each, whose label is the person's; the new rows are of new persons. */
function groupTask(variant: string, rng: Philox): Outcome {
  const draw = (persons: number) => {
    const of = normal(persons, rng);
    // Each tossed for itself: folds of persons cannot be stratified, and of as many heads as tails those of a fold and of the others would repel.
    const labels = Int32Array.from({ length: persons }, () => rng.integer(2));
    const person = Int32Array.from({ length: 2 * persons }, (_, i) => i >> 1);
    const X = of.takeRows(person);
    for (let at = 0; at < X.data.length; at++) X.data[at]! += 0.3 * rng.normal();
    return { X, y: person.map((p) => labels[p]!), person };
  };
  const [known, asked] = [draw(50), draw(250)];
  const model = new KNeighborsClassifier({ nNeighbors: 1 });
  const options =
    variant === "group-folds"
      ? { cv: new GroupKFold({ nSplits: 5 }), groups: known.person }
      : { cv: new KFold({ nSplits: 5, shuffle: true, randomState: rng.integer(1e6) }) };
  const promised = mean([...crossValScore(model, known.X, known.y, options)]);
  return { promised, truth: model.fit(known.X, known.y).score(asked.X, asked.y) };
}

function normal(rows: number, rng: Philox): Matrix {
  return new Matrix(
    Float64Array.from({ length: rows * columns }, () => rng.normal()),
    [rows, columns],
  );
}

/** As many heads as tails, in random order: a share other than half would be something to know. */
function tosses(count: number, rng: Philox): Int32Array {
  return Int32Array.from(rng.shuffle(Array.from({ length: count }, (_, i) => i % 2)));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pooled(figures: Figures, variant: string): { centre: number; error: number } {
  const errors = figures.of(variant, "promised/error").values;
  return {
    centre: figures.mean(variant, "promised/mean"),
    error: Math.hypot(...errors) / errors.length,
  };
}

/** The largest difference in the cases of three golden files whose value is one number. */
function offReference(): number {
  type Case = { call: string; args: unknown[]; options: Record<string, unknown>; value: unknown };
  const functions = classical as unknown as Record<string, (...args: unknown[]) => number>;
  const offs = ["classification", "curves", "probabilities"].flatMap((topic) => {
    const file = path.join(import.meta.dirname, `../../golden/classical/metrics-${topic}.json`);
    const { inputs, cases } = (
      JSON.parse(readFileSync(file, "utf8"), (_, value) => (value === "NaN" ? Number.NaN : value)) as {
        values: { inputs: Record<string, unknown>; cases: Case[] };
      }
    ).values;
    const given = (value: unknown): unknown =>
      typeof value === "string" && value.startsWith("$") ? inputs[value.slice(1)] : value;
    return cases
      .filter(({ value }) => Number.isFinite(value))
      .map(({ call, args, options, value }) => {
        const settings = Object.fromEntries(
          Object.entries(options).map(([key, option]) => [key, given(option)]),
        );
        return Math.abs(functions[call]!(...args.map(given), settings) - (value as number));
      });
  });
  return Math.max(...offs);
}
