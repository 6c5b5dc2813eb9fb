/**
 * Student's t-test: is a mean, or a difference of means, what is claimed?
 *
 *   one sample   t = (x̄ − μ₀)/(s/√n),                      df = n − 1;  of paired differences with μ₀ = 0
 *   pooled       t = (x̄ − ȳ)/(s_p √(1/n₁ + 1/n₂)),         df = n₁ + n₂ − 2
 *   Welch        t = (x̄ − ȳ)/√(s₁²/n₁ + s₂²/n₂),           df = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1)),  v_j = s_j²/n_j
 *
 * Student 1908, https://doi.org/10.1093/biomet/6.1.1; Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28.
 */

import { StudentT } from "../../distributions/continuous/student-t.ts";
import {
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
  symmetricInterval,
  symmetricPvalue,
} from "../../samples/alternative.ts";
import { mean, sumOfSquares, variance } from "../../samples/moments.ts";
import {
  requireEqualLengths,
  requireFinite,
  requireProbability,
  type Sample,
  sampleOf,
} from "../../samples/sample.ts";

export interface TtestOptions extends AlternativeOption {
  /** Of the confidence interval. Default 0.95. */
  confidenceLevel?: number;
}

export interface TtestResult {
  /** t. */
  statistic: number;
  pvalue: number;
  df: number;
  /** x̄, or the difference of means. */
  estimate: number;
  standardError: number;
  /** For the mean or the difference of means; open on one side where the alternative is. */
  confidenceInterval: ConfidenceInterval;
  /** The deviation from the hypothesis in standard deviations. */
  cohensD: number;
}

/** Is the mean of the sample popmean? */
export function ttest1samp(sample: Sample, popmean: number, options: TtestOptions = {}): TtestResult {
  const x = sampleOf("ttest1samp", "sample", sample, 2);
  requireFinite("ttest1samp", "popmean", popmean);
  return oneSample("ttest1samp", x, popmean, options);
}

/** Do paired values have the same mean? */
export function ttestRel(x: Sample, y: Sample, options: TtestOptions = {}): TtestResult {
  const [a, b] = [sampleOf("ttestRel", "x", x, 2), sampleOf("ttestRel", "y", y, 2)];
  requireEqualLengths("ttestRel", ["x", "y"], [a.length, b.length]);
  return oneSample(
    "ttestRel",
    a.map((value, i) => value - b[i]!),
    0,
    options,
  );
}

/** Do two independent samples have the same mean? With `equalVar: false`, Welch's test. */
export function ttestInd(
  x: Sample,
  y: Sample,
  options: TtestOptions & { /** Default true, as in SciPy. */ equalVar?: boolean } = {},
): TtestResult {
  const { equalVar = true } = options;
  const [a, b] = [sampleOf("ttestInd", "x", x, 2), sampleOf("ttestInd", "y", y, 2)];
  const [n1, n2] = [a.length, b.length];
  const pooled = (sumOfSquares(a) + sumOfSquares(b)) / (n1 + n2 - 2);
  const [v1, v2] = equalVar ? [pooled / n1, pooled / n2] : [variance(a) / n1, variance(b) / n2];
  const df = equalVar ? n1 + n2 - 2 : (v1 + v2) ** 2 / (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1));
  const standardError = Math.sqrt(v1 + v2);
  return conclude(
    "ttestInd",
    { estimate: mean(a) - mean(b), standardError, df, claimed: 0, std: Math.sqrt(pooled) },
    options,
  );
}

function oneSample(where: string, x: Float64Array, popmean: number, options: TtestOptions): TtestResult {
  const std = Math.sqrt(variance(x));
  const standardError = std / Math.sqrt(x.length);
  return conclude(
    where,
    { estimate: mean(x), standardError, df: x.length - 1, claimed: popmean, std },
    options,
  );
}

interface Estimate {
  estimate: number;
  standardError: number;
  df: number;
  claimed: number;
  std: number;
}

function conclude(
  where: string,
  { estimate, standardError, df, claimed, std }: Estimate,
  { alternative = "two-sided", confidenceLevel = 0.95 }: TtestOptions,
): TtestResult {
  requireAlternative(where, alternative);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  if (!(standardError > 0)) {
    throw new RangeError(`${where}: all values equal (standard error 0), values that differ are needed`);
  }
  const statistic = (estimate - claimed) / standardError;
  const t = new StudentT({ df });
  return {
    statistic,
    pvalue: symmetricPvalue(t, statistic, alternative),
    df,
    estimate,
    standardError,
    confidenceInterval: symmetricInterval(estimate, standardError, (p) => t.ppf(p), {
      alternative,
      confidenceLevel,
    }),
    cohensD: (estimate - claimed) / std,
  };
}
