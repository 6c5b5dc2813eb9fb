import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import * as accuracy from "./classification/accuracy-score.ts";
import { balancedAccuracyScore } from "./classification/balanced-accuracy-score.ts";
import { brierScoreLoss } from "./classification/brier-score-loss.ts";
import { expectedCalibrationError } from "./classification/calibration/calibration-error.ts";
import { cohenKappaScore } from "./classification/cohen-kappa-score.ts";
import { averagePrecisionScore } from "./classification/curves/average-precision-score.ts";
import { ksStatistic } from "./classification/curves/ks-statistic.ts";
import { rocAucScore } from "./classification/curves/roc-auc-score.ts";
import { jaccardScore } from "./classification/jaccard-score.ts";
import * as logs from "./classification/log-loss.ts";
import { matthewsCorrcoef } from "./classification/matthews-corrcoef.ts";
import * as scores from "./classification/precision-recall-fscore.ts";
import * as clusters from "./clustering/mutual-info-score.ts";
import * as pairs from "./clustering/pair-confusion-matrix.ts";
import { vMeasureScore } from "./clustering/v-measure-score.ts";
import * as absolute from "./regression/absolute-error.ts";
import * as deviance from "./regression/deviance.ts";
import * as pinball from "./regression/pinball-loss.ts";
import * as r2 from "./regression/r2-score.ts";
import * as squared from "./regression/squared-error.ts";

type Weighted = (y: number[], found: number[], options: { sampleWeight?: number[] }) => number;

const macro = { average: "macro" } as const;
const ofClasses: Record<string, Weighted> = {
  accuracyScore: accuracy.accuracyScore,
  zeroOneLoss: accuracy.zeroOneLoss,
  balancedAccuracyScore,
  matthewsCorrcoef,
  cohenKappaScore: (y, found, options) => cohenKappaScore(y, found, { weights: "quadratic", ...options }),
  precisionScore: (y, found, options) => scores.precisionScore(y, found, { ...macro, ...options }),
  recallScore: (y, found, options) => scores.recallScore(y, found, { ...macro, ...options }),
  f1Score: (y, found, options) => scores.f1Score(y, found, { average: "weighted", ...options }),
  jaccardScore: (y, found, options) => jaccardScore(y, found, { ...macro, ...options }),
};
const ofProbabilities: Record<string, Weighted> = {
  logLoss: logs.logLoss,
  d2LogLossScore: logs.d2LogLossScore,
  brierScoreLoss,
  rocAucScore,
  "rocAucScore up to 0.3": (y, found, options) => rocAucScore(y, found, { maxFpr: 0.3, ...options }),
  averagePrecisionScore,
  expectedCalibrationError,
  ksStatistic: (y, found, options) => ksStatistic(y, found, options).statistic,
};
const { maxError: _, ...absolutes } = absolute;
const ofNumbers: Record<string, Weighted> = { ...absolutes, ...deviance, ...pinball, ...r2, ...squared };

const n = 60;
const rng = new Philox(7);
const draw = (value: () => number) => Array.from({ length: n }, value);
const binary = draw(() => rng.integer(2));
const families: [name: string, metrics: Record<string, Weighted>, y: number[], found: number[]][] = [
  ["classes", ofClasses, draw(() => rng.integer(3)), draw(() => rng.integer(3))],
  [
    "probabilities",
    ofProbabilities,
    binary,
    binary.map((y) => Math.round(30 * (0.3 * y + 0.7 * rng.uniform())) / 30),
  ],
  ["numbers", ofNumbers, draw(() => rng.uniform() + 0.1), draw(() => rng.uniform() + 0.1)],
];

describe.each(families)("metrics of %s", (_name, metrics, y, found) => {
  const repeats = draw(() => rng.integer(3));
  const repeated = (values: number[]) =>
    values.flatMap((value, i) => new Array<number>(repeats[i]!).fill(value));

  it.each(Object.entries(metrics))(
    "%s: weights 0, 1, 2 are rows left out, taken once and twice",
    (_title, metric) => {
      const weighted = metric(y, found, { sampleWeight: repeats });
      expect(weighted).toBeCloseTo(metric(repeated(y), repeated(found), {}), 12);
      expect(metric(y, found, {})).not.toBeCloseTo(weighted, 6);
    },
  );

  it.each(Object.entries(metrics))("%s: equal weights are none", (_title, metric) => {
    expect(metric(y, found, { sampleWeight: y.map(() => 3) })).toBeCloseTo(metric(y, found, {}), 12);
  });

  it.each(Object.entries(metrics))(
    "%s: the order of samples does not matter, and inputs stay as they are",
    (_title, metric) => {
      const order = new Philox(1).shuffle(draw(() => 0).map((_zero, i) => i));
      const [first, second] = [y.slice(), found.slice()];
      const shuffled = metric(
        order.map((i) => y[i]!),
        order.map((i) => found[i]!),
        {},
      );
      expect(shuffled).toBeCloseTo(metric(y, found, {}), 12);
      expect([y, found]).toEqual([first, second]);
    },
  );

  it.each(Object.entries(metrics))("%s: typed arrays are as plain ones", (_title, metric) => {
    const typed = Float64Array.from(found) as unknown as number[];
    expect(metric(Float64Array.from(y) as unknown as number[], typed, {})).toBe(metric(y, found, {}));
  });
});

describe("names of classes", () => {
  const [, , y, found] = families[0]!;
  const names = ["ant", "bee", "cow"];

  it.each(Object.entries(ofClasses))(
    "%s: texts in the order of the numbers give the same",
    (_title, metric) => {
      const call = metric as unknown as (a: string[], b: string[], options: object) => number;
      expect(
        call(
          y.map((k) => names[k]!),
          found.map((k) => names[k]!),
          {},
        ),
      ).toBe(metric(y, found, {}));
    },
  );

  it.each(
    Object.entries({ ...clusters, ...pairs, vMeasureScore }).filter(([name]) => name.endsWith("Score")),
  )("%s: numbers of clusters can be exchanged, and both partitions", (_title, metric) => {
    const score = metric as (a: number[], b: number[]) => number;
    const renamed = found.map((k) => [7, -2, 4][k]!);
    expect(score(y, renamed)).toBeCloseTo(score(y, found), 13);
    expect(score(found, y)).toBeCloseTo(score(y, found), 13);
  });
});
