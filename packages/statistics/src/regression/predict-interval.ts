/**
 * Predictions with their uncertainty.
 *
 *   ŷ = xᵀβ̂,   of the mean: se² = xᵀ V x,   of a new value: se² = xᵀ V x + σ̂²/w
 *
 * with quantiles of Student's t, or of the normal distribution where the fit uses it.
 */

import { Normal } from "../distributions/continuous/normal.ts";
import { StudentT } from "../distributions/continuous/student-t.ts";
import { type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import {
  requireEqualLengths,
  requirePositive,
  requireProbability,
  type Sample,
  sampleOf,
} from "../samples/sample.ts";
import type { OlsResult } from "./ols.ts";

export interface Prediction {
  /** ŷ, [N]. */
  mean: Float64Array;
  /** Of the mean. */
  standardErrors: Float64Array;
  /** Where the mean lies. */
  confidenceIntervals: ConfidenceInterval[];
  /** Where a new value lies. */
  predictionIntervals: ConfidenceInterval[];
}

export interface PredictOptions {
  /** Default 0.95. */
  confidenceLevel?: number;
  /** w of the new values. Default 1. */
  weights?: Sample;
}

export function predictInterval(result: OlsResult, X: MatrixInput, options: PredictOptions = {}): Prediction {
  const where = "predictInterval";
  const { confidenceLevel = 0.95 } = options;
  requireProbability(where, "confidenceLevel", confidenceLevel);
  const { params, covariance, scale, dfInference, useT } = result;
  const { rows, cols: k, data } = matrixOf(where, X);
  requireEqualLengths(where, ["a row of X", "params"], [k, params.length]);
  const weights = options.weights === undefined ? null : sampleOf(where, "weights", options.weights);
  if (weights !== null) {
    requireEqualLengths(where, ["weights", "X"], [weights.length, rows]);
    for (const [i, weight] of weights.entries()) requirePositive(where, `weights[${i}]`, weight);
  }
  const tail = (1 + confidenceLevel) / 2;
  const reach = useT ? new StudentT({ df: dfInference }).ppf(tail) : new Normal().ppf(tail);
  const [mean, variances] = [new Float64Array(rows), new Float64Array(rows)];
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < k; a++) {
      const x = data[i * k + a]!;
      mean[i]! += x * params[a]!;
      for (let b = 0; b < k; b++) variances[i]! += x * covariance[a * k + b]! * data[i * k + b]!;
    }
  }
  const around = (value: number, error: number) => ({
    low: value - reach * error,
    high: value + reach * error,
  });
  return {
    mean,
    standardErrors: variances.map(Math.sqrt),
    confidenceIntervals: Array.from(mean, (value, i) => around(value, Math.sqrt(variances[i]!))),
    predictionIntervals: Array.from(mean, (value, i) =>
      around(value, Math.sqrt(variances[i]! + scale / (weights?.[i] ?? 1))),
    ),
  };
}
