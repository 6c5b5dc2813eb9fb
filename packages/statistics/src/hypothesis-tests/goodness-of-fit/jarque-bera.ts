/**
 * The test of Jarque and Bera for normality, from skewness and kurtosis:
 *
 *   JB = n/6 · (g₁² + (g₂)²/4),   g₁ = m₃/m₂^{3/2},  g₂ = m₄/m₂² − 3;   χ² with 2 degrees of freedom for large n
 *
 * Jarque and Bera 1980, https://doi.org/10.1016/0165-1765(80)90024-5.
 */

import { centralMoment } from "../../samples/moments.ts";
import { type Sample, sampleOf } from "../../samples/sample.ts";

export interface JarqueBeraResult {
  /** JB. */
  statistic: number;
  pvalue: number;
  skewness: number;
  /** g₂, 0 for the normal distribution. */
  excessKurtosis: number;
}

export function jarqueBera(sample: Sample): JarqueBeraResult {
  const { n, skewness, excessKurtosis } = shapeOf("jarqueBera", sample, 2);
  const statistic = (n / 6) * (skewness ** 2 + excessKurtosis ** 2 / 4);
  // The χ² distribution with two degrees of freedom is exponential.
  return { statistic, pvalue: Math.exp(-statistic / 2), skewness, excessKurtosis };
}

/** g₁ and g₂ of a sample that is not constant. */
export function shapeOf(where: string, sample: Sample, atLeast: number) {
  const x = sampleOf(where, "sample", sample, atLeast);
  const m2 = centralMoment(x, 2);
  if (m2 === 0) throw new RangeError(`${where}: all values are equal, values that differ are needed`);
  return {
    n: x.length,
    skewness: centralMoment(x, 3) / m2 ** 1.5,
    excessKurtosis: centralMoment(x, 4) / m2 ** 2 - 3,
  };
}
