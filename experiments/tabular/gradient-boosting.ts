/**
 * Four ways to boost trees on a table.
 *
 * Question: What do bins cost in log loss and save in time, what do XGBoost's rules change, and what do CatBoost's ordered statistics make of columns with many words?
 * Command: npx blankfile run tabular/gradient-boosting
 * Expectation: With bins the log loss is that of exact cuts to 1 % and 10,000 rows take a third of the time or less. XGBoost is near both. Ordered statistics beat means with a row's own target in them, and numbers of categories.
 * Minutes: 4
 *
 * One variable: how the trees are grown, or what stands for a word. 100 rounds of trees of depth 3, learning rate 0.1, everywhere; leaves of 20 rows and more but in XGBoost,
 * which asks for Σ h ≥ 1.
 *
 *   exact          every cut between two values, by the squared error of the residuals           Friedman 2001, GradientBoostingClassifier
 *   histogram      cuts between 255 bins, by G² / H: a split reads bins and not rows            Ke et al. 2017 (LightGBM), HistGradientBoostingClassifier
 *   xgboost        the same bins, gain G_L² / (H_L + λ) + G_R² / (H_R + λ) − G² / (H + λ), λ = 1   Chen and Guestrin 2016, XGBoostClassifier
 *   xgboost-exact  the same rules with every cut, so that both differ in the bins alone
 *   greedy         histogram, words as the mean target of their rows: (Σ y + a P) / (n + a), P the mean of all, a = 1
 *   ordered        histogram, words as ordered target statistics, written here: the same sums over the rows before in a drawn order, so that no
 *                  row's number knows its own target      Prokhorenkova et al. 2018 (CatBoost), section 3.2, https://arxiv.org/abs/1706.09516
 *
 * Three tables: `numbers`, 10,000 rows of ten even columns, with odds from the function that Friedman made up in 1991, and as many for test; `digits`, a fifth for test,
 * split anew in each seed; `words`, 4,000 rows of four numbers and two columns of words, 1,000 and 30 of them, each word with an effect of its own, and as
 * many for test. The first four take a word's place among the words as a number. The last two are `histogram` with other columns and run on `words` alone. CatBoost's
 * ordered boosting is not here.
 *
 * Seconds are processor time of fit. "Within 1 %" is meant either way.
 */
import {
  CatBoostEncoder,
  GradientBoostingClassifier,
  HistGradientBoostingClassifier,
  logLoss,
  Matrix,
  XGBoostClassifier,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { loadDigits, stratifiedSplit } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showFigure, showNumber } from "@blankfile/tracking/node";

const digits = await loadDigits();
const growths = ["exact", "histogram", "xgboost", "xgboost-exact"];
const statistics = ["greedy", "ordered"];
const tables = ["numbers", "digits", "words"] as const;
type Named = (typeof tables)[number];
/** a, for how many rows the mean of all counts. */
const prior = 1;

