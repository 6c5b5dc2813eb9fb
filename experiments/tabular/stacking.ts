/**
 * Several models as one.
 *
 * Question: Is a mean of five models, a weighted mean, or a model that learns from what they say, better than the best of them?
 * Command: npx blankfile run tabular/stacking
 * Expectation: The stack is at or below the best single model on at least 4 of 5 tasks; the plain mean is not, where one model is far better than the rest.
 * Minutes: 0.5
 *
 * One variable: how five models become one. All see the same rows: 600 to learn from, 4,000 new ones to be judged by. Weights and stack are learnt from
 * probabilities for rows that the models have not learnt from (five folds); to predict, the models have learnt from all 600.
 *
 *   truth     the probabilities that the labels were tossed by: no model can have less in the mean
 *   chosen    the model of the least log-loss in the folds
 *   best      the model of the least log-loss on the new rows themselves, which nobody can choose; the bar is on this one
 *   mean      the mean of the probabilities
 *   weighted  a mean with weights by greedy selection (Caruana et al. 2004)
 *   stacked   a logistic regression on the log-odds of the five (Wolpert 1992)
 *
 * Models: logistic regression, naive Bayes, k-NN, forest, boosting. Tasks, of 8 normal columns with labels tossed by a probability p:
 *
 *   linear    log-odds of p linear in 5 columns
 *   ring      p by the distance from the middle in 2 columns
 *   boxes     p by three thresholds, one within another
 *   blobs     p by the nearest of 12 centres in 3 columns
 *   mixed     a line, a ring and a threshold added
 */
import {
  type AnyEstimator,
  crossValPredictProba,
  GaussianNB,
  GradientBoostingClassifier,
  KNeighborsClassifier,
  LogisticRegression,
  logLoss,
  Matrix,
  RandomForestClassifier,
  StratifiedKFold,
  selectEnsemble,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Philox } from "@blankfile/tensor";
import { experiment, type Figures, showFigure, showNumber } from "@blankfile/tracking/node";

const models: Record<string, (seed: number) => AnyEstimator> = {
  logistic: () => new LogisticRegression(),
  bayes: () => new GaussianNB(),
  neighbours: () => new KNeighborsClassifier({ nNeighbors: 25 }),
  forest: (randomState) => new RandomForestClassifier({ nEstimators: 150, minSamplesLeaf: 5, randomState }),
  boosting: (randomState) =>
    new GradientBoostingClassifier({ nEstimators: 80, learningRate: 0.08, maxDepth: 3, randomState }),
};
const columns = 8;

/** The log-odds of a row's label; `centres` are drawn once a task. */
const tasks: Record<string, (x: ArrayLike<number>, centres: Centre[]) => number> = {
  linear: (x) => 1.2 * x[0]! - x[1]! + 0.8 * x[2]! + 0.6 * x[3]! - 0.4 * x[4]!,
  ring: (x) => 3.5 - 2.5 * (x[0]! ** 2 + x[1]! ** 2),
  boxes: (x) => (x[0]! > 0.3 ? (x[1]! > 0 ? 2.2 : -1.4) : x[2]! > -0.5 ? -2 : 1.6),
  blobs: (x, centres) => {
    const far = ({ at }: Centre) => at.reduce((sum, c, j) => sum + (c - x[j]!) ** 2, 0);
    return centres.reduce((near, one) => (far(one) < far(near) ? one : near)).logOdds;
  },
  mixed: (x) => 1.2 * x[0]! - 0.8 * x[1]! + 1.5 - 1.2 * (x[2]! ** 2 + x[3]! ** 2) + (x[4]! > 0 ? 1 : -1),
};
const names = Object.keys(tasks);
const blends = ["mean", "weighted", "stacked"];

interface Centre {
  at: number[];
  logOdds: number;
}

/** What five models say of the rows that they learnt from, out of fold, and of new ones: the probability of 1. */
interface Judged {
  y: Int32Array;
  outOfFold: Float64Array[];
  yNew: Int32Array;
  onNew: Float64Array[];
  truth: Float64Array;
}

/** The same for all variants of a seed, so that they are compared on one library of models. */
const library = new Map<string, Judged>();

