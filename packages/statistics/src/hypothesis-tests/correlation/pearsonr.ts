/**
 * Pearson's correlation and its test.
 *
 *   r = Σ (x − x̄)(y − ȳ)/√(Σ (x − x̄)² Σ (y − ȳ)²),   t = r √((n − 2)/(1 − r²)), Student's with n − 2
 *   interval by Fisher's z = artanh r, about normal with variance 1/(n − 3)
 *
 * Fisher 1915, https://doi.org/10.1093/biomet/10.4.507; Fisher 1921 (z).
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { StudentT } from "../../distributions/continuous/student-t.ts";
import {
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
  symmetricInterval,
  symmetricPvalue,
} from "../../samples/alternative.ts";
import { mean } from "../../samples/moments.ts";
import { requireEqualLengths, requireProbability, type Sample, sampleOf } from "../../samples/sample.ts";

export interface CorrelationOptions extends AlternativeOption {
  /** Default 0.95. */
  confidenceLevel?: number;
}

export interface CorrelationResult {
  /** The coefficient. */
  statistic: number;
  pvalue: number;
  confidenceInterval: ConfidenceInterval;
}

export function pearsonr(x: Sample, y: Sample, options: CorrelationOptions = {}): CorrelationResult {
  const { alternative = "two-sided", confidenceLevel = 0.95 } = options;
  const [a, b] = pairedSamples("pearsonr", x, y, 3);
  requireAlternative("pearsonr", alternative);
  requireProbability("pearsonr", "confidenceLevel", confidenceLevel);
  const r = correlation("pearsonr", a, b);
  const n = a.length;
  return {
    statistic: r,
    pvalue: correlationPvalue(r, n, alternative),
    confidenceInterval: fisherInterval(r, 1 / Math.sqrt(n - 3), { alternative, confidenceLevel }),
  };
}

export function pairedSamples(
  where: string,
  x: Sample,
  y: Sample,
  atLeast: number,
): [Float64Array, Float64Array] {
  const [a, b] = [sampleOf(where, "x", x, atLeast), sampleOf(where, "y", y, atLeast)];
  requireEqualLengths(where, ["x", "y"], [a.length, b.length]);
  return [a, b];
}

export function correlation(where: string, x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - mx, y[i]! - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (xx === 0 || yy === 0) {
    throw new RangeError(
      `${where}: all values of ${xx === 0 ? "x" : "y"} are equal, values that differ are needed`,
    );
  }
  // One root where it neither overflows nor underflows: for equal sums, as of ranks in one order, r is 1 exactly.
  const both = xx * yy;
  const r = both > 1e-290 && both < 1e290 ? xy / Math.sqrt(both) : xy / Math.sqrt(xx) / Math.sqrt(yy);
  return Math.max(-1, Math.min(1, r));
}

export function correlationPvalue(
  r: number,
  n: number,
  alternative: NonNullable<AlternativeOption["alternative"]>,
): number {
  const t = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
  return symmetricPvalue(new StudentT({ df: n - 2 }), t, alternative);
}

/** tanh(artanh r ± z · error). [−1, 1] where three pairs leave no error to speak of. */
export function fisherInterval(
  r: number,
  error: number,
  options: Required<CorrelationOptions>,
): ConfidenceInterval {
  if (!Number.isFinite(error)) return { low: -1, high: 1 };
  const { low, high } = symmetricInterval(Math.atanh(r), error, (p) => new Normal().ppf(p), options);
  return { low: Math.tanh(low), high: Math.tanh(high) };
}
