/**
 * The test of Anderson and Darling for normality, mean and variance unknown. It weighs the tails more than Kolmogorov's does.
 *
 *   A² = −n − Σ (2i − 1)/n · [log Φ(z_i) + log(1 − Φ(z_{n+1−i}))],   z_i = (x_(i) − x̄)/s
 *   A*² = A² (1 + 0.75/n + 2.25/n²), whose percentage points and p-values are tabulated
 *
 * Anderson and Darling 1954, https://doi.org/10.1080/01621459.1954.10501232; Stephens 1974 and D'Agostino and Stephens 1986,
 * Goodness-of-Fit Techniques, tables 4.7 and 4.9 (p to about two digits; 0 is given above A*² = 13).
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { mean, standardDeviation } from "../../samples/moments.ts";
import { type Sample, sampleOf } from "../../samples/sample.ts";

export interface AndersonResult {
  /** A². */
  statistic: number;
  pvalue: number;
  /** A² above these is significant at `significanceLevels`, for this n. */
  criticalValues: number[];
  significanceLevels: number[];
}

const SIGNIFICANCE = [0.15, 0.1, 0.05, 0.025, 0.01];
const POINTS = [0.561, 0.631, 0.752, 0.873, 1.035];

export function anderson(sample: Sample): AndersonResult {
  const x = sampleOf("anderson", "sample", sample, 3).sort();
  const n = x.length;
  const [centre, std] = [mean(x), standardDeviation(x)];
  if (std === 0) throw new RangeError("anderson: all values are equal, values that differ are needed");
  const normal = new Normal();
  const z = x.map((value) => (value - centre) / std);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += ((2 * i + 1) / n) * (normal.logcdf(z[i]!) + normal.logcdf(-z[n - 1 - i]!));
  }
  const statistic = -n - total;
  const correction = 1 + 0.75 / n + 2.25 / n ** 2;
  return {
    statistic,
    pvalue: tabulatedPvalue(statistic * correction),
    criticalValues: POINTS.map((point) => point / correction),
    significanceLevels: SIGNIFICANCE,
  };
}

/** D'Agostino and Stephens 1986, table 4.9. */
function tabulatedPvalue(a: number): number {
  if (a < 0.2) return -Math.expm1(-13.436 + 101.14 * a - 223.73 * a * a);
  if (a < 0.34) return -Math.expm1(-8.318 + 42.796 * a - 59.938 * a * a);
  if (a < 0.6) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
  return a <= 13 ? Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a) : 0;
}
