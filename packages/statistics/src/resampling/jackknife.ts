/**
 * The jackknife: bias and standard error of a statistic from leaving out one value at a time.
 *
 *   θ_(i) = θ(x without x_i),   θ_(·) = Σ θ_(i)/n
 *   bias = (n − 1)(θ_(·) − θ),   se² = (n − 1)/n · Σ (θ_(i) − θ_(·))²
 *
 * Quenouille 1956, https://doi.org/10.1093/biomet/43.3-4.353; Tukey 1958; Efron 1982, The Jackknife, the Bootstrap and Other
 * Resampling Plans. For statistics that are not smooth, such as the median, the standard error is wrong in the limit.
 */

import { mean, sumOfSquares } from "../samples/moments.ts";
import { type Sample, sampleOf } from "../samples/sample.ts";

export interface JackknifeResult {
  estimate: number;
  bias: number;
  standardError: number;
  /** θ − bias = nθ − (n − 1) θ_(·). */
  corrected: number;
  /** θ_(i), [N]. */
  values: Float64Array;
}

export function jackknife(sample: Sample, statistic: (sample: Float64Array) => number): JackknifeResult {
  const x = sampleOf("jackknife", "sample", sample, 2);
  const n = x.length;
  const estimate = statistic(x.slice());
  requireStatistic("jackknife", "the sample", estimate);
  const values = leaveOneOut([x], ([rest]) => statistic(rest!))[0]!;
  values.forEach((value, i) => {
    requireStatistic("jackknife", `the sample without value ${i}`, value);
  });
  const bias = (n - 1) * (mean(values) - estimate);
  const standardError = Math.sqrt(((n - 1) / n) * sumOfSquares(values));
  return { estimate, bias, standardError, corrected: estimate - bias, values };
}

/** The statistic without each value of each sample: an array for each sample. */
export function leaveOneOut(
  samples: readonly Float64Array[],
  statistic: (samples: Float64Array[]) => number,
): Float64Array[] {
  return samples.map((sample, j) => {
    const rest = new Float64Array(sample.length - 1);
    const with_ = samples.map((other, i) => (i === j ? rest : other.slice()));
    return sample.map((_, out) => {
      for (let i = 0; i < rest.length; i++) rest[i] = sample[i < out ? i : i + 1]!;
      return statistic(with_);
    });
  });
}

/** A statistic that is no number would hide in a mean or sort to an end. */
export function requireStatistic(where: string, of: string, value: number): void {
  if (typeof value === "number" && !Number.isNaN(value)) return;
  throw new RangeError(`${where}: the statistic of ${of} is ${value}, a number is needed`);
}
