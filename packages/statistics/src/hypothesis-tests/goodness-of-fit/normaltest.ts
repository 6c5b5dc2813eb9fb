/**
 * D'Agostino's tests for normality: skewness, kurtosis, and both together (K² = z₁² + z₂², χ² with 2 degrees of freedom).
 *
 *   skewness   y = g₁ √((n + 1)(n + 3)/(6(n − 2))),  z₁ = δ arsinh(y/α)                          D'Agostino 1970, n ≥ 8
 *   kurtosis   x = (b₂ − E b₂)/√Var b₂, z₂ by Wilson and Hilferty's cube root                     Anscombe and Glynn 1983, n ≥ 5
 *
 * D'Agostino 1970, https://doi.org/10.1093/biomet/57.3.679; Anscombe and Glynn 1983, https://doi.org/10.1093/biomet/70.1.227;
 * D'Agostino and Pearson 1973, https://doi.org/10.1093/biomet/60.3.613.
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { type AlternativeOption, requireAlternative, symmetricPvalue } from "../../samples/alternative.ts";
import type { Sample } from "../../samples/sample.ts";
import { shapeOf } from "./jarque-bera.ts";

export interface NormaltestResult {
  /** z₁, z₂ or K². */
  statistic: number;
  pvalue: number;
}

export function skewtest(
  sample: Sample,
  { alternative = "two-sided" }: AlternativeOption = {},
): NormaltestResult {
  requireAlternative("skewtest", alternative);
  const { n, skewness } = shapeOf("skewtest", sample, 8);
  const statistic = skewnessZ(skewness, n);
  return { statistic, pvalue: symmetricPvalue(new Normal(), statistic, alternative) };
}

export function kurtosistest(
  sample: Sample,
  { alternative = "two-sided" }: AlternativeOption = {},
): NormaltestResult {
  requireAlternative("kurtosistest", alternative);
  const { n, excessKurtosis } = shapeOf("kurtosistest", sample, 5);
  const statistic = kurtosisZ(excessKurtosis + 3, n);
  return { statistic, pvalue: symmetricPvalue(new Normal(), statistic, alternative) };
}

export function normaltest(sample: Sample): NormaltestResult {
  const { n, skewness, excessKurtosis } = shapeOf("normaltest", sample, 8);
  const statistic = skewnessZ(skewness, n) ** 2 + kurtosisZ(excessKurtosis + 3, n) ** 2;
  return { statistic, pvalue: Math.exp(-statistic / 2) };
}

function skewnessZ(g1: number, n: number): number {
  const y = g1 * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta2 = (3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w2 = -1 + Math.sqrt(2 * (beta2 - 1));
  const delta = 1 / Math.sqrt(Math.log(w2) / 2);
  const alpha = Math.sqrt(2 / (w2 - 1));
  return delta * Math.asinh(y / alpha);
}

function kurtosisZ(b2: number, n: number): number {
  const expected = (3 * (n - 1)) / (n + 1);
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) ** 2 * (n + 3) * (n + 5));
  const x = (b2 - expected) / Math.sqrt(variance);
  const rootBeta1 =
    ((6 * (n * n - 5 * n + 2)) / ((n + 7) * (n + 9))) *
    Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / rootBeta1) * (2 / rootBeta1 + Math.sqrt(1 + 4 / rootBeta1 ** 2));
  const denominator = 1 + x * Math.sqrt(2 / (a - 4));
  const cube = Math.sign(denominator) * Math.cbrt((1 - 2 / a) / Math.abs(denominator));
  return (1 - 2 / (9 * a) - cube) / Math.sqrt(2 / (9 * a));
}
