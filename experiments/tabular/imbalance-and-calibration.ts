/**
 * One in twenty: which rows, which threshold, and what a probability is worth.
 *
 * Question: What do weights, resampling, a threshold and three calibrations do to a model of a rare class: to its order of rows, its decisions, its probabilities?
 * Command: npx blankfile run tabular/imbalance-and-calibration
 * Expectation: None of them changes the order much. Weights, copies and a threshold raise F₁; weights and copies spoil the probabilities. Platt's sigmoid and isotonic regression halve the calibration error and more; a temperature does not, as it has no say in the level.
 * Minutes: 1
 *
 * One variable: what is done about imbalance; the model is the same everywhere, gradient boosting on 4,000 rows, long enough to be too sure of itself. One
 * row in twenty is of class 1.
 *
 *   plain        nothing
 *   weights      both classes weigh the same
 *   over, smote  rows of class 1 copied, or made between neighbours, until there are as many: Chawla et al. 2002, https://arxiv.org/abs/1106.1813
 *   threshold    class 1 from that probability on which has the best F₁ in five folds of the training rows
 *   platt        p = 1 / (1 + e^(a f + b)) of the decision f; Platt 1999
 *   isotonic     the monotone function of f nearest to the labels; Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151
 *   temperature  p = 1 / (1 + e^(−β f)); Guo et al. 2017, https://arxiv.org/abs/1706.04599
 *   weights-platt, weights-isotonic, weights-temperature   what can be saved of the probabilities of `weights`
 *
 * The calibrations learn from 4,000 rows that the model has not seen; all is measured on 20,000 others. ECE = Σ_b n_b / n |share_b − mean probability_b| over 15 bins of
 * equal width, as in Guo et al.; with one row in twenty most rows lie in the first two, so that over 15 bins of as many rows each stands beside it. ROC AUC asks of pairs
 * of rows for their order: a sigmoid and a temperature that rise keep it, isotonic regression makes ties, each worth a half.
 *
 * The bars are on each of the three calibrations against `plain`: in every seed.
 */
import {
  type AnyEstimator,
  averagePrecisionScore,
  brierScoreLoss,
  CalibratedClassifierCV,
  calibrationCurve,
  expectedCalibrationError,
  f1Score,
  HistGradientBoostingClassifier,
  logLoss,
  Matrix,
  ResampledClassifier,
  rocAucScore,
  TunedThresholdClassifierCV,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure, showNumber } from "@blankfile/tracking/node";

const calibrations = { platt: "sigmoid", isotonic: "isotonic", temperature: "temperature" } as const;
const methods = Object.keys(calibrations) as (keyof typeof calibrations)[];
const variants = [
  "plain",
  "weights",
  "over",
  "smote",
  "threshold",
  ...methods,
  ...methods.map((method) => `weights-${method}`),
];