await experiment({
  name: "tabular/gradient-boosting",
  nearest,
  variants: [...growths, ...statistics],
  seeds: 3,
  flags: {
    rounds: { default: 100, says: "rounds of boosting" },
    rows: { default: 10_000, says: "rows of numbers to learn from, and as many for test" },
    words: { default: 4000, says: "rows with words to learn from, and as many for test" },
  },
  smoke: { rounds: 2, rows: 200, words: 200 },
  metrics: {
    rounds: {},
    ...Object.fromEntries(
      tables.flatMap((table) => [
        [`${table}/log-loss`, { goal: "minimize" }],
        [`${table}/seconds`, { goal: "minimize", unit: "s" }],
      ]),
    ),
    "statistics/off": { goal: "minimize" },
  },

  predict(variant) {
    if (growths.includes(variant))
      return {
        text: `${variant}: log loss on the test digits.`,
        metric: "digits/log-loss",
        range: [0.08, 0.2],
      };
    const range: [number, number] = variant === "greedy" ? [0.55, 0.75] : [0.5, 0.62];
    return { text: `${variant}: log loss on the test rows with words.`, metric: "words/log-loss", range };
  },

  async train({ variant, seed, config, run, progress }) {
    const found: Record<string, number> = {};
    const its = growths.includes(variant) ? tables : (["words"] as const);
    // The first fit of a kind is slow, as the engine compiles: that one is not counted.
    const rehearsal = numbers(300, new Philox(seed));
    booster(variant, 10).fit(rehearsal.known.X, rehearsal.known.y);
    // Exact cuts by XGBoost's rules take most of the time, and their way there is that of the bins.
    const before = variant === "xgboost-exact" ? [] : [10, 30].filter((rounds) => rounds < config.rounds);
    const steps = [...before, config.rounds];
    for (const [at, table] of its.entries()) {
      // The same rows for every variant.
      const rng = new Philox(seed).fork(table);
      const { known, asked } = draw(table, config, variant, rng);
      for (const rounds of steps) {
        const began = process.cpuUsage();
        const model = booster(variant, rounds).fit(known.X, known.y);
        const { user, system } = process.cpuUsage(began);
        found[`${table}/log-loss`] = logLoss(asked.y, model.predictProba(asked.X));
        found[`${table}/seconds`] = (user + system) / 1e6;
        run.log(
          {
            rounds,
            [`${table}/log-loss`]: found[`${table}/log-loss`]!,
            [`${table}/seconds`]: found[`${table}/seconds`]!,
          },
          { step: at * config.rounds + rounds },
        );
      }
      progress(at + 1, its.length, `${table}: log loss ${found[`${table}/log-loss`]!.toFixed(4)}`);
    }
    return { ...found, ...(variant === "ordered" && { "statistics/off": offLibrary(new Philox(seed)) }) };
  },

  judge: (figures) => [
    ...(["numbers", "digits"] as const).flatMap((table) => [
      near(figures, table, ["histogram", "exact"], 1),
      {
        text: `${table}: processor seconds, histogram below exact in every seed`,
        found: ["histogram", "exact"]
          .map((variant) => showFigure(figures.of(variant, `${table}/seconds`), "s"))
          .join(" against "),
        met: figures
          .of("histogram", `${table}/seconds`)
          .values.every((seconds, seed) => seconds < figures.of("exact", `${table}/seconds`).values[seed]!),
      },
    ]),
    {
      text: "ordered statistics written here off CatBoostEncoder's with the same order, below 1e-12",
      found: showFigure(figures.of("ordered", "statistics/off")),
      met: figures.of("ordered", "statistics/off").values.every((off) => off < 1e-12),
    },
    ...(["numbers", "digits"] as const).flatMap((table) =>
      (
        [
          ["xgboost", "xgboost-exact"],
          ["xgboost", "histogram"],
        ] as const
      ).map((pair) => {
        const { text, found } = near(figures, table, pair);
        return { text, found };
      }),
    ),
    ...tables.map((table) => ({
      text: `${table}: log loss and seconds`,
      found: growths
        .map(
          (variant) =>
            `${variant} ${showNumber(figures.mean(variant, `${table}/log-loss`))}, ${showNumber(figures.mean(variant, `${table}/seconds`))} s`,
        )
        .join("; "),
    })),
    {
      text: "words: log loss with numbers of categories, with means, with ordered statistics",
      found: ["histogram", ...statistics]
        .map((variant) => showFigure(figures.of(variant, "words/log-loss")))
        .join("; "),
    },
  ],
});

function booster(variant: string, rounds: number) {
  const [maxDepth, learningRate] = [3, 0.1];
  if (variant === "exact")
    return new GradientBoostingClassifier({
      nEstimators: rounds,
      maxDepth,
      learningRate,
      minSamplesLeaf: 20,
    });
  if (variant.startsWith("xgboost"))
    return new XGBoostClassifier({
      nEstimators: rounds,
      maxDepth,
      learningRate,
      treeMethod: variant === "xgboost" ? "hist" : "exact",
    });
  return new HistGradientBoostingClassifier({
    maxIter: rounds,
    maxDepth,
    learningRate,
    maxLeafNodes: null,
    minSamplesLeaf: 20,
    earlyStopping: false,
  });
}

interface Rows {
  X: Matrix;
  y: Int32Array;
}

interface Task {
  known: Rows;
  asked: Rows;
}

function draw(table: Named, config: { rows: number; words: number }, variant: string, rng: Philox): Task {
  if (table === "numbers") return numbers(config.rows, rng);
  if (table === "words") return words(config.words, variant, rng);
  const X = new Matrix(Float64Array.from(digits.images.data as Float32Array), [1797, 64]);
  const y = digits.labels.data as Int32Array;
  const { train, test } = stratifiedSplit(y, { testSize: 0.2, rng });
  const take = (rows: Int32Array) => ({ X: X.takeRows(rows), y: rows.map((i) => y[i]!) });
  return { known: take(train), asked: take(test) };
}

function numbers(rows: number, rng: Philox): Task {
  const make = (): Rows => {
    const X = filled(rows, 10, () => rng.uniform());
    const y = Int32Array.from({ length: rows }, (_, i) => {
      const [a, b, c, d, e] = X.row(i) as unknown as [number, number, number, number, number];
      const height = 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e;
      return tossed((height - 14.4) / 2, rng);
    });
    return { X, y };
  };
  return { known: make(), asked: make() };
}

