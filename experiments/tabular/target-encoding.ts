/**
 * A column of nothing but names, and what it promises.
 *
 * Question: What do cross-validation and new rows say of a column of 500 categories that has nothing to do with the target, when it becomes numbers in different ways?
 * Command: npx blankfile run tabular/target-encoding
 * Expectation: Encoded by the means of all rows before the folds are drawn, it promises 15 points and more that new rows do not give; out of fold it promises what they give, as does one-hot.
 * Minutes: 1
 *
 * One variable: what becomes of the column "postcode", 500 categories of two rows each, drawn without regard to the target. A logistic regression, five
 * folds; numbers have their median where they are missing and are scaled, "colour" is one-hot; all of that is fitted on each fold's training rows but in
 * `ready-before`.
 *
 *   dropped        without the column: what may be had
 *   one-hot        a column for each category
 *   naive          the target means of all rows put in before the folds are drawn, each row's own target among them
 *   own-target     the encoder inside the pipeline, but each training row's own target among the mean that it gets
 *   out-of-fold    each training row gets the means of the other folds: TargetEncoder.fitTransform
 *   ready-before   as out-of-fold, with medians, scales and colours learnt from all rows before
 *
 * S = (n ȳ_category + m ȳ) / (n + m), Micci-Barreca 2001, https://doi.org/10.1145/507533.507538, with the same m for all ways.
 *
 * 1,000 rows to learn from and 4,000 new ones with the same postcodes; 10 such tasks in each seed. "In fold" may be said of `naive` and of `own-target`: the bar of ten
 * points is on what cross-validation promises, and so on `naive`, as the other's folds cannot promise it; its training rows do.
 */
import {
  type ColumnStep,
  ColumnTransformer,
  type ColumnWork,
  crossValScore,
  LogisticRegression,
  type Matrix,
  nameClass,
  OneHotEncoder,
  Pipeline,
  SimpleImputer,
  StandardScaler,
  StratifiedKFold,
  TargetEncoder,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { type Column, Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showFigure, showNumber } from "@blankfile/tracking/node";

const variants = ["dropped", "one-hot", "naive", "own-target", "out-of-fold", "ready-before"];
const plain = ["age", "income", "colour"];

/** Tells each row that is learnt from a mean with the row's own target in it. */
class OwnTargetEncoder extends TargetEncoder {
  static {
    nameClass("OwnTargetEncoder", OwnTargetEncoder);
  }

  override fitTransform(...[X, y, options]: Parameters<TargetEncoder["fitTransform"]>): Matrix {
    return this.fit(X, y, options).transform(X);
  }
}

await experiment({
  name: "tabular/target-encoding",
  nearest,
  variants,
  seeds: 3,
  flags: {
    tasks: { default: 10, says: "tables in each seed" },
    rows: { default: 1000, says: "rows to learn from; four times as many are new" },
  },
  smoke: { tasks: 1, rows: 200 },
  metrics: {
    promised: { unit: "%" },
    true: { unit: "%" },
    train: { unit: "%" },
    "promised/mean": { unit: "%" },
    "true/mean": { goal: "maximize", unit: "%" },
    "train/mean": { unit: "%" },
    gap: { goal: "minimize", unit: "points" },
    "gap/error": { unit: "points" },
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      dropped: [-1.5, 1.5],
      "one-hot": [-1.5, 1.5],
      naive: [15, 35],
      "own-target": [-1.5, 1.5],
      "out-of-fold": [-1.5, 1.5],
      "ready-before": [-1.5, 1.5],
    };
    return {
      text: `${variant}: cross-validated accuracy less that on new rows, in points.`,
      metric: "gap",
      range: ranges[variant]!,
    };
  },

  async train({ variant, seed, config: { tasks, rows }, run, progress }) {
    const rng = new Philox(seed);
    const found: Accuracy[] = [];
    for (let task = 0; task < tasks; task++) {
      found.push(ask(variant, rows, rng.fork(task)));
      const { promised, truth, train } = found[task]!;
      run.log({ promised, true: truth, train }, { step: task + 1 });
      progress(task + 1, tasks, `promised ${promised.toFixed(1)} %, true ${truth.toFixed(1)} %`);
    }
    const gaps = found.map(({ promised, truth }) => promised - truth);
    const gap = mean(gaps);
    const spread = gaps.reduce((sum, one) => sum + (one - gap) ** 2, 0) / Math.max(1, tasks - 1);
    return {
      "promised/mean": mean(found.map(({ promised }) => promised)),
      "true/mean": mean(found.map(({ truth }) => truth)),
      "train/mean": mean(found.map(({ train }) => train)),
      gap,
      "gap/error": Math.sqrt(spread / tasks),
    };
  },

  judge: (figures) => [
    within(figures, "out-of-fold"),
    {
      text: "naive: promised less true, above 10 points in every seed",
      found: `${showFigure(figures.of("naive", "gap"), "points")}, ${showFigure(figures.of("naive", "promised/mean"), "%")} promised`,
      met: figures.of("naive", "gap").values.every((points) => points > 10),
    },
    ...["dropped", "one-hot", "own-target", "ready-before"].map((variant) => {
      const { text, found } = within(figures, variant);
      return { text: text.replace(", within 2 standard errors", " and 2 standard errors"), found };
    }),
    {
      text: "accuracy on new rows, and on the rows learnt from",
      found: variants
        .map(
          (variant) =>
            `${variant} ${showNumber(figures.mean(variant, "true/mean"))}, ${showNumber(figures.mean(variant, "train/mean"))} %`,
        )
        .join("; "),
    },
  ],
});