await experiment({
  name: "tabular/stacking",
  nearest,
  variants: ["truth", "chosen", "best", ...blends],
  seeds: 3,
  flags: {
    rows: { default: 600, says: "rows to learn from" },
    asked: { default: 4000, says: "new rows" },
  },
  smoke: { rows: 60, asked: 100 },
  metrics: {
    logloss: { goal: "minimize", unit: "nats" },
    ...Object.fromEntries(names.map((name) => [`logloss/${name}`, { goal: "minimize", unit: "nats" }])),
    "logloss/mean": { goal: "minimize", unit: "nats" },
  },

  predict: (variant) => ({
    text: `${variant}: log-loss on new rows, mean of the five tasks.`,
    metric: "logloss/mean",
    range: variant === "truth" ? [0.36, 0.43] : variant === "mean" ? [0.48, 0.54] : [0.42, 0.5],
  }),

  async train({ variant, seed, config: { rows, asked }, run, progress }) {
    const losses: Record<string, number> = {};
    for (const [i, name] of names.entries()) {
      losses[`logloss/${name}`] = lossOf(variant, judged(name, seed, { rows, asked }));
      run.log({ logloss: losses[`logloss/${name}`]! }, { step: i + 1 });
      progress(i + 1, names.length, `${name} ${showNumber(losses[`logloss/${name}`]!)}`);
    }
    return { ...losses, "logloss/mean": mean(Object.values(losses)) };
  },

  judge(figures) {
    const won = names.filter((name) => gain(figures, "stacked", name) >= 0);
    return [
      {
        text: "tasks of 5 on which the stack's log-loss, mean of the seeds, is at most that of the best model on the new rows, at least 4",
        found: `${won.length}: ${names.map((name) => `${name} ${showNumber(gain(figures, "stacked", name))}`).join(", ")} below it`,
        met: won.length >= 4,
      },
      ...blends.map((variant) => ({
        text: `${variant}: log-loss over the tasks`,
        found: `${showFigure(figures.of(variant, "logloss/mean"), "nats")}, best ${showNumber(figures.mean("best", "logloss/mean"))}, chosen ${showNumber(figures.mean("chosen", "logloss/mean"))}, truth ${showNumber(figures.mean("truth", "logloss/mean"))}`,
      })),
      {
        text: "tasks on which the plain mean is at most the best model",
        found: `${names.filter((name) => gain(figures, "mean", name) >= 0).join(", ") || "none"}`,
      },
    ];
  },
});

function judged(task: string, seed: number, sizes: { rows: number; asked: number }): Judged {
  const key = `${task} ${seed}`;
  if (!library.has(key)) library.set(key, learn(task, seed, sizes));
  return library.get(key)!;
}

function learn(task: string, seed: number, { rows, asked }: { rows: number; asked: number }): Judged {
  const rng = new Philox(seed).fork(task);
  const centres = Array.from({ length: 12 }, () => ({
    at: [rng.normal(), rng.normal(), rng.normal()],
    logOdds: rng.uniform() < 0.5 ? -2 : 2,
  }));
  const [known, fresh] = [draw(rows, task, { centres, rng }), draw(asked, task, { centres, rng })];
  const cv = new StratifiedKFold({ nSplits: 5, shuffle: true, randomState: seed });
  const made = Object.values(models).map((make) => make(seed));
  return {
    y: known.y,
    outOfFold: made.map((model) => crossValPredictProba(model, known.X, known.y, { cv }).column(1)),
    yNew: fresh.y,
    onNew: made.map((model) => probabilities(model.clone().fit(known.X, known.y), fresh.X)),
    truth: fresh.p,
  };
}

function draw(rows: number, task: string, { centres, rng }: { centres: Centre[]; rng: Philox }) {
  const X = new Matrix(
    Float64Array.from({ length: rows * columns }, () => rng.normal()),
    [rows, columns],
  );
  const p = Float64Array.from({ length: rows }, (_, i) => sigmoid(tasks[task]!(X.row(i), centres)));
  return { X, p, y: Int32Array.from(p, (one) => Number(rng.uniform() < one)) };
}

function lossOf(variant: string, { y, outOfFold, yNew, onNew, truth }: Judged): number {
  const losses = (found: Float64Array[], labels: Int32Array) => found.map((p) => logLoss(labels, p));
  if (variant === "truth") return logLoss(yNew, truth);
  if (variant === "best") return Math.min(...losses(onNew, yNew));
  if (variant === "chosen") {
    const known = losses(outOfFold, y);
    return logLoss(yNew, onNew[known.indexOf(Math.min(...known))]!);
  }
  if (variant === "stacked") {
    const final = new LogisticRegression().fit(logOdds(outOfFold), y);
    return logLoss(yNew, probabilities(final, logOdds(onNew)));
  }
  const weights =
    variant === "mean"
      ? onNew.map(() => 1 / onNew.length)
      : selectEnsemble(outOfFold, { score: (blend) => -logLoss(y, blend), rounds: 50 }).weights;
  return logLoss(
    yNew,
    truth.map((_, i) => onNew.reduce((sum, p, m) => sum + weights[m]! * p[i]!, 0)),
  );
}

/** A column a model; a neighbour's vote may be 0 or 1, whose log-odds have no end. */
function logOdds(found: Float64Array[]): Matrix {
  return Matrix.fromRows(
    Array.from(found[0]!, (_, i) =>
      found.map((p) => {
        const inside = Math.min(0.99, Math.max(0.01, p[i]!));
        return Math.log(inside / (1 - inside));
      }),
    ),
  );
}

function probabilities(model: unknown, X: Matrix): Float64Array {
  return (model as LogisticRegression).predictProba(X).column(1);
}

/** By how much the seeds' mean log-loss is below that of the best model. */
function gain(figures: Figures, variant: string, task: string): number {
  return figures.mean("best", `logloss/${task}`) - figures.mean(variant, `logloss/${task}`);
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
