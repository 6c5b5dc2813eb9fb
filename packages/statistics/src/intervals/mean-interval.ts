/**
 * Intervals for the mean and the variance of a normal sample.
 *
 *   μ, σ unknown   x̄ ± t_{n−1} s/√n
 *   μ, σ known     x̄ ± z σ/√n
 *   σ²             [(n − 1)s²/χ²_{1−α/2}, (n − 1)s²/χ²_{α/2}], n − 1 degrees of freedom
 *
 * That of the mean holds about for other distributions too, when n is large; that of the variance does not.
 */

import { ChiSquared } from "../distributions/continuous/chi-squared.ts";
import { Normal } from "../distributions/continuous/normal.ts";
import { StudentT } from "../distributions/continuous/student-t.ts";
import { type ConfidenceInterval, symmetricInterval } from "../samples/alternative.ts";
import { mean, standardDeviation, sumOfSquares } from "../samples/moments.ts";
import { requirePositive, type Sample, sampleOf } from "../samples/sample.ts";
import { type IntervalOptions, openTo, tailOf } from "./interval-options.ts";

export interface EstimateWithInterval extends ConfidenceInterval {
  estimate: number;
}

/** `std`: σ, where it is known; then the interval is z's. */
export function meanInterval(
  sample: Sample,
  options: IntervalOptions & { std?: number } = {},
): EstimateWithInterval {
  const where = "meanInterval";
  tailOf(where, options);
  const { std } = options;
  const x = sampleOf(where, "sample", sample, std === undefined ? 2 : 1);
  const estimate = mean(x);
  if (std !== undefined) requirePositive(where, "std", std);
  const error = (std ?? standardDeviation(x)) / Math.sqrt(x.length);
  const distribution = std === undefined ? new StudentT({ df: x.length - 1 }) : new Normal();
  return { estimate, ...symmetricInterval(estimate, error, (p) => distribution.ppf(p), options) };
}

/** For σ²; take the roots of its ends for σ. */
export function varianceInterval(sample: Sample, options: IntervalOptions = {}): EstimateWithInterval {
  const where = "varianceInterval";
  const tail = tailOf(where, options);
  const x = sampleOf(where, "sample", sample, 2);
  const squares = sumOfSquares(x);
  const chi = new ChiSquared({ df: x.length - 1 });
  const interval = { low: squares / chi.ppf(1 - tail), high: squares / chi.ppf(tail) };
  return { estimate: squares / (x.length - 1), ...openTo(interval, [0, Infinity], options) };
}
