import {
  type AnyEstimator,
  calibrationCurve,
  confusionMatrix,
  permutationImportance,
  precisionRecallCurve,
  rocAucScore,
  rocCurve,
  takeRows,
  takeValues,
} from "@blankfile/classical";
import type { Table } from "@blankfile/data";
import type { Campaign, Rows } from "../campaign/campaign.ts";
import { bars } from "../pictures/bars.ts";
import { heatMap } from "../pictures/heat-map.ts";
import { histogram } from "../pictures/histogram.ts";
import { lines, scatter } from "../pictures/lines.ts";
import { readableScorer, scoreText } from "../settings/metrics.ts";
import { type HeldOut, predictHeldOut } from "../split/score-model.ts";
import { wordsOf } from "../table/clean-table.ts";
import { type Slice, worstSlices } from "./slices.ts";

export interface ErrorAnalysis {
  rows: number;
  /** The share of wrong classes, or the mean absolute error, over all held-out rows. */
  error: number;
  confusion?: number[][];
  slices: Slice[];
  importance: { column: string; mean: number; deviation: number }[];
  /** The rows that the model was most wrong about. */
  worst: { row: Record<string, string>; truth: string; predicted: string; size: number }[];
  /** Mean distance of probabilities from what happened, in ten bins weighed by their rows; of two classes. */
  calibrationError?: number;
  pictures: Record<string, string>;
}

/** Where the model is wrong, on rows that it has not learnt from. */
export function analyseErrors(campaign: Campaign, model: AnyEstimator, rows: Rows): ErrorAnalysis {
  const held = predictHeldOut(campaign, model, rows);
  const isClasses = campaign.classes.length > 0;
  const truth = held.tested.map((i) => rows.y[i]!);
  const errors = truth.map((y, at) =>
    isClasses ? Number(held.predicted[at] !== y) : Math.abs(held.predicted[at]! - y),
  );
  const X = rows.X.rows(held.tested);
  const slices = worstSlices(X, errors, isClasses);
  const error = errors.reduce((sum, value) => sum + value, 0) / errors.length;
  const importance = importanceOf(campaign, model, rows);
  const shown = slices.slice(0, 10);
  const unit = isClasses ? "share of wrong rows" : `mean absolute error of ${campaign.settings.target}`;
  const pictures: Record<string, string> = {
    ...(isClasses ? classPictures(campaign, truth, held) : numberPictures(campaign, truth, held)),
    slices: bars(
      shown.map(({ column, values, rows: n, error: own, low, high }) => ({
        name: `${column}: ${values}`,
        value: own,
        interval: [low, high] as const,
        text: `${scoreText(own)} (${n} rows)`,
      })),
      {
        title: "The slices with the largest errors",
        desc: `${unit}; all rows ${scoreText(error)}. ${shown
          .slice(0, 3)
          .map(
            (one) =>
              `${one.column} ${one.values}: ${scoreText(one.error)} (${scoreText(one.low)} to ${scoreText(one.high)}) of ${one.rows} rows`,
          )
          .join("; ")}.`,
        label: `${unit}; dashed: all rows`,
        guide: error,
        fromZero: false,
      },
    ),
    importance: bars(
      importance.slice(0, 15).map(({ column, mean, deviation }) => ({
        name: column,
        value: mean,
        interval: [mean - deviation, mean + deviation] as const,
        text: scoreText(mean),
      })),
      {
        title: "How much worse without a column",
        desc: `Permutation importance: loss of ${campaign.metric.label} when a column's values go to the wrong rows. ${importance
          .slice(0, 5)
          .map(({ column, mean }) => `${column} ${scoreText(mean)}`)
          .join(", ")}.`,
        label: `loss of ${campaign.metric.label}, ± one standard deviation`,
      },
    ),
  };
  return {
    rows: truth.length,
    error,
    ...(isClasses ? { confusion: confusionOf(campaign, truth, held.predicted) } : {}),
    slices: slices.slice(0, 20),
    importance,
    worst: mostWrong(campaign, rows, held, truth),
    ...(campaign.classes.length === 2 && held.probabilities.length > 0
      ? { calibrationError: calibrationError(truth, held) }
      : {}),
    pictures,
  };
}

function confusionOf({ classes }: Campaign, truth: number[], predicted: number[]): number[][] {
  const counts = confusionMatrix(truth, predicted, { labels: classes.map((_, k) => k) });
  return classes.map((_, k) => Array.from(counts.row(k)));
}