await experiment({
  name: "tabular/imbalance-and-calibration",
  nearest,
  variants,
  seeds: 3,
  flags: {
    rows: { default: 4000, says: "rows to learn from, and as many to calibrate on" },
    test: { default: 20_000, says: "rows to measure on" },
    rounds: { default: 150, says: "trees of the model" },
  },
  smoke: { rows: 400, test: 500, rounds: 5 },
  metrics: {
    ece: { goal: "minimize", unit: "%" },
    "ece/even": { goal: "minimize", unit: "%" },
    brier: { goal: "minimize" },
    "log-loss": { goal: "minimize" },
    "roc-auc": { goal: "maximize" },
    "pr-auc": { goal: "maximize" },
    f1: { goal: "maximize" },
    threshold: {},
    level: { unit: "%" },
    "levels/different": {},
    "reliability/said": { unit: "%" },
    "reliability/seen": { unit: "%" },
  },

  predict(variant) {
    const ranges: Record<string, [number, number]> = {
      plain: [1.5, 5],
      threshold: [1.5, 5],
      weights: [3, 15],
      over: [3, 15],
      smote: [2, 10],
      platt: [0.2, 1],
      isotonic: [0.2, 1],
      temperature: [1, 4],
      "weights-platt": [0.2, 1],
      "weights-isotonic": [0.2, 1],
      "weights-temperature": [2, 12],
    };
    return { text: `${variant}: calibration error, in percent.`, metric: "ece", range: ranges[variant]! };
  },

  async train({ variant, seed, config: { rows, test, rounds }, run, progress }) {
    // The same rows for every variant.
    const rng = new Philox(seed);
    const [known, apart, asked] = [rows, rows, test].map((count) => draw(count, rng)) as [Rows, Rows, Rows];
    const model = fitted(variant, { known, apart, rounds, seed });
    progress(1, 2, "learnt");
    const p = model.predictProba(asked.X).column(1);
    const { threshold } = model;
    const { probTrue, probPred } = calibrationCurve(asked.y, p, { nBins: 15 });
    for (const [bin, share] of probTrue.entries())
      run.log({ "reliability/said": 100 * probPred[bin]!, "reliability/seen": 100 * share }, { step: bin });
    const found = {
      ece: 100 * expectedCalibrationError(asked.y, p),
      "ece/even": 100 * expectedCalibrationError(asked.y, p, { strategy: "quantile" }),
      brier: brierScoreLoss(asked.y, p),
      "log-loss": logLoss(asked.y, p),
      "roc-auc": rocAucScore(asked.y, p),
      "pr-auc": averagePrecisionScore(asked.y, p),
      f1: f1Score(
        asked.y,
        p.map((one) => Number(one >= threshold)),
      ) as number,
      threshold,
      level: (100 * p.reduce((sum, one) => sum + one, 0)) / p.length,
      "levels/different": new Set(p).size,
    };
    progress(2, 2, `calibration error ${found.ece.toFixed(2)} %`);
    return found;
  },

  judge(figures) {
    const values = (variant: string, metric: string) => figures.of(variant, metric).values;
    const against = (method: string, base: string) => {
      const kept = values(method, "ece").map((ece, seed) => ece / values(base, "ece")[seed]!);
      const moved = values(method, "roc-auc").map((auc, seed) => auc - values(base, "roc-auc")[seed]!);
      return { kept, moved };
    };
    const percents = (shares: number[]) => shares.map((share) => `${showNumber(100 * share)} %`).join(", ");
    return [
      ...methods.map((method) => {
        const { kept } = against(method, "plain");
        return {
          text: `${method}: calibration error left of plain's, at most 50 % in every seed`,
          found: `${percents(kept)}; ${showFigure(figures.of(method, "ece"), "%")} against ${showFigure(figures.of("plain", "ece"), "%")}`,
          met: kept.every((share) => share <= 0.5),
        };
      }),
      ...methods.map((method) => {
        const { moved } = against(method, "plain");
        return {
          text: `${method}: ROC AUC less plain's, at most 0.005 either way in every seed`,
          found: moved.map(showNumber).join(", "),
          met: moved.every((step) => Math.abs(step) <= 0.005),
        };
      }),
      {
        text: "different probabilities among the test rows, plain and isotonic",
        found: ["plain", "isotonic"]
          .map((variant) => values(variant, "levels/different").join(", "))
          .join("; "),
      },
      ...methods.map((method) => {
        const { kept, moved } = against(`weights-${method}`, "weights");
        return {
          text: `weights, then ${method}: calibration error left of that of weights, and ROC AUC less theirs`,
          found: `${percents(kept)}; ${moved.map(showNumber).join(", ")}`,
        };
      }),
      ...[
        ["ece/even", "calibration error over bins of as many rows", "%"],
        ["pr-auc", "average precision", ""],
        ["f1", "F₁, at ½ but for threshold's own", ""],
        ["brier", "Brier score", ""],
      ].map(([metric, text, unit]) => ({
        text: text!,
        found: variants
          .map(
            (variant) =>
              `${variant} ${showNumber(figures.mean(variant, metric!))}${unit === "" ? "" : ` ${unit}`}`,
          )
          .join("; "),
      })),
    ];
  },
});

interface Rows {
  X: Matrix;
  y: Int32Array;
}

interface Plan {
  known: Rows;
  /** Rows to calibrate on. */
  apart: Rows;
  rounds: number;
  seed: number;
}

/** What gives probabilities, and from which one on it says class 1. */
interface Fitted {
  predictProba(X: Matrix): Matrix;
  threshold: number;
}

function fitted(variant: string, { known: { X, y }, apart, rounds, seed }: Plan): Fitted {
  const [base, method] = variant.startsWith("weights-") ? variant.split("-") : ["plain", variant];
  const estimator = new HistGradientBoostingClassifier({
    maxIter: rounds,
    maxLeafNodes: 15,
    earlyStopping: false,
    classWeight: base === "weights" || variant === "weights" ? "balanced" : null,
  });
  if (method === "over" || method === "smote")
    return {
      ...probabilities(new ResampledClassifier({ estimator, sampler: method, randomState: seed }).fit(X, y)),
      threshold: 0.5,
    };
  if (method === "threshold") {
    const tuned = new TunedThresholdClassifierCV({ estimator, scoring: "f1" }).fit(X, y);
    return { ...probabilities(tuned), threshold: tuned.bestThreshold_ };
  }
  estimator.fit(X, y);
  if (!isCalibration(method!)) return { ...probabilities(estimator), threshold: 0.5 };
  const calibrated = new CalibratedClassifierCV({ estimator, method: calibrations[method], cv: "prefit" });
  return { ...probabilities(calibrated.fit(apart.X, apart.y)), threshold: 0.5 };
}

function isCalibration(name: string): name is keyof typeof calibrations {
  return name in calibrations;
}

function probabilities(model: AnyEstimator): Pick<Fitted, "predictProba"> {
  return { predictProba: (X) => (model as AnyEstimator & Pick<Fitted, "predictProba">).predictProba(X) };
}

/** Eight columns, of which six decide on the odds, two of them together; one row in twenty is of class 1. */
function draw(rows: number, rng: Philox): Rows {
  const X = new Matrix(
    Float64Array.from({ length: 8 * rows }, () => rng.normal()),
    [rows, 8],
  );
  const y = Int32Array.from({ length: rows }, (_, i) => {
    const [a, b, c, d, e, f] = X.row(i) as unknown as [number, number, number, number, number, number];
    const logit = a + 0.8 * b - 0.6 * c + 0.7 * d * e + 0.6 * (f * f - 1) - 4.3;
    return Number(rng.uniform() < 1 / (1 + Math.exp(-logit)));
  });
  return { X, y };
}
