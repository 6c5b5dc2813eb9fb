/**
 * The bootstrap: the sampling distribution of a statistic, from samples drawn with replacement out of the sample itself.
 *
 *   θ*_b = θ(x*_b),   x*_b = (x_{i₁}, …, x_{i_n}),   i_k evenly from 1 … n;   se = √(Σ (θ*_b − θ*_·)²/(B − 1))
 *
 * Several samples are drawn independently, or by the same indices where they are paired. With strata, indices are drawn within each.
 * Efron 1979, https://doi.org/10.1214/aos/1176344552; the intervals are in bootstrap-intervals.ts.
 */

import type { Philox } from "@blankfile/tensor";
import { type Alternative, type ConfidenceInterval, requireAlternative } from "../samples/alternative.ts";
import { standardDeviation } from "../samples/moments.ts";
import {
  requireEqualLengths,
  requireOneOf,
  requireProbability,
  requireWhole,
  type Sample,
  type SampleStatistic,
  samplesOf,
} from "../samples/sample.ts";
import {
  basicInterval,
  bcaInterval,
  percentileInterval,
  studentizedInterval,
} from "./bootstrap-intervals.ts";
import { leaveOneOut, requireStatistic } from "./jackknife.ts";

export interface BootstrapOptions {
  rng: Philox;
  /** B. Default 9999. */
  nResamples?: number;
  /** Default 0.95. */
  confidenceLevel?: number;
  /** "less" and "greater" give intervals open below or above. */
  alternative?: Alternative;
  /** Default "BCa". */
  method?: "percentile" | "basic" | "studentized" | "BCa";
  /** Whether the i-th values of all samples belong together. Default false. */
  paired?: boolean;
  /** The stratum of each row: of the single sample, or of paired ones. */
  strata?: readonly (string | number)[];
  /** Of the statistic, from samples: for "studentized". Default: the jackknife's. */
  standardErrorOf?: SampleStatistic;
}

export interface BootstrapResult {
  /** θ. */
  estimate: number;
  confidenceInterval: ConfidenceInterval;
  /** θ*_b, [B]. */
  bootstrapDistribution: Float64Array;
  standardError: number;
}

export function bootstrap(
  samples: readonly Sample[],
  statistic: SampleStatistic,
  options: BootstrapOptions,
): BootstrapResult {
  const { nResamples = 9999, confidenceLevel = 0.95, alternative = "two-sided", method = "BCa" } = options;
  const where = "bootstrap";
  requireAlternative(where, alternative);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  requireWhole(where, "nResamples", nResamples, 2);
  requireOneOf(where, "method", method, ["percentile", "basic", "studentized", "BCa"]);
  const given = samplesOf(where, samples, { atLeast: 2, groups: 1 });
  const draw = drawer(where, given, options);
  const estimate = statistic(...given.map((sample) => sample.slice()));
  requireStatistic(where, "the sample", estimate);
  const errorOf =
    options.standardErrorOf ?? ((...xs) => jackknifeError(xs, options.paired ?? false, statistic));
  const bootstrapDistribution = new Float64Array(nResamples);
  const pivots = new Float64Array(method === "studentized" ? nResamples : 0);
  for (let b = 0; b < nResamples; b++) {
    const resample = draw();
    const value = statistic(...resample);
    requireStatistic(where, `resample ${b}`, value);
    bootstrapDistribution[b] = value;
    if (method === "studentized") pivots[b] = (value - estimate) / errorOf(...resample);
  }
  const standardError = standardDeviation(bootstrapDistribution);
  const interval = { confidenceLevel, alternative };
  const intervals = {
    percentile: () => percentileInterval(bootstrapDistribution, interval),
    basic: () => basicInterval(bootstrapDistribution, estimate, interval),
    BCa: () => {
      const jackknife = without(given, options.paired ?? false, statistic);
      return bcaInterval(bootstrapDistribution, { estimate, jackknife }, interval);
    },
    studentized: () => {
      requirePivots(where, pivots);
      return studentizedInterval(pivots, { estimate, standardError: errorOf(...given) }, interval);
    },
  };
  return { estimate, confidenceInterval: intervals[method](), bootstrapDistribution, standardError };
}

/** Returns what fills the resamples and hands them over. */
function drawer(
  where: string,
  given: Float64Array[],
  { rng, paired = false, strata }: BootstrapOptions,
): () => Float64Array[] {
  const resamples = given.map((sample) => new Float64Array(sample.length));
  const together = paired || strata !== undefined;
  const n = given[0]!.length;
  if (together) {
    given.forEach((sample, j) => {
      requireEqualLengths(where, ["sample 0", `sample ${j}`], [n, sample.length]);
    });
  }
  if (!together) {
    return () => {
      given.forEach((sample, j) => {
        const out = resamples[j]!;
        for (let i = 0; i < out.length; i++) out[i] = sample[rng.integer(sample.length)]!;
      });
      return resamples;
    };
  }
  if (given.length > 1 && !paired) {
    throw new RangeError(
      `${where}: strata for ${given.length} samples that are not paired; pass { paired: true } or one sample`,
    );
  }
  const groups = strata === undefined ? [Array.from({ length: n }, (_, i) => i)] : rowsOf(where, strata, n);
  return () => {
    for (const rows of groups) {
      for (const row of rows) {
        const from = rows[rng.integer(rows.length)]!;
        for (let j = 0; j < given.length; j++) resamples[j]![row] = given[j]![from]!;
      }
    }
    return resamples;
  };
}

function rowsOf(where: string, strata: readonly (string | number)[], n: number): number[][] {
  requireEqualLengths(where, ["the sample", "strata"], [n, strata.length]);
  const rows = new Map<string | number, number[]>();
  strata.forEach((stratum, i) => {
    const known = rows.get(stratum);
    if (known === undefined) rows.set(stratum, [i]);
    else known.push(i);
  });
  return [...rows.values()];
}

/** The statistic without each value, or without each row of paired samples. */
function without(
  given: readonly Float64Array[],
  paired: boolean,
  statistic: SampleStatistic,
): Float64Array[] {
  if (!paired) return leaveOneOut(given, (samples) => statistic(...samples));
  return [
    given[0]!.map((_, out) => statistic(...given.map((sample) => sample.filter((_value, i) => i !== out)))),
  ];
}

/** se² = Σ_j (n_j − 1)/n_j Σ_i (θ_(ji) − θ_(j·))². */
function jackknifeError(
  samples: readonly Float64Array[],
  paired: boolean,
  statistic: SampleStatistic,
): number {
  let squared = 0;
  for (const values of without(samples, paired, statistic)) {
    squared += (standardDeviation(values) * (values.length - 1)) ** 2 / values.length;
  }
  return Math.sqrt(squared);
}

function requirePivots(where: string, pivots: Float64Array): void {
  const at = pivots.findIndex((pivot) => !Number.isFinite(pivot));
  if (at < 0) return;
  throw new RangeError(
    `${where}: resample ${at} has standard error 0, a positive one is needed for "studentized"; use "BCa"`,
  );
}
