/**
 * The bootstrap of a stationary series: blocks of consecutive values are drawn, so that dependence within a block survives.
 *
 *   moving       blocks of l values starting anywhere in 1 … n − l + 1                       Künsch 1989
 *   circular     the same on a circle, starting anywhere in 1 … n: every value as likely     Politis and Romano 1992
 *   stationary   on the circle, each block of geometric length with mean l                   Politis and Romano 1994
 *
 * Blocks are joined until n values are there and the last is cut. Künsch 1989, https://doi.org/10.1214/aos/1176347265;
 * Politis and Romano 1994, https://doi.org/10.1080/01621459.1994.10476870.
 */

import type { Philox } from "@blankfile/tensor";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import { standardDeviation } from "../samples/moments.ts";
import { requireOneOf, requireProbability, requireWhole, type Sample, sampleOf } from "../samples/sample.ts";
import { percentileInterval } from "./bootstrap-intervals.ts";
import { requireStatistic } from "./jackknife.ts";

export interface BlockBootstrapOptions {
  rng: Philox;
  /** l. Default ⌈n^{1/3}⌉, the order that minimises the error of a variance. */
  blockLength?: number;
  /** Default "stationary". */
  kind?: "moving" | "circular" | "stationary";
  /** Default 999. */
  nResamples?: number;
  /** Default 0.95. */
  confidenceLevel?: number;
}

export interface BlockBootstrapResult {
  estimate: number;
  standardError: number;
  /** By percentiles. */
  confidenceInterval: ConfidenceInterval;
  bootstrapDistribution: Float64Array;
}

export function blockBootstrap(
  series: Sample,
  statistic: (series: Float64Array) => number,
  options: BlockBootstrapOptions,
): BlockBootstrapResult {
  const where = "blockBootstrap";
  const x = sampleOf(where, "series", series, 2);
  const { rng, kind = "stationary", nResamples = 999, confidenceLevel = 0.95 } = options;
  const { blockLength = Math.ceil(x.length ** (1 / 3)) } = options;
  requireWhole(where, "blockLength", blockLength, 1);
  requireWhole(where, "nResamples", nResamples, 2);
  requireOneOf(where, "kind", kind, ["moving", "circular", "stationary"]);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  if (blockLength > x.length) {
    throw new RangeError(
      `${where}: blocks of ${blockLength} in a series of ${x.length}, at most its length is needed`,
    );
  }
  const resample = new Float64Array(x.length);
  const estimate = statistic(x.slice());
  requireStatistic(where, "the series", estimate);
  const bootstrapDistribution = Float64Array.from({ length: nResamples }, (_, b) => {
    fillWithBlocks(resample, x, { rng, kind, blockLength });
    const value = statistic(resample);
    requireStatistic(where, `resample ${b}`, value);
    return value;
  });
  return {
    estimate,
    standardError: standardDeviation(bootstrapDistribution),
    confidenceInterval: percentileInterval(bootstrapDistribution, {
      confidenceLevel,
      alternative: "two-sided",
    }),
    bootstrapDistribution,
  };
}

type Blocks = Required<Pick<BlockBootstrapOptions, "rng" | "kind" | "blockLength">>;

function fillWithBlocks(out: Float64Array, x: Float64Array, { rng, kind, blockLength }: Blocks): void {
  const n = x.length;
  for (let at = 0; at < n; ) {
    const start = rng.integer(kind === "moving" ? n - blockLength + 1 : n);
    const length = kind === "stationary" ? geometric(rng, 1 / blockLength) : blockLength;
    for (let i = 0; i < length && at < n; i++) out[at++] = x[(start + i) % n]!;
  }
}

/** 1, 2, … with P(L > k) = (1 − p)^k. */
function geometric(rng: Philox, p: number): number {
  return p === 1 ? 1 : 1 + Math.floor(Math.log1p(-rng.uniform()) / Math.log1p(-p));
}
