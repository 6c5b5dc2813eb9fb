/**
 * Many trees: averaged, weighted, or each on what the last ones left.
 *
 * Question: How does the error fall with the number of trees when they vote, when they are weighted, and when each fits the residuals of those before it?
 * Command: npx blankfile run classical/ensembles
 * Expectation: A random forest of 200 trees reads at least 96.5 % of the digits and beats bagging; the residuals of boosting fall with every stage; a shrinkage of 0.5 overfits first.
 * Minutes: 1.5
 *
 * One variable: the ensemble. Digits, 360 for test:
 *
 *   bagging        trees on draws with replacement, which vote             Breiman 1996
 *   random-forest  and at each split √64 columns to choose from            Breiman 2001
 *   adaboost       trees of depth 6, each on rows weighted by the last's errors    SAMME, Zhu et al. 2009
 *
 * The regression that Friedman made up in 1991, for want of the diabetes table: y = 10 sin(π x₁x₂) + 20 (x₃ − ½)² + 10 x₄ + 5 x₅ + ε, ten even
 * columns, five of them noise; 300 rows, 1,000 for test; trees of depth 3:
 *
 *   gradient-0.05, -0.1, -0.5   F_m = F_{m−1} + ν h_m, h_m the tree nearest to the residuals y − F_{m−1}, ν the shrinkage    Friedman 2001
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  AdaBoostClassifier,
  BaggingClassifier,
  DecisionTreeClassifier,
  GradientBoostingRegressor,
  Matrix,
  meanSquaredError,
  RandomForestClassifier,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { digitsSplit, loadDigits } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure, showNumber, type Training } from "@blankfile/tracking/node";

const digits = await loadDigits();
const images = new Matrix(Float64Array.from(digits.images.data as Float32Array), [1797, 64]);
const labels = digits.labels.data as Int32Array;

const voting = ["bagging", "random-forest", "adaboost"];
const boosting = ["gradient-0.05", "gradient-0.1", "gradient-0.5"];

await experiment({
  name: "classical/ensembles",
  nearest,
  variants: [...voting, ...boosting],
  seeds: 3,
  flags: {
    trees: { default: 200, says: "trees at the end on the digits" },
    stages: { default: 300, says: "stages of gradient boosting" },
  },
  smoke: { trees: 2, stages: 5 },
  metrics: {
    trees: {},
    "test/accuracy": { goal: "maximize", unit: "%" },
    "oob/accuracy": { goal: "maximize", unit: "%" },
    "train/mse": { goal: "minimize" },
    "test/mse": { goal: "minimize" },
    "test/best": { goal: "minimize" },
    "test/best-stage": {},
    "residual/rises": { goal: "minimize" },
    "reference/off": { goal: "minimize" },
  },

  predict(variant) {
    if (variant === "bagging")
      return { text: "Between one tree and the forest.", metric: "test/accuracy", range: [93, 97] };
    if (variant === "random-forest")
      return { text: "At least 96.5 %.", metric: "test/accuracy", range: [96.5, 99] };
    if (variant === "adaboost") return { text: "Near the forest.", metric: "test/accuracy", range: [94, 99] };
    return {
      text: variant === "gradient-0.5" ? "Its best stage comes early." : "Its best stage comes late.",
      metric: "test/best-stage",
      range: variant === "gradient-0.5" ? [5, 100] : [80, 300],
    };
  },

  train: (training) => (voting.includes(training.variant) ? onDigits(training) : onResiduals(training)),

  judge(figures) {
    const forest = figures.of("random-forest", "test/accuracy");
    return [
      {
        text: "random forest: accuracy on 360 test digits, at least 96.5 % in every seed",
        found: showFigure(forest, "%"),
        met: forest.values.every((value) => value >= 96.5),
      },
      ...boosting.map((variant) => ({
        text: `${variant}: stages at which the mean squared residual rises, none in any seed`,
        found: figures.of(variant, "residual/rises").values.join(", "),
        met: figures.of(variant, "residual/rises").values.every((count) => count === 0),
      })),
      ...["adaboost", "gradient-0.1"].map((variant) => ({
        text: `${variant === "adaboost" ? "AdaBoost's decisions" : "gradient boosting's predictions"} off scikit-learn's, below 1e-8`,
        found: showFigure(figures.of(variant, "reference/off")),
        met: figures.of(variant, "reference/off").values.every((off) => off < 1e-8),
      })),
      {
        text: "accuracy on the test digits of bagging, its own guess from the rows left out, and AdaBoost's accuracy",
        found: [
          showFigure(figures.of("bagging", "test/accuracy"), "%"),
          showFigure(figures.of("bagging", "oob/accuracy"), "%"),
          showFigure(figures.of("adaboost", "test/accuracy"), "%"),
        ].join("; "),
      },
      {
        text: "the forest's own guess of its accuracy, from the rows left out",
        found: showFigure(figures.of("random-forest", "oob/accuracy"), "%"),
      },
      {
        text: "test error at the best stage, which stage, and at the last",
        found: boosting
          .map((variant) => {
            const [best, stage, last] = ["test/best", "test/best-stage", "test/mse"].map((metric) =>
              showNumber(figures.mean(variant, metric)),
            );
            return `${variant} ${best} (stage ${stage}), ${last}`;
          })
          .join("; "),
      },
    ];
  },
});

interface Config {
  trees: number;
  stages: number;
}

async function onDigits({
  variant,
  seed,
  config,
  run,
  progress,
}: Training<Config>): Promise<Record<string, number>> {
  const { train, test } = digitsSplit();
  const of = (rows: Int32Array) => ({ X: images.takeRows(rows), y: rows.map((i) => labels[i]!) });
  const [known, asked] = [of(Int32Array.from(train)), of(Int32Array.from(test))];
  if (variant === "adaboost") {
    const estimator = new DecisionTreeClassifier({ maxDepth: 6, randomState: seed });
    const model = new AdaBoostClassifier({ estimator, nEstimators: config.trees, randomState: seed });
    model.fit(known.X, known.y);
    let accuracy = 0;
    let trees = 0;
    for (const predicted of model.stagedPredict(asked.X)) {
      accuracy = (100 * predicted.filter((label, i) => label === asked.y[i]).length) / predicted.length;
      run.log({ trees: ++trees, "test/accuracy": accuracy }, { step: trees });
    }
    progress(1, 1, `${trees} trees: ${accuracy.toFixed(2)} %`);
    return { "test/accuracy": accuracy, "reference/off": offAda() };
  }
  const Forest = variant === "bagging" ? BaggingClassifier : RandomForestClassifier;
  let found = { "test/accuracy": 0 };
  for (const trees of [1, 3, 10, 30, 100, 200].filter((count) => count <= config.trees)) {
    const model = new Forest({ nEstimators: trees, oobScore: trees >= 30, randomState: seed }).fit(
      known.X,
      known.y,
    );
    found = {
      "test/accuracy": 100 * model.score(asked.X, asked.y),
      ...(model.oobScore_ !== undefined && { "oob/accuracy": 100 * model.oobScore_ }),
    };
    run.log({ trees, ...found }, { step: trees });
    progress(trees, config.trees, `${trees} trees: ${found["test/accuracy"].toFixed(2)} %`);
  }
  return found;
}

async function onResiduals({
  variant,
  seed,
  config,
  run,
  progress,
}: Training<Config>): Promise<Record<string, number>> {
  const rng = new Philox(seed);
  const [known, asked] = [friedman(300, rng), friedman(1000, rng)];
  const learningRate = Number(variant.split("-")[1]);
  const model = new GradientBoostingRegressor({
    learningRate,
    nEstimators: config.stages,
    randomState: seed,
  });
  model.fit(known.X, known.y);
  let best = { mse: Number.POSITIVE_INFINITY, stage: 0 };
  let [stage, rises, before, last] = [0, 0, Number.POSITIVE_INFINITY, 0];
  const onTraining = model.stagedPredict(known.X);
  for (const predicted of model.stagedPredict(asked.X)) {
    const residual = meanSquaredError(known.y, onTraining.next().value as Float64Array);
    last = meanSquaredError(asked.y, predicted);
    stage++;
    if (residual > before) rises++;
    if (last < best.mse) best = { mse: last, stage };
    before = residual;
    run.log({ trees: stage, "train/mse": residual, "test/mse": last }, { step: stage });
  }
  progress(1, 1, `${stage} stages: ${last.toFixed(3)} on new rows`);
  return {
    "test/best": best.mse,
    "test/best-stage": best.stage,
    "test/mse": last,
    "residual/rises": rises,
    ...(variant === "gradient-0.1" && { "reference/off": offGradient() }),
  };
}

function friedman(rows: number, rng: Philox): { X: Matrix; y: Float64Array } {
  const X = new Matrix(
    Float64Array.from({ length: rows * 10 }, () => rng.uniform()),
    [rows, 10],
  );
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b, c, d, e] = X.row(i) as unknown as [number, number, number, number, number];
    return 10 * Math.sin(Math.PI * a * b) + 20 * (c - 0.5) ** 2 + 10 * d + 5 * e + rng.normal();
  });
  return { X, y };
}

interface Golden {
  inputs: { X: number[][]; test: number[][] };
  gradient: { y: number[]; weighted: boolean; options: object; proba: unknown; predicted: number[] }[];
  ada: { y: number[]; weighted: boolean; depth: number; options: object; decisions: number[] }[];
}

function golden(): Golden {
  const file = path.join(import.meta.dirname, "../../golden/classical/boosting.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { values: Golden }).values;
}

function offAda(): number {
  const { inputs, ada } = golden();
  const offs = ada
    .filter(({ weighted }) => !weighted)
    .flatMap(({ y, depth, options, decisions }) => {
      const estimator = new DecisionTreeClassifier({ maxDepth: depth, minSamplesLeaf: 4 });
      const found = new AdaBoostClassifier({ estimator, ...options })
        .fit(inputs.X, y)
        .decisionFunction(inputs.test);
      const flat = found instanceof Matrix ? found.data : found;
      return decisions.map((value, i) => Math.abs(value - flat[i]!));
    });
  return Math.max(...offs);
}

function offGradient(): number {
  const { inputs, gradient } = golden();
  const regressions = gradient.filter(({ weighted, proba }) => !weighted && proba === null);
  const offs = regressions.flatMap(({ y, options, predicted }) => {
    const found = new GradientBoostingRegressor(options).fit(inputs.X, y).predict(inputs.test);
    return predicted.map((value, i) => Math.abs(value - found[i]!));
  });
  return Math.max(...offs);
}
