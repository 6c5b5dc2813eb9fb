/**
 * The sign test: is the median of x (or of the differences x − y) the one claimed?
 *
 *   S = #{x_i > m₀} of the n with x_i ≠ m₀ is binomial (n, ½)
 *
 * It asks nothing of the distribution but continuity at its median. Arbuthnott 1710; Conover 1999, Practical Nonparametric Statistics, section 3.4.
 */

import { type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import { requireFinite, type Sample, sampleOf } from "../../samples/sample.ts";
import { binomtest } from "../counts/binomtest.ts";

export interface SignTestResult {
  /** S. */
  statistic: number;
  pvalue: number;
  /** n, without the values equal to the median claimed. */
  n: number;
}

export function signTest(
  sample: Sample,
  {
    median = 0,
    alternative = "two-sided",
  }: AlternativeOption & { /** m₀. Default 0. */ median?: number } = {},
): SignTestResult {
  requireAlternative("signTest", alternative);
  requireFinite("signTest", "median", median);
  const x = sampleOf("signTest", "sample", sample);
  const n = x.reduce((count, value) => count + (value !== median ? 1 : 0), 0);
  const above = x.reduce((count, value) => count + (value > median ? 1 : 0), 0);
  if (n === 0) throw new RangeError(`signTest: all values equal ${median}, at least one other is needed`);
  return { statistic: above, pvalue: binomtest(above, n, { p: 0.5, alternative }).pvalue, n };
}
