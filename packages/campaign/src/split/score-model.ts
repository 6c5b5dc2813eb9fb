import {
  type AnyEstimator,
  crossValidate,
  type Matrix,
  type Split,
  takeRows,
  takeValues,
} from "@blankfile/classical";
import type { Table } from "@blankfile/data";
import type { Campaign, Rows } from "../campaign/campaign.ts";
import { metricRange, readableScorer } from "../settings/metrics.ts";
import { type Estimate, scoreInterval } from "./score-interval.ts";

export interface ScoreOptions {
  /** How often, each time with other folds; the settings' own unless told. Where folds are not drawn by chance, once. */
  repeats?: number;
  /** The first repeat's number: other numbers are other folds. */
  firstRepeat?: number;
  /** What progress calls it. */
  what?: string;
}

/** The campaign's metric by repeated cross-validation, with its interval. */
export function scoreModel(
  campaign: Campaign,
  model: AnyEstimator,
  rows: Rows,
  options: ScoreOptions = {},
): Estimate {
  const { repeats = campaign.settings.repeats, firstRepeat = 0, what = "cross-validation" } = options;
  const times = campaign.plan.scheme === "time" ? 1 : repeats;
  const splits: Split[] = [];
  for (let repeat = 0; repeat < times; repeat++)
    splits.push(...campaign.folds(rows, { repeat: firstRepeat + repeat }));
  const scored = crossValidate(model, rows.X, rows.y, {
    cv: splits,
    scoring: readableScorer(campaign.metric),
    onProgress: (done, total) => campaign.progress(done, total, what),
  });
  const estimate = scoreInterval(scored.test.score!, testShare(splits));
  const [least, most] = metricRange(campaign.metric);
  return { ...estimate, low: Math.max(least, estimate.low), high: Math.min(most, estimate.high) };
}

/** n_test / n_train over the splits. */
export function testShare(splits: readonly Split[]): number {
  const tested = splits.reduce((sum, { test }) => sum + test.length, 0);
  return tested / splits.reduce((sum, { train }) => sum + train.length, 0);
}

/** What rows are predicted to be by models that have not learnt from them. */
export interface HeldOut {
  /** Places among the rows given; with time some are never tested. */
  tested: number[];
  predicted: number[];
  /** Of each class, [tested, K]; of a regression none. */
  probabilities: number[][];
}

export function predictHeldOut(
  campaign: Campaign,
  model: AnyEstimator,
  rows: Rows,
  what = "predictions of held-out rows",
): HeldOut {
  const out: HeldOut = { tested: [], predicted: [], probabilities: [] };
  const splits = campaign.folds(rows);
  for (const [i, { train, test }] of splits.entries()) {
    const fitted = model.clone().fit(takeRows("campaign", rows.X, train), takeValues(rows.y, train));
    const found = predictRows(campaign, fitted, takeRows("campaign", rows.X, test) as Table);
    out.tested.push(...test);
    out.predicted.push(...found.predicted);
    out.probabilities.push(...found.probabilities);
    campaign.progress(i + 1, splits.length, what);
  }
  return out;
}

interface Fitted {
  predict(X: Table): ArrayLike<number>;
  predictProba?(X: Table): Matrix;
  decisionFunction?(X: Table): ArrayLike<number>;
  classes_?: ArrayLike<number>;
  has?(method: string): boolean;
}

/** Predictions of a fitted model; probabilities of all the campaign's classes where the model has some, else none. */
export function predictRows(
  campaign: Campaign,
  fitted: AnyEstimator,
  X: Table,
): { predicted: number[]; probabilities: number[][] } {
  const able = fitted as unknown as Fitted;
  const predicted = Array.from(able.predict(X));
  const isAble = able.has ? able.has("predictProba") : typeof able.predictProba === "function";
  if (campaign.classes.length === 0 || !isAble) return { predicted, probabilities: [] };
  const found = able.predictProba!(X);
  const codes = Array.from(able.classes_ ?? []);
  const probabilities = predicted.map((_, i) => {
    const row = new Array<number>(campaign.classes.length).fill(0);
    for (const [k, code] of codes.entries()) row[code] = found.at(i, k);
    return row;
  });
  return { predicted, probabilities };
}
