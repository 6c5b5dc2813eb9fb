/**
 * Nearest neighbours where everything is far away.
 *
 * Question: What becomes of distances, and of a classifier that stands on them, as columns are added?
 * Command: npx blankfile run classical/curse-of-dimensionality
 * Expectation: Of 1,000 even points the nearest is a twentieth as far as the farthest in 2 dimensions and three quarters as far in 200; at 200 columns, 198 of noise, k-NN is far below what it is at 2; on digits k of 1 to 5 is best.
 * Minutes: 0.1
 *
 * One variable at a time:
 *
 *   distances  the dimension d, 2 to 2,000: 1,000 points even in [0, 1]ᵈ, and from 50 new ones the nearest over the farthest
 *   noise      d again, 2 to 200: two clouds that differ in two columns; the others are noise. 400 rows to learn from, 1,000 to test
 *   digits     k, 1 to 15: a fifth of each digit for test
 *
 * A squared distance is a sum of d independent terms: its mean grows as d, its standard deviation as √d. So all distances become the same,
 * relative to their size. Beyer et al. 1999, https://doi.org/10.1007/3-540-49257-7_15
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { euclideanDistances, KNeighborsClassifier, Matrix } from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { loadDigits, stratifiedSplit } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure, type Training } from "@blankfile/tracking/node";

const dimensions = [2, 5, 10, 20, 50, 100, 200];
const neighbours = [1, 3, 5, 7, 9, 11, 13, 15];

const digits = await loadDigits();

await experiment({
  name: "classical/curse-of-dimensionality",
  nearest,
  variants: ["distances", "noise", "digits"],
  seeds: 3,
  flags: {
    points: { default: 1000, says: "even points among which the nearest is looked for" },
    queries: { default: 50, says: "new points that look" },
  },
  smoke: { points: 50, queries: 3 },
  metrics: {
    d: {},
    k: {},
    ratio: {},
    accuracy: { goal: "maximize" },
    "ratio/2": {},
    "ratio/200": {},
    "ratio/2000": {},
    "accuracy/2": { goal: "maximize" },
    "accuracy/200": { goal: "maximize" },
    "best/accuracy": { goal: "maximize" },
    "best/k": {},
    "reference/off": { goal: "minimize" },
  },

  predict(variant) {
    if (variant === "distances")
      return {
        text: "In 200 dimensions the mean is 5.8 and the deviation 0.24; of 1,000 the extremes lie 3.2 of them away.",
        metric: "ratio/200",
        range: [0.72, 0.82],
      };
    return variant === "noise"
      ? { text: "198 columns of noise hide two.", metric: "accuracy/200", range: [0.55, 0.8] }
      : { text: "Few neighbours are best on digits.", metric: "best/k", range: [1, 5] };
  },

  async train(training) {
    if (training.variant === "distances") return distances(training);
    return training.variant === "noise" ? noise(training) : onDigits(training);
  },

  judge(figures) {
    const ratio = figures.of("distances", "ratio/200");
    return [
      {
        text: "nearest over farthest distance at d = 200, above 0.9 in every seed",
        found: showFigure(ratio),
        met: ratio.values.every((value) => value > 0.9),
      },
      {
        text: "k-NN: probabilities off scikit-learn's (k = 7), below 1e-9",
        found: showFigure(figures.of("digits", "reference/off")),
        met: figures.of("digits", "reference/off").values.every((off) => off < 1e-9),
      },
      {
        text: "the same ratio at d = 2 and d = 2,000",
        found: `${showFigure(figures.of("distances", "ratio/2"))}; ${showFigure(figures.of("distances", "ratio/2000"))}`,
      },
      {
        text: "accuracy of k-NN with 5 neighbours at d = 2, and with 198 columns of noise beside",
        found: `${showFigure(figures.of("noise", "accuracy/2"))}; ${showFigure(figures.of("noise", "accuracy/200"))}`,
      },
      {
        text: "digits: best k of 1 to 15, and its accuracy on the test fifth",
        found: `${figures.of("digits", "best/k").values.join(", ")}; ${showFigure(figures.of("digits", "best/accuracy"))}`,
      },
    ];
  },
});

interface Config {
  points: number;
  queries: number;
}

async function distances({ seed, config, run, progress }: Training<Config>): Promise<Record<string, number>> {
  const rng = new Philox(seed);
  const even = (rows: number, d: number) =>
    new Matrix(
      Float64Array.from({ length: rows * d }, () => rng.uniform()),
      [rows, d],
    );
  const all = [...dimensions, 500, 1000, 2000];
  const ratios = all.map((d, i) => {
    const D = euclideanDistances(even(config.queries, d), even(config.points, d));
    let ratio = 0;
    for (let q = 0; q < D.rows; q++) {
      const row = D.row(q);
      ratio += Math.min(...row) / Math.max(...row) / D.rows;
    }
    run.log({ d, ratio }, { step: i + 1 });
    progress(i + 1, all.length, `d = ${d}: nearest over farthest ${ratio.toFixed(3)}`);
    return ratio;
  });
  const at = (d: number) => ratios[all.indexOf(d)]!;
  return { "ratio/2": at(2), "ratio/200": at(200), "ratio/2000": at(2000) };
}

async function noise({ seed, run, progress }: Training<Config>): Promise<Record<string, number>> {
  const rng = new Philox(seed);
  /** Classes at (−1.2, −1.2) and (1.2, 1.2), standard normal around them. */
  const draw = (n: number) => {
    const y = Int32Array.from({ length: n }, (_, i) => i % 2);
    const X = Matrix.zeros(n, 200);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < 200; j++) X.data[i * 200 + j] = rng.normal() + (j < 2 ? (y[i]! * 2 - 1) * 1.2 : 0);
    return { X, y };
  };
  const [train, test] = [draw(400), draw(1000)];
  const accuracies = dimensions.map((d, i) => {
    const columns = Array.from({ length: d }, (_, j) => j);
    const model = new KNeighborsClassifier({ nNeighbors: 5 }).fit(train.X.takeColumns(columns), train.y);
    const accuracy = model.score(test.X.takeColumns(columns), test.y);
    run.log({ d, accuracy }, { step: i + 1 });
    progress(i + 1, dimensions.length, `d = ${d}: accuracy ${accuracy.toFixed(3)}`);
    return accuracy;
  });
  return { "accuracy/2": accuracies[0]!, "accuracy/200": accuracies.at(-1)! };
}

