/**
 * Random sample consensus: a model of a few rows drawn at random, again and again; the one that most rows agree with is fitted to those.
 *
 *   a row agrees where its loss is at most the threshold
 *   trials needed so that with probability p one draw is free of outliers:   log(1 − p) / log(1 − (inliers/N)^m)
 *
 * Fischler and Bolles 1981, https://doi.org/10.1145/358669.358692
 */

import { Philox } from "@blankfile/tensor";
import { Estimator, type Traits } from "../../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../../estimator/known.ts";
import {
  choice,
  custom,
  integer,
  type Options,
  optional,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { type Measured, Regressor } from "../../estimator/regressor.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { partOf } from "../folds.ts";
import { LinearRegression } from "../least-squares/linear-regression.ts";

type AnyRegressor = Regressor<Record<never, never>>;

const isRegressor = (value: unknown): boolean =>
  value instanceof Estimator && (value as AnyEstimator).kind === "regressor";

const parameters = {
  /** Learns from the rows drawn; null: LinearRegression. */
  estimator: optional(custom<AnyEstimator>(null as never, isRegressor, "a regressor")),
  /** m, the rows drawn: how many, or a share below 1 of all; null: F + 1. */
  minSamples: optional(real(1, { above: 0 })),
  /** The largest loss of a row that agrees; null: the median of |yᵢ − median y|. */
  residualThreshold: optional(real(1, { min: 0 })),
  maxTrials: integer(100, { min: 1 }),
  /** Ends once so many rows agree. */
  stopNInliers: real(Number.POSITIVE_INFINITY, { min: 0, max: Number.POSITIVE_INFINITY }),
  /** Ends once R² of the rows that agree is as high. */
  stopScore: real(Number.POSITIVE_INFINITY, { max: Number.POSITIVE_INFINITY }),
  /** p. */
  stopProbability: real(0.99, { min: 0, max: 1 }),
  loss: choice("absoluteError", "squaredError"),
  randomState,
};
export type RANSACRegressorOptions = Options<typeof parameters>;

interface Consensus {
  inliers: number[];
  score: number;
}

/** See the head of the file. */
export class RANSACRegressor extends Regressor<typeof parameters> {
  static {
    nameClass("RANSACRegressor", RANSACRegressor);
  }
  /** Fitted to the rows that agree. */
  declare estimator_: AnyEstimator;
  /** 1 for rows that agree, [N]. */
  declare inlierMask_: Uint8Array;
  declare nTrials_: number;

  constructor(options: RANSACRegressorOptions = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    const { estimator } = this.params;
    return { takesWeight: estimator ? estimator.traits.takesWeight === true : true, isRandom: true };
  }

  protected learn(given: Measured): void {
    const { maxTrials, stopNInliers, stopScore, stopProbability } = this.params;
    const N = given.y.length;
    const size = this.#size(given.X);
    const threshold = this.params.residualThreshold ?? medianDeviation(given.y);
    const rng = new Philox(this.params.randomState);
    let best: Consensus | undefined;
    let needed = maxTrials;
    let trial = 0;
    while (trial < needed) {
      trial++;
      const found = this.#try(given, { rows: drawRows(rng, N, size), threshold });
      given.onProgress(trial, needed);
      if (found.inliers.length === 0 || (best && !isBetter(found, best))) continue;
      best = found;
      needed = Math.min(needed, trialsNeeded(found.inliers.length / N, size, stopProbability));
      if (found.inliers.length >= stopNInliers || found.score >= stopScore) break;
    }
    this.nTrials_ = trial;
    if (!best)
      this.refuse(
        "fit",
        `after ${trial} trials no row agrees within ${threshold}, one that does is needed; a larger residualThreshold`,
      );
    this.estimator_ = this.#fit(given, best.inliers);
    this.inlierMask_ = new Uint8Array(N);
    for (const i of best.inliers) this.inlierMask_[i] = 1;
  }

  protected values(X: Matrix): Float64Array {
    return (this.estimator_ as AnyRegressor).predict(X);
  }

  #size({ rows, cols }: Matrix): number {
    const { minSamples } = this.params;
    const size = minSamples === null ? cols + 1 : minSamples < 1 ? Math.ceil(minSamples * rows) : minSamples;
    if (!Number.isInteger(size))
      this.refuse("fit", `minSamples is ${minSamples}, a whole number or a share below 1 is needed`);
    if (size > rows)
      this.refuse(
        "fit",
        `${size} rows are to be drawn of ${rows}, at most all are needed; minSamples says how many`,
      );
    return size;
  }

  #fit(given: Measured, rows: readonly number[]): AnyRegressor {
    const { X, y, sampleWeight } = partOf(given, rows);
    const model = (this.params.estimator?.clone() ?? new LinearRegression()) as AnyRegressor;
    return model.fit(X, y, sampleWeight ? { sampleWeight } : {});
  }

  #try(given: Measured, { rows, threshold }: { rows: number[]; threshold: number }): Consensus {
    const hasWeight = !given.sampleWeight || rows.some((i) => given.sampleWeight![i]! > 0);
    if (!hasWeight) return { inliers: [], score: Number.NEGATIVE_INFINITY };
    const model = this.#fit(given, rows);
    const predicted = model.predict(given.X);
    const isSquared = this.params.loss === "squaredError";
    const inliers = [...given.y.keys()].filter((i) => {
      const error = Math.abs(given.y[i]! - predicted[i]!);
      return (isSquared ? error ** 2 : error) <= threshold;
    });
    if (inliers.length === 0) return { inliers, score: Number.NEGATIVE_INFINITY };
    const { X, y } = partOf({ ...given, sampleWeight: undefined }, inliers);
    return { inliers, score: model.score(X, y) };
  }
}

function isBetter(found: Consensus, best: Consensus): boolean {
  const [a, b] = [found.inliers.length, best.inliers.length];
  return a > b || (a === b && found.score >= best.score);
}

/** `size` different places below `rows`. */
function drawRows(rng: Philox, rows: number, size: number): number[] {
  const places = Array.from({ length: rows }, (_, i) => i);
  for (let k = 0; k < size; k++) {
    const other = k + rng.integer(rows - k);
    [places[k], places[other]] = [places[other]!, places[k]!];
  }
  return places.slice(0, size);
}

function trialsNeeded(share: number, size: number, probability: number): number {
  const free = 1 - share ** size;
  if (free <= 0) return 0;
  if (free >= 1) return Number.POSITIVE_INFINITY;
  return Math.abs(Math.ceil(Math.log(1 - probability) / Math.log(free)));
}

function medianDeviation(y: Float64Array): number {
  const middle = median(y);
  return median(y.map((value) => Math.abs(value - middle)));
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
