/**
 * A permutation test of any statistic: if a rearrangement of the data is as likely as the data under the hypothesis, then the
 * rank of the observed statistic among those of all rearrangements is evenly distributed.
 *
 *   all M rearrangements:    p = #{T_m ≥ T} / M
 *   B random ones:           p = (#{T_b ≥ T} + 1) / (B + 1)
 *
 * for the alternative "greater"; #{T_m ≤ T} for "less"; twice the smaller of both, at most 1, for "two-sided". The added 1
 * counts the data themselves, without which the test would reject too often.
 *
 * Fisher 1935, The Design of Experiments, section 21; Phipson and Smyth 2010, https://doi.org/10.2202/1544-6115.1585.
 */

import type { Philox } from "@blankfile/tensor";
import { type Alternative, type AlternativeOption, requireAlternative } from "../../samples/alternative.ts";
import {
  requireEqualLengths,
  requireOneOf,
  requireWhole,
  type Sample,
  type SampleStatistic,
  samplesOf,
} from "../../samples/sample.ts";
import { countArrangements, eachAssignment, eachPairing, eachPartition } from "./arrangements.ts";

export interface PermutationTestOptions extends AlternativeOption {
  /**
   * What is exchangeable under the hypothesis. "independent", the default: all values between all samples. "samples": the values of
   * one row between samples, or the signs of a single sample of differences. "pairings": the order within each sample.
   */
  permutationType?: "independent" | "samples" | "pairings";
  /** All rearrangements are visited where there are at most so many, otherwise so many random ones. Default 9999. */
  nResamples?: number;
  /** Needed where rearrangements are drawn at random. */
  rng?: Philox;
}

export interface PermutationTestResult {
  statistic: number;
  pvalue: number;
  nullDistribution: Float64Array;
  /** Whether all rearrangements were visited. */
  exact: boolean;
}

export function permutationTest(
  samples: readonly Sample[],
  statistic: SampleStatistic,
  options: PermutationTestOptions = {},
): PermutationTestResult {
  const { alternative = "two-sided", permutationType = "independent", nResamples = 9999, rng } = options;
  const where = "permutationTest";
  requireAlternative(where, alternative);
  requireOneOf(where, "permutationType", permutationType, ["independent", "samples", "pairings"]);
  requireWhole(where, "nResamples", nResamples, 1);
  const given = samplesOf(where, samples, { groups: permutationType === "independent" ? 2 : 1 });
  if (permutationType !== "independent") {
    given.forEach((sample, j) => {
      requireEqualLengths(where, ["sample 0", `sample ${j}`], [given[0]!.length, sample.length]);
    });
  }
  const observed = statistic(...given.map((sample) => sample.slice()));
  const count = countArrangements(permutationType, given);
  const exact = count <= nResamples;
  if (!exact && rng === undefined) {
    throw new RangeError(
      `${where}: ${nResamples} of ${count} rearrangements are drawn at random, an rng is needed; pass { rng: new Philox(seed) }`,
    );
  }
  const nullDistribution = new Float64Array(exact ? count : nResamples);
  let at = 0;
  const visit = (rearranged: Float64Array[]) => {
    nullDistribution[at++] = statistic(...rearranged);
  };
  if (exact) visitAll(permutationType, given, visit);
  else drawSome(permutationType, given, { count: nResamples, rng: rng!, visit });
  return {
    statistic: observed,
    pvalue: pvalueAmong(nullDistribution, observed, { alternative, exact }),
    nullDistribution,
    exact,
  };
}

type Visit = (samples: Float64Array[]) => void;

function visitAll(type: string, given: Float64Array[], visit: Visit): void {
  if (type === "pairings") eachPairing(given, visit);
  else if (type === "samples") eachAssignment(given, visit);
  else {
    const pooled = Float64Array.from(given.flatMap((sample) => Array.from(sample)));
    eachPartition(
      pooled,
      given.map(({ length }) => length),
      visit,
    );
  }
}

function drawSome(
  type: string,
  given: Float64Array[],
  { count, rng, visit }: { count: number; rng: Philox; visit: Visit },
) {
  const pooled = Float64Array.from(given.flatMap((sample) => Array.from(sample)));
  // Views into the pooled values: shuffling all or one shuffles the samples.
  let from = 0;
  const samples = given.map(({ length }) => pooled.subarray(from, (from += length)));
  for (let b = 0; b < count; b++) {
    if (type === "independent") rng.shuffle(pooled);
    else if (type === "pairings") for (const sample of samples) rng.shuffle(sample);
    else shuffleRows(samples, rng);
    visit(samples);
  }
}

function shuffleRows(samples: Float64Array[], rng: Philox): void {
  const [first] = samples;
  for (let i = 0; i < first!.length; i++) {
    if (samples.length === 1) {
      if (rng.integer(2) === 1) first![i] = -first![i]!;
      continue;
    }
    const row = rng.shuffle(samples.map((sample) => sample[i]!));
    samples.forEach((sample, j) => {
      sample[i] = row[j]!;
    });
  }
}

function pvalueAmong(
  all: Float64Array,
  observed: number,
  { alternative, exact }: { alternative: Alternative; exact: boolean },
): number {
  // Statistics equal on paper may differ by rounding; those count as equal.
  const slack = Math.abs(observed) * 1e-14;
  let [below, above] = [0, 0];
  for (const value of all) {
    if (value <= observed + slack) below++;
    if (value >= observed - slack) above++;
  }
  const [less, greater] = [below, above].map((count) =>
    exact ? count / all.length : (count + 1) / (all.length + 1),
  ) as [number, number];
  if (alternative === "less") return less;
  if (alternative === "greater") return greater;
  return Math.min(1, 2 * Math.min(less, greater));
}