function classPictures(campaign: Campaign, truth: number[], held: HeldOut): Record<string, string> {
  const { classes } = campaign;
  const counts = confusionOf(campaign, truth, held.predicted);
  const sums = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
  const pictures: Record<string, string> = {
    confusion: heatMap(counts.flat(), {
      title: "Predicted and true classes",
      desc: classes
        .map((name, k) => `of ${sums[k]} rows of ${name}, ${counts[k]![k]} are predicted so`)
        .join("; "),
      rows: classes,
      columns: classes,
      text: (n) => String(n),
      xLabel: "predicted",
      yLabel: "true",
    }),
  };
  if (classes.length !== 2 || held.probabilities.length === 0) return pictures;
  const positive = held.probabilities.map((row) => row[1]!);
  const { fpr, tpr } = rocCurve(truth, positive);
  const area = rocAucScore(truth, positive);
  const { precision, recall } = precisionRecallCurve(truth, positive, { dropIntermediate: true });
  const share = truth.reduce((sum, y) => sum + y, 0) / truth.length;
  const { probTrue, probPred } = calibrationCurve(truth, positive, { nBins: 10, strategy: "quantile" });
  const unit = { xDomain: [0, 1], yDomain: [0, 1] } as const;
  pictures.roc = lines([{ name: "model", x: fpr, y: tpr }], {
    ...unit,
    title: "ROC curve",
    desc: `The area under the curve of held-out rows is ${area.toFixed(3)}; the dashed line is chance, 0.5.`,
    xLabel: "false positive rate",
    yLabel: "true positive rate",
    guide: [
      [0, 0],
      [1, 1],
    ],
  });
  pictures["precision-recall"] = lines([{ name: "model", x: recall, y: precision }], {
    ...unit,
    title: "Precision and recall",
    desc: `Of ${classes[1]}; the dashed line is its share of the rows, ${share.toFixed(3)}.`,
    xLabel: "recall",
    yLabel: "precision",
    guide: [
      [0, share],
      [1, share],
    ],
  });
  pictures.calibration = lines([{ name: "model", x: probPred, y: probTrue }], {
    ...unit,
    title: "Calibration",
    desc: `Tenths of the held-out rows by their probability of ${classes[1]}: mean distance from what happened ${calibrationError(truth, held).toFixed(3)}.`,
    xLabel: `mean probability of ${classes[1]}`,
    yLabel: "share that it was",
    guide: [
      [0, 0],
      [1, 1],
    ],
  });
  return pictures;
}

/** Tenths of the rows by probability: the mean of |share − mean probability|. */
function calibrationError(truth: number[], { probabilities }: HeldOut): number {
  const { probTrue, probPred } = calibrationCurve(
    truth,
    probabilities.map((row) => row[1]!),
    { nBins: 10, strategy: "quantile" },
  );
  return probTrue.reduce((sum, share, b) => sum + Math.abs(share - probPred[b]!), 0) / probTrue.length;
}

function numberPictures(
  { settings }: Campaign,
  truth: number[],
  { predicted }: HeldOut,
): Record<string, string> {
  const residuals = truth.map((y, i) => y - predicted[i]!);
  const largest = Math.max(...residuals.map(Math.abs));
  return {
    predictions: scatter(predicted, truth, {
      title: "Predicted and true values",
      desc: "The dashed line is a prediction that is right.",
      xLabel: `predicted ${settings.target}`,
      yLabel: `true ${settings.target}`,
      guide: lineOf(truth),
    }),
    residuals: scatter(predicted, residuals, {
      title: "Residuals",
      desc: `True less predicted value; the largest is ${scoreText(largest)}.`,
      xLabel: `predicted ${settings.target}`,
      yLabel: "true − predicted",
      guide: [
        [Math.min(...predicted), 0],
        [Math.max(...predicted), 0],
      ],
    }),
    "residual-sizes": histogram(residuals, {
      title: "How large residuals are",
      desc: `${residuals.length} residuals.`,
      label: "true − predicted",
    }),
  };
}

function lineOf(values: number[]): [[number, number], [number, number]] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [
    [low, low],
    [high, high],
  ];
}

/** Learnt on the first fold's training rows, measured on its test rows. */
function importanceOf(campaign: Campaign, model: AnyEstimator, rows: Rows): ErrorAnalysis["importance"] {
  const { train, test } = campaign.folds(rows).at(-1)!;
  const fitted = model.clone().fit(takeRows("errors", rows.X, train), takeValues(rows.y, train));
  const places = test.slice(0, 2000);
  const sign = campaign.metric.isHigherBetter ? 1 : -1;
  const scorer = readableScorer(campaign.metric);
  const found = permutationImportance(
    fitted,
    takeRows("errors", rows.X, places) as Table,
    takeValues(rows.y, places),
    {
      scoring: (estimator, X, y) => sign * scorer(estimator, X, y),
      nRepeats: 5,
      randomState: campaign.settings.seed,
      onProgress: (done, total) => campaign.progress(done, total, "importance"),
    },
  );
  return found.names
    .map((column, j) => ({ column, mean: found.importancesMean[j]!, deviation: found.importancesStd[j]! }))
    .sort((a, b) => b.mean - a.mean);
}

function mostWrong(campaign: Campaign, rows: Rows, held: HeldOut, truth: number[]): ErrorAnalysis["worst"] {
  const { classes, train, settings } = campaign;
  const isClasses = classes.length > 0;
  const size = (at: number) => {
    if (!isClasses) return Math.abs(truth[at]! - held.predicted[at]!);
    return held.probabilities.length > 0
      ? 1 - held.probabilities[at]![truth[at]!]!
      : Number(held.predicted[at] !== truth[at]);
  };
  const order = truth
    .map((_, at) => at)
    .sort((a, b) => size(b) - size(a))
    .slice(0, 8);
  const names = train.names.filter((name) => name !== settings.target).slice(0, 12);
  return order.map((at) => {
    const row = train.rows([rows.indices[held.tested[at]!]!]);
    return {
      row: Object.fromEntries(names.map((name) => [name, wordsOf(row.column(name))[0] ?? ""])),
      truth: isClasses ? classes[truth[at]!]! : scoreText(truth[at]!),
      predicted: isClasses ? classes[held.predicted[at]!]! : scoreText(held.predicted[at]!),
      size: size(at),
    };
  });
}