/** In percent: cross-validated, on new rows, on the rows learnt from. */
interface Accuracy {
  promised: number;
  truth: number;
  train: number;
}

function ask(variant: string, rows: number, rng: Philox): Accuracy {
  const [known, asked] = [draw(rows, rows / 2, rng), draw(4 * rows, rows / 2, rng)];
  let change = (table: Table) => table;
  let steps = usual();
  if (variant === "naive") {
    // The leak: S of all rows, their own targets in it, before the folds are drawn.
    const encoder = new TargetEncoder().fit(known.X.select(["postcode"]), known.y);
    change = (table) => replaced(table, ["postcode"], encoder.transform(table.select(["postcode"])));
  }
  if (variant === "ready-before") {
    const ready = new ColumnTransformer({ transformers: usual(), verboseFeatureNamesOut: false });
    ready.fit(known.X.select(plain));
    change = (table) => replaced(table, plain, ready.transform(table.select(plain)));
    steps = { ready: ["passthrough", ready.getFeatureNamesOut()] };
  }
  const [X, XNew] = [known.X, asked.X].map(change) as [Table, Table];
  const seed = rng.integer(1e6);
  const prepare = new ColumnTransformer({
    transformers: { ...steps, postcode: [postcode(variant, seed), ["postcode"]] },
  });
  const pipeline = new Pipeline({ steps: { prepare, model: new LogisticRegression({ maxIter: 1000 }) } });
  const cv = new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: seed });
  const promised = mean(crossValScore(pipeline, X, known.y, { cv }));
  pipeline.fit(X, known.y);
  const [truth, train] = [pipeline.score(XNew, asked.y), pipeline.score(X, known.y)];
  return { promised: 100 * promised, truth: 100 * truth, train: 100 * train };
}

function postcode(variant: string, randomState: number): ColumnWork {
  if (variant === "dropped") return "drop";
  if (variant === "naive") return "passthrough";
  if (variant === "one-hot") return new OneHotEncoder({ handleUnknown: "ignore" });
  if (variant === "own-target") return new OwnTargetEncoder();
  return new TargetEncoder({ randomState });
}

/** What becomes of the columns that do tell something. */
function usual(): Record<string, ColumnStep> {
  const fill = new SimpleImputer({ strategy: "median" });
  return {
    numbers: [new Pipeline({ steps: { fill, scale: new StandardScaler() } }), ["age", "income"]],
    colour: [new OneHotEncoder({ handleUnknown: "ignore" }), ["colour"]],
  };
}

/** Age and income, a fifth of each missing, and colour decide on the odds by which y is tossed; each postcode has equally many rows. */
function draw(rows: number, postcodes: number, rng: Philox): { X: Table; y: Int32Array } {
  const [age, income] = [0, 1].map(() => Float64Array.from({ length: rows }, () => rng.normal()));
  const colour = Int32Array.from({ length: rows }, () => rng.integer(4));
  const y = Int32Array.from(colour, (code, i) => {
    const logit = 0.9 * age![i]! - 0.7 * income![i]! + [-0.6, 0, 0.2, 0.4][code]!;
    return Number(rng.uniform() < 1 / (1 + Math.exp(-logit)));
  });
  const gaps = (values: Float64Array): Column => ({
    kind: "number",
    values: values.map((value) => (rng.uniform() < 0.2 ? Number.NaN : value)),
  });
  const codes = rng.shuffle(Int32Array.from({ length: rows }, (_, i) => i % postcodes));
  const X = new Table([
    ["age", gaps(age!)],
    ["income", gaps(income!)],
    ["colour", { kind: "category", codes: colour, categories: ["red", "green", "blue", "white"] }],
    [
      "postcode",
      { kind: "category", codes, categories: Array.from({ length: postcodes }, (_, k) => `p${k}`) },
    ],
  ]);
  return { X, y };
}

/** The table with the columns of numbers in place of some of its own. */
function replaced(table: Table, gone: readonly string[], numbers: Matrix): Table {
  const kept = table.names.filter((name) => !gone.includes(name));
  return new Table([
    ...kept.map((name) => [name, table.column(name)] as const),
    ...numbers.names!.map(
      (name, j) => [name, { kind: "number", values: numbers.column(j) }] as readonly [string, Column],
    ),
  ]);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** What is promised less what is true, over all tables of all seeds. */
function within(figures: Figures, variant: string) {
  const errors = figures.of(variant, "gap/error").values;
  const error = Math.hypot(...errors) / errors.length;
  const gap = figures.mean(variant, "gap");
  return {
    text: `${variant}: promised less true, mean over all tables of all seeds, within 2 standard errors`,
    found: `${showNumber(gap)} of ${showNumber(2 * error)} points`,
    met: Math.abs(gap) < 2 * error,
  };
}