/** Columns 4 and 5 are words, of 1,000 and 30, as their places; or what the variant makes of them. */
function words(rows: number, variant: string, rng: Philox): Task {
  const counts = [1000, 30];
  const effects = counts.map((count) => Float64Array.from({ length: count }, () => rng.normal()));
  const make = (): Rows => {
    const X = filled(rows, 6, () => rng.normal());
    const y = Int32Array.from({ length: rows }, (_, i) => {
      const row = X.row(i);
      for (const [w, count] of counts.entries()) row[4 + w] = rng.integer(count);
      const said = effects[0]![row[4]!]! + 0.7 * effects[1]![row[5]!]!;
      return tossed(row[0]! + row[1]! * row[2]! + said, rng);
    });
    return { X, y };
  };
  const [known, asked] = [make(), make()];
  if (!statistics.includes(variant)) return { known, asked };
  const order = rng.shuffle(Uint32Array.from(known.y.keys()));
  for (const column of [4, 5]) {
    const [seen, met] = [known, asked].map(({ X }) => X.column(column)) as [Float64Array, Float64Array];
    const means = meansOf(seen, known.y);
    const own = variant === "ordered" ? orderedStatistics(seen, known.y, order) : seen.map(means);
    put(known.X, column, own);
    put(asked.X, column, met.map(means));
  }
  return { known, asked };
}

/**
 * Ordered target statistics: what the rows before say of a row's word.
 *
 *   x̂_i = (Σ_{j before i, x_j = x_i} y_j + a P) / (#{j before i, x_j = x_i} + a),   P = ȳ
 */
function orderedStatistics(words: Float64Array, y: Int32Array, order: Uint32Array): Float64Array {
  const [sums, counts] = [new Map<number, number>(), new Map<number, number>()];
  const P = mean(y);
  const out = new Float64Array(words.length);
  for (const i of order) {
    const word = words[i]!;
    const [sum, count] = [sums.get(word) ?? 0, counts.get(word) ?? 0];
    out[i] = (sum + prior * P) / (count + prior);
    sums.set(word, sum + y[i]!);
    counts.set(word, count + 1);
  }
  return out;
}

/** The same over all rows, for any word: what new rows get, and with `greedy` those that are learnt from too. */
function meansOf(words: Float64Array, y: Int32Array): (word: number) => number {
  const rows = Map.groupBy(words.keys(), (i) => words[i]!);
  const P = mean(y);
  const means = new Map(
    [...rows].map(([word, own]) => [
      word,
      (own.reduce((sum, i) => sum + y[i]!, 0) + prior * P) / (own.length + prior),
    ]),
  );
  return (word) => means.get(word) ?? P;
}

/** The largest difference from the library's encoder on 500 rows of 60 words. */
function offLibrary(rng: Philox): number {
  const column = Float64Array.from({ length: 500 }, () => rng.integer(60));
  const y = Int32Array.from(column, () => rng.integer(2));
  const randomState = rng.integer(1e6);
  const order = new Philox(randomState).shuffle(Uint32Array.from(y.keys()));
  const its = new CatBoostEncoder({ a: prior, randomState }).fitTransform(new Matrix(column, [500, 1]), y);
  return Math.max(...orderedStatistics(column, y, order).map((value, i) => Math.abs(value - its.data[i]!)));
}

function filled(rows: number, cols: number, value: () => number): Matrix {
  return new Matrix(Float64Array.from({ length: rows * cols }, value), [rows, cols]);
}

function put(X: Matrix, column: number, values: Float64Array): void {
  for (const [i, value] of values.entries()) X.data[i * X.cols + column] = value;
}

function tossed(logit: number, rng: Philox): number {
  return Number(rng.uniform() < 1 / (1 + Math.exp(-logit)));
}

function mean(values: Int32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the mean log loss of one lies above another's, in percent of it; of a bar, whether within so many percent. */
function near(
  figures: Figures,
  table: Named,
  [a, b]: readonly [string, string],
  bar = Number.POSITIVE_INFINITY,
) {
  const [one, other] = [a, b].map((variant) => figures.of(variant, `${table}/log-loss`));
  const off = 100 * (one!.mean / other!.mean - 1);
  return {
    text: `${table}: log loss of ${a} over ${b}'s, mean of the seeds${bar < 100 ? `, within ${bar} %` : ""}`,
    found: `${showNumber(off)} %, ${showFigure(one!)} against ${showFigure(other!)}`,
    met: Math.abs(off) <= bar,
  };
}
