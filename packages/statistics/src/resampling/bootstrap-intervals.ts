/**
 * Confidence intervals from a bootstrap distribution θ*_1 … θ*_B of an estimate θ, quantiles written θ*_(p):
 *
 *   percentile    [θ*_(α/2), θ*_(1−α/2)]
 *   basic         [2θ − θ*_(1−α/2), 2θ − θ*_(α/2)]
 *   BCa           [θ*_(p(α/2)), θ*_(p(1−α/2))],   p(α) = Φ(z₀ + (z₀ + z_α)/(1 − a (z₀ + z_α)))
 *   studentized   [θ − t*_(1−α/2) se, θ − t*_(α/2) se],   t*_b = (θ*_b − θ)/se*_b
 *
 * with z₀ = Φ⁻¹(#{θ*_b < θ}/B), ties counted half, which corrects the bias of the median, and the acceleration a from the
 * skewness of the jackknife values, which corrects a standard error that changes with θ.
 *
 * Efron 1987, https://doi.org/10.1080/01621459.1987.10478410; Efron and Tibshirani 1993, An Introduction to the Bootstrap,
 * chapters 12 to 14.
 */

import { Normal } from "../distributions/continuous/normal.ts";
import type { Alternative, ConfidenceInterval } from "../samples/alternative.ts";
import { mean, quantile } from "../samples/moments.ts";

export interface BootstrapIntervalOptions {
  confidenceLevel: number;
  alternative: Alternative;
}

/** The probabilities below the two ends: α/2 is left out on each side, or all of α on the one that `open` leaves closed. */
function ends({ confidenceLevel, alternative }: BootstrapIntervalOptions): [number, number] {
  const out = alternative === "two-sided" ? (1 - confidenceLevel) / 2 : 1 - confidenceLevel;
  return [out, 1 - out];
}

function open(interval: ConfidenceInterval, alternative: Alternative): ConfidenceInterval {
  if (alternative === "less") return { low: -Infinity, high: interval.high };
  if (alternative === "greater") return { low: interval.low, high: Infinity };
  return interval;
}

export function percentileInterval(
  distribution: Float64Array,
  options: BootstrapIntervalOptions,
): ConfidenceInterval {
  const sorted = distribution.slice().sort();
  const [low, high] = ends(options);
  return open({ low: quantile(sorted, low), high: quantile(sorted, high) }, options.alternative);
}

export function basicInterval(
  distribution: Float64Array,
  estimate: number,
  options: BootstrapIntervalOptions,
): ConfidenceInterval {
  const sorted = distribution.slice().sort();
  const [low, high] = ends(options);
  return open(
    { low: 2 * estimate - quantile(sorted, high), high: 2 * estimate - quantile(sorted, low) },
    options.alternative,
  );
}

/** `jackknife` holds the values of the statistic without each value of each sample. */
export function bcaInterval(
  distribution: Float64Array,
  { estimate, jackknife }: { estimate: number; jackknife: readonly Float64Array[] },
  options: BootstrapIntervalOptions,
): ConfidenceInterval {
  const normal = new Normal();
  const sorted = distribution.slice().sort();
  const share = shareBelow(distribution, estimate);
  if (share === 0 || share === 1) {
    throw new RangeError(
      `bcaInterval: the estimate ${estimate} lies outside all ${sorted.length} resamples, which leaves its bias unknown; use "percentile"`,
    );
  }
  const z0 = normal.ppf(share);
  const a = acceleration(jackknife);
  const [low, high] = ends(options).map((p) => {
    const z = z0 + normal.ppf(p);
    return quantile(sorted, normal.cdf(z0 + z / (1 - a * z)));
  }) as [number, number];
  return open({ low, high }, options.alternative);
}

export function studentizedInterval(
  pivots: Float64Array,
  { estimate, standardError }: { estimate: number; standardError: number },
  options: BootstrapIntervalOptions,
): ConfidenceInterval {
  const sorted = pivots.slice().sort();
  const [low, high] = ends(options);
  return open(
    {
      low: estimate - quantile(sorted, high) * standardError,
      high: estimate - quantile(sorted, low) * standardError,
    },
    options.alternative,
  );
}

function shareBelow(distribution: Float64Array, estimate: number): number {
  let doubled = 0;
  for (const value of distribution) doubled += value < estimate ? 2 : value === estimate ? 1 : 0;
  return doubled / (2 * distribution.length);
}

/** a = ⅙ Σ_j Σ_i U_ji³/n_j³ / (Σ_j Σ_i U_ji²/n_j²)^{3/2},   U_ji = (n_j − 1)(θ_(j·) − θ_(ji)). */
export function acceleration(jackknife: readonly Float64Array[]): number {
  let [cubes, squares] = [0, 0];
  for (const values of jackknife) {
    const n = values.length;
    const centre = mean(values);
    for (const value of values) {
      const u = ((n - 1) * (centre - value)) / n;
      cubes += u ** 3;
      squares += u ** 2;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