async function onDigits({ seed, run, progress }: Training<Config>): Promise<Record<string, number>> {
  const X = new Matrix(Float64Array.from(digits.images.data as Float32Array), [1797, 64]);
  const labels = digits.labels.data as Int32Array;
  const { train, test } = stratifiedSplit(labels, { testSize: 0.2, rng: new Philox(seed) });
  const of = (rows: Int32Array) => ({ X: X.takeRows(rows), y: rows.map((i) => labels[i]!) });
  const [known, asked] = [of(train), of(test)];
  let best = { accuracy: 0, k: 0 };
  for (const [i, k] of neighbours.entries()) {
    const accuracy = new KNeighborsClassifier({ nNeighbors: k })
      .fit(known.X, known.y)
      .score(asked.X, asked.y);
    if (accuracy > best.accuracy) best = { accuracy, k };
    run.log({ k, accuracy }, { step: i + 1 });
    progress(i + 1, neighbours.length, `k = ${k}: accuracy ${accuracy.toFixed(4)}`);
  }
  return { "best/accuracy": best.accuracy, "best/k": best.k, "reference/off": offReference() };
}

/** The largest difference from the probabilities that scikit-learn's KNeighborsClassifier gives with 7 neighbours, plain and by distance. */
function offReference(): number {
  const file = path.join(import.meta.dirname, "../../golden/classical/neighbors.json");
  const { X, y, Q, estimators } = (
    JSON.parse(readFileSync(file, "utf8")) as {
      values: {
        X: number[][];
        y: number[];
        Q: number[][];
        estimators: Record<"uniform" | "distance", { proba: number[][] }>;
      };
    }
  ).values;
  const offs = (["uniform", "distance"] as const).flatMap((weights) => {
    const found = new KNeighborsClassifier({ nNeighbors: 7, weights }).fit(X, y).predictProba(Q);
    return estimators[weights].proba.flatMap((row, i) => row.map((p, k) => Math.abs(p - found.at(i, k))));
  });
  return Math.max(...offs);
}
